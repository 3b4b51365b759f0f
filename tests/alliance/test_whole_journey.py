"""From the form to the directory in one go: what applicants meet, what reviewers do, and the mails between them.

The reviewer works with the keyboard alone.
"""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Locale, Site

from alliance.models import AlliancePage, Application, ConsentText, JoiningSettings, JoinPage
from cms.mail.models import Message
from cms.users.roles import REVIEWERS, ensure_roles
from home.models import HomePage
from tests.alliance.conftest import pdf_bytes
from tests.alliance.desk import index
from tests.alliance.form import PATIENCE, fill_in, finish
from tests.factories import make_page, make_site, make_topic

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]

EMAIL = "ilze@adazi.example"


@pytest.fixture
def joining():
    """A site in two languages on which one can join; its join pages by language."""
    make_site("lt", "uk")
    texts = {
        purpose: ConsentText.objects.create(
            locale=Locale.objects.get(language_code="lt"), purpose=purpose, heading=purpose, text="<p>.</p>"
        )
        for purpose in ("application", "publication")
    }
    JoiningSettings.objects.create(
        site=Site.objects.get(), consent_text=texts["application"], publication_text=texts["publication"]
    )
    make_topic(name="Energy", locale=Locale.objects.get(language_code="lt"))
    pages, same = {}, {}
    for home in HomePage.objects.order_by("path"):
        above = make_page(AlliancePage, home, slug="alliance", **same.get("alliance", {}))
        join = make_page(JoinPage, above, slug="join", **same.get("join", {}))
        same = {
            name: {"translation_key": page.translation_key}
            for name, page in (("alliance", above), ("join", join))
        }
        pages[home.locale.language_code] = join
    return pages


@pytest.fixture
def reviewer():
    """Somebody who decides, and nothing else."""
    ensure_roles()
    user = get_user_model().objects.create_user("reviewer")
    user.groups.add(Group.objects.get(name=REVIEWERS))
    return user


def mailed(purpose: str) -> str:
    """Return the path of the link of a kind in the last mail that has one."""
    texts = Message.objects.filter(recipient=EMAIL).order_by("-pk").values_list("text", flat=True)
    found = (re.search(rf"/\w+/_application/{purpose}/[\w-]+/", text) for text in texts)
    return next(filter(None, found)).group()


def send(page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).click()


def apply_for_membership(page, path: str) -> str:
    """Fill in the form, stop half way, go on by the link of the draft, send, confirm; return the status page."""
    page.goto(path)
    fill_in(page, EMAIL)
    page.wait_for_timeout(PATIENCE)
    send(page, ".apply__later button")
    page.goto(mailed("draft"))
    assert page.locator("#id_organisation_name").input_value() == "Ādažu novada pašvaldība"
    finish(page)
    page.locator("#id_consent").check()
    page.locator("#id_publication").check()
    page.wait_for_timeout(PATIENCE)
    send(page, "#application .form__foot button")
    assert EMAIL in page.locator("main").inner_text()
    page.goto(mailed("confirm"))
    assert not Application.objects.for_staff().exists()  # whoever only opens it confirms nothing
    send(page, "main form button")
    return mailed("status")


def answer(page, status: str) -> None:
    """Say nothing, be told so; then answer with a file, and find it on the page."""
    page.goto(status)
    assert "Kada posėdžiavo taryba?" in page.locator("#answer").inner_text()
    send(page, "#answer form button")
    assert page.locator("#answer .error-summary a").count() == 1
    page.locator("#answer textarea").fill("Maijā.")
    page.locator("#answer input[type=file]").set_input_files(
        {"name": "lēmums.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes()}
    )
    send(page, "#answer form button")
    assert "lēmums.pdf" in page.locator(".document-link").inner_text()


def act(page, verb: str, words: str = "") -> None:
    """Go from the application's screen to a verb and do it, all with the keyboard."""
    page.locator(f".release-actions a[href$='/{verb}/']").press("Enter")
    if words:
        page.locator("textarea").press_sequentially(words)
        page.locator("button[name=action][value=preview]").press("Enter")
        page.frame_locator("iframe").get_by_text(words).wait_for()
    page.locator("button[name=action][value=do]").press("Enter")
    page.locator(".messages .success").wait_for()


@pytest.mark.parametrize(("language", "has_script"), [("lt", True), ("uk", False)])
def test_applicant_becomes_a_member_that_everybody_finds(
    open_page, sign_in, joining, reviewer, language, has_script
):
    applicant = open_page(locale=language, java_script_enabled=has_script)
    desk = open_page(locale=language)
    sign_in(desk, reviewer)
    desk.goto(index())
    assert desk.locator(".listing td.title").count() == 0
    status = apply_for_membership(applicant, joining[language].url)

    desk.goto(index())
    desk.locator(".listing td.title a").press("Enter")
    desk.locator(".release-actions form[action$='/take_up/'] button").press("Enter")
    desk.locator(".messages .success").wait_for()
    act(desk, "ask", "Kada posėdžiavo taryba?")
    answer(applicant, status)
    desk.reload()
    assert "lēmums.pdf" in desk.locator("main").inner_text()
    act(desk, "approve", "Sveiki!")

    applicant.goto(status)
    assert "Sveiki!" in applicant.locator(".callout").first.inner_text()
    with applicant.expect_download() as copy:
        applicant.locator("a[href$='data.json']").click()
    assert json.loads(copy.value.path().read_text("utf-8"))["email"] == EMAIL
    applicant.goto(joining[language].get_parent().url)
    applicant.locator("section[aria-labelledby=members] a").first.click()
    applicant.locator(".organisation-card .card__link").click()
    assert applicant.locator("h1").inner_text() == "Ādažu novada pašvaldība"
    assert applicant.locator("html").get_attribute("lang") == language
    assert applicant.context.cookies() == []
