"""The interface is translated, whole, into every language it is offered in."""

import pytest
from babel.messages.catalog import Catalog

from tests.harness import upstream
from tests.harness.catalogues import faults_of, find_faults, missing_tools

pytestmark = pytest.mark.once


def test_every_text_is_translated():
    if missing := missing_tools():
        pytest.skip(f"{', '.join(missing)} not found: install gettext")
    faults = find_faults()
    assert faults[:20] == [], f"{len(faults)} faults; “python -m tests.harness.catalogues” lists them all"


def test_what_wagtail_leaves_in_english_is_translated_here():
    faults = list(upstream.find_faults())
    assert faults[:20] == [], f"{len(faults)} faults; “python -m tests.harness.upstream” lists them all"


@pytest.mark.parametrize(
    ("text", "translation", "flags", "expected"),
    [
        ("Save", "Išsaugoti", (), []),
        ("Save", "", (), ["“Save” is not translated"]),
        ("Save", "Išsaugoti", ("fuzzy",), ["“Save” is marked fuzzy"]),
        ("From %(a)s to %(b)s", "%(b)s: nuo %(a)s", (), []),
        (
            "From %(a)s",
            "Nuo %(b)s",
            (),
            ["“From %(a)s”: placeholders ['%(b)s'] instead of ['%(a)s']"],
        ),
        (("%(n)s day", "%(n)s days"), ("diena", "%(n)s dienos", "%(n)s d.", "%(n)s dienų"), (), []),
        (
            ("%(n)s day", "%(n)s days"),
            ("%(n)s d.", "%(n)s d.", "%(n)s d.", ""),
            (),
            ["“%(n)s day” is not translated"],
        ),
        (
            ("%(n)s day", "%(n)s days"),
            ("%(n)s d.", "%(n)s d.", "%(n)s d.", "dienų"),
            (),
            ["“%(n)s day”: the last plural form lacks ['%(n)s']"],
        ),
    ],
)
def test_faults_are_seen(text, translation, flags, expected):
    catalogue = Catalog("lt")
    catalogue.mime_headers = [
        ("Plural-Forms", "nplurals=4; plural=(n % 10 == 1 ? 0 : n % 10 >= 2 ? 1 : n % 1 != 0 ? 2 : 3)"),
    ]
    catalogue.add(text, translation, flags=flags)
    assert list(faults_of(catalogue)) == expected
