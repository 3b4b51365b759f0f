"""Programs flood the form: next to nothing of it waits for confirmation, and people get through all the same."""

import pytest
from django.http import HttpResponse

from alliance.models import Application, JoinPage
from cms.defences import turned_away
from tests.alliance.conftest import last_token
from tests.alliance.form import solved

pytestmark = [pytest.mark.once, pytest.mark.django_db]

#: How often each of the four kinds posts.
POSTS = 250


@pytest.fixture
def page_is_not_drawn(monkeypatch):
    """Let the page with the form be empty: drawing it a thousand times takes minutes, and programs do not look."""
    monkeypatch.setattr(JoinPage, "serve", lambda _page, _request: HttpResponse())


def test_thousand_posts_of_programs_leave_five_applications_at_most_and_people_get_through(
    apply, client, settings, page_is_not_drawn
):
    settings.PROOF_STEPS = 2
    good = solved(client)
    kinds = {
        # It fills in whatever has a name.
        "fills in every field": lambda _number: {"subject": "Cheap watches", "proof": "on"},
        # It knows the names of the fields and never opens the page.
        "posts at once": lambda _number: {"stamp": None},
        # It has sent one form by hand and sends it again with other addresses.
        "replays a good form": lambda _number: {"proof": good},
        # It opens the page and waits, but runs no script; each of its machines is in another network.
        "comes from many networks": lambda number: {"network": f"203.0.{number}.7"},
    }
    left = {}
    for kind, (name, fields) in enumerate(kinds.items()):
        before = Application.objects.count()
        for number in range(POSTS):
            apply(email=f"bot{number}@kind{kind}.example", **fields(number))
        left[name] = Application.objects.count() - before
    told = f"of {POSTS} posts each, left: {left}; turned away: {turned_away.numbers_by_defence()}"
    assert sum(left.values()) <= 5, told
    assert sum(turned_away.numbers_by_defence().values()) + sum(left.values()) == POSTS * len(kinds), told
    assert not Application.objects.for_staff().exists(), told

    apply(email="ilze@adazi.lv", proof=solved(client))
    assert Application.objects.filter(email="ilze@adazi.lv").exists(), told
    apply(email="anna@adazi.lv", action="draft")
    apply(email="anna@adazi.lv", draft=last_token("draft"))
    assert Application.objects.filter(email="anna@adazi.lv").exists(), told
    print(told)  # noqa: T201 - the numbers are what the test is for
