"""Somebody registers for an event of the demo site, confirms and cancels; each page is for everybody."""

import contextlib
import sqlite3

import pytest

from tests.alliance.form import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.once]

#: `energy-workshop`, which has places
WORKSHOP = "074c57a6-641e-5a55-80aa-e14e35930331"


def press(page) -> None:
    page.locator("main form button").click()
    page.wait_for_load_state()


def mailed(site, purpose: str, to: str) -> str:
    """Return the path of the last link of a kind that was mailed to an address."""
    return site.mailed(rf"/\w+/_registration/{purpose}/[\w.-]+/", to)


def passages(site) -> int:
    with contextlib.closing(
        sqlite3.connect(f"file:{site.data_dir / 'db.sqlite3'}?mode=ro", uri=True)
    ) as connection:
        return connection.execute(
            "SELECT count(*) FROM defences_passage WHERE is_proved AND form = 'RegistrationForm'"
        ).fetchone()[0]


def test_guest_registers_with_a_proof_confirms_and_cancels(demo_site, visit, look):
    before = passages(demo_site)
    page = visit(f"/lt/_registration/{WORKSHOP}/", reduced_motion="reduce")
    page.locator("#id_name").fill("Ona Pavyzdė")
    page.locator("#id_email").fill("ona.pavyzde@example.org")
    page.locator("#id_consent").check()
    page.wait_for_timeout(PATIENCE)
    page.locator("#registration .form__foot button").click()
    page.wait_for_selector("strong:text('ona.pavyzde@example.org')")
    look(page)
    assert passages(demo_site) == before + 1
    page.goto(mailed(demo_site, "confirm", "ona.pavyzde@example.org"))
    look(page)
    press(page)
    page.goto(mailed(demo_site, "own", "ona.pavyzde@example.org"))
    look(page)
    press(page)
    assert page.locator("main form").count() == 0
