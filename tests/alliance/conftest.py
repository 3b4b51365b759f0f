"""A site on which one can join: a join page, consents, topics, somebody who decides, and files to send."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import signing
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale, Site

from alliance import consents, files
from alliance.membership import ApplicationData, Consent, approve, confirm, submit, take_up
from alliance.models import Application, ConsentText, JoiningSettings, JoinPage, MembershipRule
from cms import public_forms
from cms.mail.models import Message
from cms.users.roles import REVIEWERS, ensure_roles
from tests.alliance.form import FIELDS
from tests.factories import make_topic

TOKEN = re.compile(r"/_application/(\w+)/([\w-]+)/")


@pytest.fixture
def join_page(db):
    """The page of the form, on a site in two languages with consents to agree to."""
    english, _lithuanian = (Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "lt"))
    texts = [
        ConsentText.objects.create(
            locale=english, purpose=purpose, heading=f"I agree: {purpose}", text="<p>All.</p>"
        )
        for purpose in ("application", "publication")
    ]
    JoiningSettings.objects.create(site=Site.objects.get(), consent_text=texts[0], publication_text=texts[1])
    top = Site.objects.get().root_page  # Wagtail's own: whatever stands above, nobody asks for its address
    return top.add_child(instance=JoinPage(title="Join", slug="join", locale=english))


@pytest.fixture
def stamp(monkeypatch):
    """The stamp of a form that was opened a minute ago."""
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: timezone.now().timestamp() - 60)
        return public_forms.make_stamp("ApplicationForm")


@pytest.fixture
def apply(client, join_page, stamp):
    """A function that sends the form, with some fields otherwise."""
    energy = str(make_topic(name="Energy").translation_key)
    agreed = {
        "consent": "on",
        "consent_words": consents.wording_now("application", "en").digest,
        "publication_words": consents.wording_now("publication", "en").digest,
    }

    def apply(sender=client, network="127.0.0.1", **fields):
        sent = FIELDS | agreed | {"stamp": stamp, "offers": [energy]} | fields
        sent = {name: value for name, value in sent.items() if value is not None}
        return sender.post(f"/en/_application/{join_page.pk}/", sent, REMOTE_ADDR=network)

    return apply


@pytest.fixture
def reviewer(db):
    """Somebody who decides."""
    return get_user_model().objects.create_superuser("reviewer")


@pytest.fixture
def data(join_page):
    """What an applicant from Latvia fills in."""
    return ApplicationData(
        page=join_page,
        language="lt",
        organisation_name="Ādažu novada pašvaldība",
        organisation_type="municipality",
        country="LV",
        region="Pierīga",
        population=23_000,
        website="https://www.adazi.lv/",
        contact_name="Ilze Kalniņa",
        contact_role="Projektu vadītāja",
        email="Ilze@Adazi.lv",
        phone="+371 20000000",
        spoken_languages=["lv", "en"],
        wishes=["partnership"],
        offers=[make_topic(name="Energy").translation_key],
        needs=[make_topic(name="Youth").translation_key],
        text="We would like to join.",
    )


@pytest.fixture
def consent(join_page):
    """Agreed to be handled and to be shown."""
    return Consent(
        *(consents.wording_now(purpose, "lt").digest for purpose in ("application", "publication"))
    )


@pytest.fixture
def submitted(data, consent) -> Application:
    """An application nobody has confirmed."""
    submit(data, consent)
    return Application.objects.get()


@pytest.fixture
def received(submitted) -> Application:
    """An application whose address is proved."""
    return confirm(last_token("confirm"))


@pytest.fixture
def screening(received, reviewer) -> Application:
    """An application somebody reviews."""
    return take_up(received, reviewer)


@pytest.fixture
def member(screening, reviewer):
    """What an approved applicant becomes."""
    return approve(screening, reviewer).member


@pytest.fixture
def enter(client, join_page):
    """A function that signs a member of a group in and returns the client; the user is `client.user`."""
    ensure_roles()

    def enter(group: str = REVIEWERS):
        users = get_user_model().objects
        user = users.filter(username=group).first() or users.create_user(group)
        user.groups.set(Group.objects.filter(name=group))
        client.force_login(user)
        client.user = user
        return client

    return enter


def last_token(purpose: str) -> str:
    """Return the token of the last link of a kind that was mailed."""
    for message in Message.objects.order_by("-pk"):
        for kind, token in TOKEN.findall(message.text):
            if kind == purpose:
                return token
    raise AssertionError(f"no mail has a link to {purpose}")


def mails() -> list[tuple[str, str]]:
    """Return kind and recipient of every mail, the oldest first."""
    return [
        (kind.removeprefix("membership."), to)
        for kind, to in Message.objects.order_by("pk").values_list("kind", "recipient")
    ]


def history(application) -> list[str]:
    """Return what the history of an application tells of, the oldest first."""
    return list(application.events.order_by("pk").values_list("verb", flat=True))


def another(data: ApplicationData, number: int, **fields) -> ApplicationData:
    """Return what somebody else fills in."""
    return replace(
        data,
        **{"email": f"desk@town{number}.example", "organisation_name": f"Town {number}", "website": ""}
        | fields,
    )


def pdf_bytes(build=None) -> bytes:
    """Return a PDF of one page; `build` adds to it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if build:
            build(pdf)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()


def upload(content: bytes | None = None, name: str = "mandate.pdf") -> ContentFile:
    """Return a file as a form passes it."""
    return ContentFile(pdf_bytes() if content is None else content, name)


def hold_file(name: str = "mandate.pdf") -> str:
    """Hold a harmless file; return its token."""
    return files.hold(upload(name=name))


def make_rule(**fields) -> MembershipRule:
    """Make a rule in English."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    return MembershipRule.objects.create(**{"locale": english, "name": "A rule", "outcome": "full", **fields})
