"""What may be the same organisation is found, what is not is left alone, and the queries do not grow."""

from dataclasses import replace

import pytest

from alliance import membership
from alliance.duplicates import are_alike, name_key, possible_duplicates
from alliance.models import Application
from cms.mailboxes import host_of, normalise, own_domain
from tests.alliance.conftest import another, last_token

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ādažu novada pašvaldība", "Adazu novads", True),
        ("Miesto savivaldybė Šiauliai", "Šiaulių miesto savivaldybė", False),
        ("Šiaulių miesto savivaldybės administracija", "Šiaulių miesto savivaldybė", True),
        ("Львівська міська рада", "Lvivska miska rada", True),
        ("City of Ghent", "Ghent", True),
        ("Stadt Münster", "Muenster", True),
        ("Rīga", "Jūrmala", False),
        ("Ventspils", "Valmiera", False),
        ("City council", "Council of the city", True),
        ("", "", True),
    ],
)
def test_names_are_compared_by_what_tells_them_apart(one, other, alike):
    assert are_alike(name_key(one), name_key(other)) is alike


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        (" Ilze@Adazi.LV ", "ilze@adazi.lv"),
        ("ilze+x@adazi.lv", "ilze@adazi.lv"),
        ("i.lze@googlemail.com", "ilze@gmail.com"),
        ("i.lze@adazi.lv", "i.lze@adazi.lv"),
        ("ilze@ādaži.lv", "ilze@xn--dai-0oa14d.lv"),
        ("ｉlze@adazi.lv", "ilze@adazi.lv"),
    ],
)
def test_mailbox_has_one_spelling(address, mailbox):
    assert normalise(address) == mailbox


def test_domains_say_whose_they_are_unless_everybody_has_one_there():
    assert (own_domain("a@inbox.lv"), own_domain("a@adazi.lv")) == ("", "adazi.lv")
    assert (host_of("https://WWW.Adazi.lv/lv"), host_of("http://[bad"), host_of("")) == ("adazi.lv", "", "")


def test_duplicates_are_found_by_mailbox_domain_and_name(
    screening, data, consent, reviewer, settings, django_assert_max_num_queries
):
    settings.MAIL_LIMIT_ADDRESS = 100
    membership.approve(screening, reviewer)

    def found_for(**fields) -> list[tuple[str, str]]:
        membership.submit(replace(data, **fields), consent)
        application = membership.confirm(last_token("confirm"))
        with django_assert_max_num_queries(6):
            found = possible_duplicates(application)
        Application.objects.filter(pk=application.pk).delete()
        return sorted((type(one.thing).__name__, one.code) for one in found)

    other = {"organisation_name": "Salaspils", "website": "", "email": "desk@salaspils.example"}
    assert found_for(**other) == []
    assert found_for(**other | {"email": "ilze@adazi.lv"}) == [("Application", "email"), ("Member", "domain")]
    assert found_for(**other | {"website": "http://adazi.lv/en"}) == [
        ("Application", "domain"),
        ("Member", "domain"),
    ]
    assert found_for(**other | {"organisation_name": "Adazu novads"}) == [
        ("Application", "name"),
        ("Member", "name"),
    ]
    assert found_for(**other | {"organisation_name": "Adazu novads", "country": "LT"}) == []
    assert found_for(**other | {"email": "a@inbox.lv"}) == []


def test_what_nobody_confirmed_is_no_duplicate(received, data, consent):
    membership.submit(another(data, 1, organisation_name=data.organisation_name), consent)
    assert possible_duplicates(received) == []


def test_domain_that_many_share_tells_nothing(received, data, consent, monkeypatch):
    monkeypatch.setattr("alliance.duplicates.MOST_SHARING", 1)
    for number in (1, 2):
        town = {
            "organisation_name": f"Town{number}",
            "email": f"{number}@adazi.lv",
            "website": "",
            "country": "EE",
        }
        membership.submit(replace(data, **town), consent)
        membership.confirm(last_token("confirm"))
    assert possible_duplicates(received) == []
