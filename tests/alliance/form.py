"""What an applicant types into the form to join, and what a page says about it."""

from altcha import Challenge, Payload, solve_challenge
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

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
