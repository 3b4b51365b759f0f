"""What an applicant types into the form to join, and what a page says about it."""

from altcha import Challenge, Payload, solve_challenge
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

#: Nobody fills in a form faster than this, in milliseconds.
PATIENCE = 2100

FIELDS = {
    "organisation_name": "Ādažu novada pašvaldība",
    "organisation_type": "municipality",
    "country": "LV",
    "region": "Pierīga",
    "population": "23 000",
    "website": "www.adazi.lv",
    "contact_name": "Ilze Kalniņa",
    "contact_role": "Projektu vadītāja",
    "email": "ilze@adazi.lv",
    "phone": "+371 20000000",
    "spoken_languages": ["lv", "en"],
    "wishes": ["partnership"],
    "earlier_partners": "Korosten",
    "text": "We would like to join.",
    "mandate_on": "2026-05-31",
}


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def problems(response) -> list[str]:
    """Return what the summary says, each tied to a control that says the same."""
    page = soup(response)
    for link in page.select(".error-summary a"):
        control = page.select_one(link["href"])
        assert control is not None
        named = control.get("aria-describedby") or control.find_parent("fieldset")["aria-describedby"]
        told = " ".join(page.find(id=name).get_text(" ", strip=True) for name in named.split())
        assert link.get_text(strip=True) in told
    return [item.get_text(strip=True) for item in page.select(".error-summary li")]


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("decision.pdf", content, "application/pdf")


def solved(client, **changes) -> str:
    """Return the proof of a challenge that was just asked for, as the script of the page sends it."""
    given = client.get("/en/_application/challenge/").json()
    solution = solve_challenge(Challenge.from_dict(given))
    given["parameters"] |= changes
    return Payload(Challenge.from_dict(given), solution).to_base64()


def fill_in(page, email: str) -> None:
    """Fill in, in a browser, all that has to be but the contact's name, the text and the consent."""
    page.locator("#id_organisation_name").fill("Ādažu novada pašvaldība")
    page.locator("#id_organisation_type").select_option("municipality")
    page.locator("#id_country").select_option("LV")
    page.locator("#id_population").fill("23 000")
    page.locator("#id_email").fill(email)
    page.locator("[name=spoken_languages][value=lv]").check()
    page.locator("[name=offers]").first.check()


def finish(page) -> None:
    """Fill in the rest: who writes, and what."""
    page.locator("#id_contact_name").fill("Ilze Kalniņa")
    page.locator("#id_text").fill("Labdien!")
