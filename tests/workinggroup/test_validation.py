"""What a working group refuses, at the field it is about."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from cms.models import Organisation, Person
from tests.factories import make_site
from workinggroup.blocks import PairBlock
from workinggroup.models import WorkingGroupPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """One person in two languages, and another."""
    make_site("en", "lt")
    english, lithuanian = (Locale.objects.get(language_code=code) for code in ("en", "lt"))
    ona = Person.objects.create(name="Ona", locale=english)
    same = Person.objects.create(name="Ona", locale=lithuanian, translation_key=ona.translation_key)
    return {"ona": ona, "ona-lt": same, "rasa": Person.objects.create(name="Rasa", locale=english)}


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (("ona", None, None), ("rasa", None, None), False),
        (("ona", None, None), ("ona", None, None), True),
        (("ona", None, None), ("ona-lt", "2024-01-01", None), True),
        (("ona", "2020-01-01", "2022-03-01"), ("ona", "2022-02-01", None), True),
        (("ona", "2020-01-01", "2022-03-01"), ("ona", "2022-03-01", None), False),
        (("ona", "2022-03-01", None), ("ona", None, "2022-03-01"), False),
    ],
)
def test_person_is_a_member_once_at_a_time(people, first, second, refused):
    page = WorkingGroupPage(title="Group", slug="group")
    page.members = [
        {
            "type": "member",
            "id": str(index),
            "value": {"person": people[name].pk, "role": "member", "since": since, "until": until},
        }
        for index, (name, since, until) in enumerate((first, second))
    ]
    if not refused:
        page.clean()
        return
    with pytest.raises(ValidationError) as caught:
        page.clean()
    (error,) = caught.value.error_dict["members"]
    message = "This person is in the list already, for a time that overlaps."
    assert error.as_json_data() == {"blockErrors": {1: {"blockErrors": {"person": {"messages": [message]}}}}}


def test_pair_is_made_of_two():
    make_site("en", "lt")
    english, lithuanian = (Locale.objects.get(language_code=code) for code in ("en", "lt"))
    town = Organisation.objects.create(name="Town", type="municipality", locale=english)
    other = Organisation.objects.create(name="Other", type="municipality", locale=english)
    same = Organisation.objects.create(
        name="Miestas", type="municipality", locale=lithuanian, translation_key=town.translation_key
    )
    block = PairBlock()
    for second, refused in ((other, False), (town, True), (same, True)):
        value = block.to_python({"first": town.pk, "second": second.pk, "theme": "", "year": None})
        if not refused:
            block.clean(value)
            continue
        with pytest.raises(ValidationError) as caught:
            block.clean(value)
        assert list(caught.value.block_errors) == ["second"]
