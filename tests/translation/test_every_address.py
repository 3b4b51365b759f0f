"""Who gets what at every address of the admin: the table in `every_address.txt`, walked by each role.

An address that is not in the table fails, and so does one that is there no more. What is refused writes nothing,
and nobody reads the drafts of a language she may not edit.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.translation import addresses
from tests.translation.world import LANGUAGES, ROLES, Built, build, secrets_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TABLE = Path(__file__).with_name("every_address.txt")
EDITORS = ("editor", "admin")
#: Who may, by the name in the table: of a role and the language of what stands in the address.
WHO = {
    "everyone": lambda role, language: True,
    "staff": lambda role, language: role != "anonymous",
    "workers": lambda role, language: role in EDITORS or role.startswith("translator"),
    "language": lambda role, language: role in (*EDITORS, f"translator-{language}"),
    "deciders": lambda role, language: role in ("reviewer", "admin"),
    "editors": lambda role, language: role in EDITORS,
    "admin": lambda role, language: role == "admin",
    "nobody": lambda role, language: False,
}
#: Kinds of records that are walked by one role only: all have the same views.
ONCE = "translator-lt"


@dataclass(frozen=True)
class Row:
    """A line of the table: who gets which statuses, and which all others get."""

    who: str
    allowed: frozenset[str]
    refused: frozenset[str]

    def expected(self, role: str, language: str) -> frozenset[str]:
        """Return the outcomes a role may get."""
        if WHO[self.who](role, language):
            return self.allowed
        return frozenset({"login"}) if role == "anonymous" else self.refused


def read_table() -> dict[tuple[str, str], Row]:
    """Return the table by method and address."""
    rows = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            method, *address, who, allowed, refused = line.split()
            rows[method, " ".join(address).strip("·")] = Row(
                who, frozenset(allowed.split("|")), frozenset(refused.split("|"))
            )
    return rows


def outcome(response) -> str:
    """Return what a response amounts to: a status, or where somebody is sent who may not be here."""
    if response.status_code == 403:
        return "refused"
    if response.status_code != 302:
        return str(response.status_code)
    location = response["Location"]
    if location.startswith("/admin/login/"):
        return "login"
    if location.startswith("/en/admin/"):
        return "404"  # Django looks for what is not found under a language
    return "refused" if location == "/admin/" else "302"


@dataclass
class Walker:
    """Asks as one role, undoing what each request wrote."""

    role: str
    built: Built

    def __post_init__(self):
        self.client = Client(raise_request_exception=False)
        if self.role != "anonymous":
            self.client.force_login(self.built.users[self.role])
        self.cookies = copy.deepcopy(self.client.cookies)
        self.data = addresses.sent(self.built)

    def ask(self, method: str, url: str) -> tuple[str, str, list[str]]:
        """Return the outcome, the text and the statements that wrote something."""
        written = []

        def note(execute, sql, *args):
            if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
                written.append(sql)
            return execute(sql, *args)

        self.client.cookies = copy.deepcopy(self.cookies)
        sent = {"data": self.data} if method == "POST" else {}
        if method == "PUT":
            sent = {
                "data": f"value={self.built.other['image']}",
                "content_type": "application/x-www-form-urlencoded",
            }
        with transaction.atomic(), connection.execute_wrapper(note):
            response = getattr(self.client, method.lower())(url, **sent)
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        return outcome(response), body.decode(errors="replace"), written

    def may_read(self, language: str) -> bool:
        """Tell whether the role may read drafts in a language."""
        return WHO["language"](self.role, language)

    def languages(self, urls: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Return the languages to ask in: one translator in all, two others in two, who has all or none in two."""
        others = self.role.startswith("translator") and self.role != ONCE
        wanted = {"lt", self.role[-2:]} if others else LANGUAGES if self.role == ONCE else LANGUAGES[:2]
        for language, url in urls.items():
            if language in wanted and not (others and len(urls) == 1):
                yield language, url

    def routes(self) -> list[str]:
        """Return the routes to walk: all kinds of records once, then topics stand for the others."""
        routes = addresses.routes()
        if self.role == ONCE:
            return routes
        return [route for route in routes if "<record>" not in addresses.general(route) or "/topic/" in route]


@pytest.fixture(scope="module")
def made(shared_rows) -> Built:
    with shared_rows():
        return build(addresses.record_models())


@pytest.fixture
def built(made, db) -> Built:
    """A site in four languages with something of each kind in it."""
    return copy.deepcopy(made)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_the_table_says(role, built, caplog):
    caplog.set_level("CRITICAL")
    table, walker, wrong = read_table(), Walker(role, built), []
    for route in walker.routes():
        for language, url in walker.languages(addresses.urls(route, built)):
            for method in addresses.methods(route):
                row = table.get((method, addresses.general(route)))
                got, text, written = walker.ask(method, url)
                where = f"{method} {url} ({language})"
                if row is None or got not in row.expected(role, language):
                    wrong.append(f"{where}: {got}")
                if got in ("refused", "login", "404") and written:
                    wrong.append(f"{where}: refused and written: {written[0][:80]}")
                for other in LANGUAGES:
                    if not walker.may_read(other):
                        wrong += [
                            f"{where}: shows “{secret}”" for secret in secrets_of(other) if secret in text
                        ]
    assert "\n".join(wrong) == ""


def test_the_table_has_every_address_and_no_other():
    asked = {
        (method, addresses.general(route))
        for route in addresses.routes()
        for method in addresses.methods(route)
    }
    assert read_table().keys() == asked
