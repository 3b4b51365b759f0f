"""The judged corpora as published pages in ten languages, the demo site's words and made-up pages beside them."""

import datetime as dt
import random
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.db import connection
from django.utils import timezone
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from cms.models import PageTopic, Topic
from cms.slugs import ascii_slug
from home.models import HomePage, StandardPage
from news.models import ArticleIndexPage, ArticlePage, CallPage, EventPage
from search.batches import in_batches
from search.indexing import write_pages
from tests.factories import REQUIRED, make_site, make_topic

HERE = Path(__file__).parent
DEMO = HERE.parent.parent / "cms" / "content" / "demo" / "pages"
LANGUAGES = ("en", "lt", "lv", "uk", "pl", "de", "fr", "et", "cs", "bg")
MODELS = {"article": ArticlePage, "call": CallPage, "event": EventPage, "page": StandardPage}
#: What the demo site has of each kind; other types of its pages stand as plain ones.
_DEMO_KINDS = {"news.ArticlePage": "article", "news.CallPage": "call", "news.EventPage": "event"}
#: What is no text in a content package: keys of other things, moments, codes.
_NO_TEXTS = {
    "day", "document", "end", "href", "id", "image", "kind", "language", "level", "media", "organisation", "page",
    "person", "project", "slug", "start", "status", "style", "time_zone", "type", "url", "working_languages",
}  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True)
class Document:
    """What a page is to say."""

    key: str
    language: str
    title: str
    kind: str = "page"
    summary: str = ""
    #: `{"heading": …}` or `{"text": …}` each
    body: list[dict[str, str]] = field(default_factory=list)
    topic: str = ""
    country: str = ""
    day: dt.date = dt.date(2025, 6, 1)

    def texts(self) -> list[str]:
        """Return all its words, piece by piece."""
        return [self.title, self.summary, *(text for piece in self.body for text in piece.values())]


def corpus(language: str) -> list[Document]:
    """Return the documents that were written for a language."""
    rows = yaml.safe_load((HERE / "corpus" / f"{language}.yaml").read_text("utf-8"))
    return [Document(language=language, **row) for row in rows]


def demo(language: str) -> list[Document]:
    """Return what the pages of the demo site say in a language: the words of its content package.

    The site itself would take half a minute to load, most of it for pictures.
    """
    found = []
    for path in sorted(DEMO.rglob("*.yaml")):
        page = yaml.safe_load(path.read_text("utf-8"))
        fields = page["fields"] if page["source"] == language else page.get("translations", {}).get(language)
        if fields:
            fields = dict(fields)
            title, summary = fields.pop("title"), fields.pop("summary", "")
            body = [{"text": text} for text in _texts(fields)]
            kind = _DEMO_KINDS.get(page["type"], "page")
            found.append(Document(f"demo/{page['id']}", language, title, kind, summary, body))
    return found


def made_up(language: str, number: int) -> list[Document]:
    """Return documents of common words in a random order, always the same ones.

    Their words stand in at least two of the corpus, as often as there: they share words with every question, and are
    about nothing. (Whole sentences of the corpus would be about what it is about.)
    """
    documents = corpus(language)
    words = [set(_WORD.findall(" ".join(each.texts()))) for each in documents]
    spread = Counter(word for some in words for word in some)
    said = [word for each in documents for word in _WORD.findall(" ".join(each.texts())) if spread[word] > 1]
    chance = random.Random(language)  # noqa: S311 - nothing secret
    found = []
    for turn in range(number):
        lines = [" ".join(chance.choices(said, k=chance.randint(15, 60))) for _line in range(4)]
        body = [{"text": line} for line in lines[1:]]
        kind = chance.choice(["article", "page"])
        day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randint(0, 1500))
        found.append(Document(f"made-up/{turn}", language, f"{turn}", kind, lines[0], body, day=day))
    return found


def publish(distractors: int, *, for_stock: bool = True) -> dict[int, tuple[str, str]]:
    """Make pages of all documents, written down for our search and, if they are `for_stock`, for Wagtail's.

    `distractors` is how many made-up pages there are a language. Return language and key of a document by its page.
    """
    make_site(*LANGUAGES)
    documents = defaultdict(list)
    for home in HomePage.objects.select_related("locale"):
        language = home.locale.language_code
        index = ArticleIndexPage(title=f"index {language}", slug="news", locale=home.locale)
        home.add_child(instance=index)
        for each in [*corpus(language), *demo(language), *made_up(language, distractors)]:
            documents[each.kind].append((each, index))
    found = {}
    for kind, rows in documents.items():
        pages = _pages(MODELS[kind], rows)
        found |= {
            page.pk: (each.language, each.key) for page, (each, _index) in zip(pages, rows, strict=True)
        }
        if for_stock:
            get_search_backend().add_bulk(MODELS[kind], pages)
    for some in in_batches(sorted(found), 200):
        write_pages(some)
    return found


def _pages(model: type[Page], rows: list[tuple[Document, Page]]) -> list[Page]:
    """Write pages of a type at once, below their indexes."""
    pages = [model(**_values(model, each, index)) for each, index in rows]
    inherited = [each.attname for each in Page._meta.concrete_fields if each.attname != "id"]
    made = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in inherited}) for page in pages], batch_size=200
    )
    for page, row in zip(pages, made, strict=True):
        page.page_ptr_id = page.id = row.pk
    for some in in_batches(pages, 200):  # `bulk_create` refuses models with a parent
        model._base_manager._insert(some, fields=model._meta.local_concrete_fields, using=connection.alias)
    slugs = sorted({each.topic for each, _index in rows if each.topic})
    topics = {slug: Topic.objects.filter(slug=slug).first() or make_topic(slug=slug) for slug in slugs}
    PageTopic.objects.bulk_create(
        PageTopic(page_id=page.pk, topic=topics[each.topic], locale_id=page.locale_id)
        for page, (each, _index) in zip(pages, rows, strict=True)
        if each.topic
    )
    return pages


def _values(model: type[Page], document: Document, index: Page) -> dict[str, Any]:
    index.numchild += 1
    moment = dt.datetime.combine(document.day, dt.time(9), dt.UTC)
    slug = ascii_slug(document.key)
    values = {
        **REQUIRED.get(model, {}),
        "path": f"{index.path}{index.numchild:04d}",
        "depth": index.depth + 1,
        "title": document.title,
        "draft_title": document.title,
        "slug": slug,
        "url_path": f"{index.url_path}{slug}/",
        "summary": document.summary,
        "locale_id": index.locale_id,
        "translation_key": uuid.uuid4(),
        "content_type": model(title="").cached_content_type,
        "live": True,
        "first_published_at": moment,
        "last_published_at": timezone.now(),
        "body": [_block(piece) for piece in document.body],
    }
    own = {
        ArticlePage: {"published_on": document.day},
        EventPage: {"start_at": moment, "end_at": moment, "country": document.country},
        CallPage: {"countries": [document.country] if document.country else []},
    }
    return values | own.get(model, {})


def _block(piece: dict[str, str]) -> dict[str, Any]:
    if "heading" in piece:
        return {"type": "heading", "value": {"text": piece["heading"], "level": "2"}}
    return {"type": "prose", "value": f"<p>{piece['text']}</p>"}


def _texts(value: Any, name: str = "") -> Iterator[str]:
    """Yield the texts of a piece of a content package, a paragraph each."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_TEXTS:
                yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str):
        yield from filter(None, (_TAG.sub(" ", part).strip() for part in value.split("</p>")))
