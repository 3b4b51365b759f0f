"""Pages and records with boring defaults: a test names only what it is about."""

import datetime as dt
import hashlib
import io
import itertools

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale, Page, Site

from alliance.models import AlliancePage, JoinPage
from cms.content.indexing import indexed_once
from cms.models import CustomDocument, CustomImage, SiteSettings, SiteTexts, Topic
from home.models import AccessibilityStatementPage, HomePage
from news.models import ArticleIndexPage, ArticlePage, CallIndexPage, CallPage, EventIndexPage, EventPage
from workinggroup.models import WorkingGroupIndexPage, WorkingGroupPage

_numbers = itertools.count(1)

#: What a page of each type must at least be given.
REQUIRED = {
    AccessibilityStatementPage: {
        "scope": "example.org",
        "prepared_on": dt.date(2026, 1, 2),
        "feedback": "<p>Write to us.</p>",
        "enforcement": "<p>Write to the ombudsman.</p>",
    },
    ArticlePage: {"published_on": dt.date(2026, 1, 2)},
    CallPage: {"deadline_at": dt.datetime(2030, 6, 1, 12, tzinfo=dt.UTC), "time_zone": "Europe/Riga"},
    EventPage: {
        "start_at": dt.datetime(2030, 1, 28, 11, tzinfo=dt.UTC),
        "end_at": dt.datetime(2030, 1, 28, 12, 30, tzinfo=dt.UTC),
        "time_zone": "Europe/Vilnius",
    },
}

#: Where a page of each type stands.
PARENTS = {
    ArticlePage: ArticleIndexPage,
    EventPage: EventIndexPage,
    CallPage: CallIndexPage,
    WorkingGroupPage: WorkingGroupIndexPage,
    JoinPage: AlliancePage,
}


def make_site(*languages: str) -> HomePage:
    """Make the site with a home page in each language (English where none is named); return the first home."""
    languages = languages or ("en",)
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in languages}
    for welcome in Page.objects.filter(depth=2):
        welcome.delete()
    root = Page.get_first_root_node()
    homes = []
    for code, locale in locales.items():
        home = HomePage(title=f"Home {code}", slug=f"home-{code}", locale=locale)
        if homes:
            home.translation_key = homes[0].translation_key
        homes.append(root.add_child(instance=home))
    Site.objects.all().delete()
    site = Site.objects.create(hostname="localhost", root_page=homes[0], is_default_site=True)
    texts = SiteTexts.objects.create(brand_name="Bridge", locale=locales[languages[0]])
    SiteSettings.objects.update_or_create(site=site, defaults={"texts": texts})
    return homes[0]


def make_page(model, parent=None, *, home=None, **fields):
    """Make a published page of a type, with its index above it where it needs one."""
    if parent is None:
        home = home or HomePage.objects.order_by("path").first() or make_site()
        index = PARENTS.get(model)
        parent = home if index is None else index.objects.child_of(home).first() or make_page(index, home)
    number = next(_numbers)
    values = {
        "title": f"{model.__name__} {number}",
        "locale": parent.locale,
        **REQUIRED.get(model, {}),
        **fields,
    }
    page = model(**values)
    with indexed_once():  # a page is saved three times until it is published
        parent.add_child(instance=page)
        if page.live:
            page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_image(**fields) -> CustomImage:
    """Make a picture of 64 × 40 pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 40), "#1a4494").save(buffer, "PNG")
    number = next(_numbers)
    values = {"title": f"Picture {number}", "description": "A blue field.", **fields}
    return CustomImage.objects.create(file=ContentFile(buffer.getvalue(), f"picture-{number}.png"), **values)


def make_document(**fields) -> CustomDocument:
    """Make a small PDF."""
    number = next(_numbers)
    values = {"title": f"Document {number}", "language": "en", **fields}
    return CustomDocument.objects.create(
        file=ContentFile(b"%PDF-1.4 test", f"document-{number}.pdf"), **values
    )


def make_file_of(name: str, content: bytes, **fields) -> CustomDocument:
    """Make a recording or its subtitles."""
    document = CustomDocument(file=ContentFile(content, name), title=name, **fields)
    document.file_size, document.file_hash = len(content), hashlib.sha1(content).hexdigest()  # noqa: S324
    document.save()
    return document


def make_topic(**fields) -> Topic:
    """Make a topic in English."""
    number = next(_numbers)
    locale = Locale.objects.get_or_create(language_code="en")[0]
    return Topic.objects.create(
        **{"name": f"Topic {number}", "slug": f"topic-{number}", "locale": locale, **fields}
    )
