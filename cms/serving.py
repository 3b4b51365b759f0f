"""How a page is served: what surrounds it is loaded first, in few queries, then it is rendered at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction

from cms.below import files_of
from cms.closing import closing
from cms.elsewhere import notice_of
from cms.languages import LANGUAGES
from cms.lists import ShownList
from cms.pagelinks import is_published, is_readable, localized_page
from cms.pictures import picture
from cms.preloading import any_summary, attach_images, preload, shelf, wanted_by
from cms.private import ask_password
from cms.richlinks import linked_from
from cms.share_pictures import FILE, own_share_picture, share_picture_file
from cms.sitestate import request_site, site_state
from cms.translation.foreign_texts import sign
from cms.translation.language_marks import mark_languages
from cms.translation.notice import is_known, is_whole, known_version, notice, with_version


@dataclass
class Surroundings:
    """The pages around a page: above it, its other languages, and those it links to."""

    ancestors: list[Page] = field(default_factory=list)
    versions: list[Page] = field(default_factory=list)
    related: list[Page] = field(default_factory=list)
    #: what is known of the page as a translation, where it was loaded without it
    language_version: Model | None = None


class ServedPage:
    """What a page needs to be served in few queries; the other base of every page type."""

    #: foreign keys that come with the page's own query
    served_with: tuple[str, ...] = ()
    #: foreign keys to pages: loaded with the surroundings, in the reader's language where there is one
    page_links: tuple[str, ...] = ()
    #: whether the page shows the organisations of its `organisation_links`
    shows_organisations = False
    #: the parameters that filter the list it is made of; None where it is no list
    list_filters: tuple[str, ...] | None = None
    #: whether one can apply on it (cms.shown_forms)
    takes_applications = False
    #: whether it shows its topics and projects
    shows_topics = True
    #: languages of texts that are signed as not being in the page's own (cms.translation.foreign_texts)
    foreign_codes: tuple[str, ...] | list[str] = ()
    #: addresses below it that are no pages: the word in English → the word in the active language (cms.below)
    below: Mapping[str, Any] = MappingProxyType({})
    #: files below it: their names → what answers, given the page and the request (cms.below)
    files: Mapping[str, Callable[["ServedPage", HttpRequest], HttpResponse]] = MappingProxyType(
        {FILE: share_picture_file}
    )
    #: whether it is shown, as the original, under the address of a language that it is not in (cms.elsewhere)
    shown_instead = False

    @classmethod
    def from_db(cls, db, field_names, values):
        """Give a page its locale from memory: a foreign key that every address asks for."""
        instance = super().from_db(db, field_names, values)
        attach_locale(instance)
        return instance

    def get_view_restrictions(self):
        """Skip the query where nothing above this page is restricted."""
        if not site_state().is_restricted(self.path):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def route(self, request: HttpRequest, path_components: list[str]):
        """Find nothing at a page past its time, though nobody took it down, nor at an alias of another language."""
        if not path_components and not is_published(self):
            raise Http404
        if not path_components and self.alias_of_id and self.alias_of.locale_id != self.locale_id:
            raise Http404
        return super().route(request, path_components)

    def serve_password_required_response(self, request: HttpRequest, form: Form, action_url: str):
        """Ask for the password, without the page's own context."""
        return ask_password(self, request, form, action_url)

    def serve(self, request: HttpRequest, *args, file: str = "", **kwargs):
        code = self.locale.language_code
        with shelf.open(reader_at=self.path):
            with translation.override(code):
                if file:
                    return files_of(type(self))[file](self, request)
                response = super().serve(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.headers.setdefault("Content-Language", code)
                self._render(response)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str):
        with shelf.open(reader_at=self.path or ""), translation.override(self.locale.language_code):
            response = super().serve_preview(request, mode_name)
            if isinstance(response, TemplateResponse):
                self._render(response)
        return response

    def _render(self, response: TemplateResponse) -> None:
        """Render a page, and mark what is in another language."""
        response.render()
        if self.foreign_codes:
            html = mark_languages(response.content.decode(response.charset), self.foreign_codes)
            response.content = html.encode(response.charset)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        lists = {name: shown.load() for name, shown in self.shown_lists().items()}
        surroundings = self.load_surroundings(
            request, [key for shown in lists.values() for key in shown.picture_keys()]
        )
        told = self.translation_notice(request, surroundings)  # signs texts: before any of them is taken
        context |= {
            "translation_notice": told,
            "content_language": self.locale.language_code,
            "shown_instead": notice_of(self) if self.shown_instead else None,
            "surroundings": surroundings,
            "breadcrumb": [
                {"title": page.title, "url": page.get_url(request) if is_published(page) else ""}
                for page in [*surroundings.ancestors, self]
            ],
            "versions": self.version_links(request, surroundings),
            "closing": closing(self, request, surroundings.related),
            "picture": picture(self.image, self.image_alt) if self.image_id else None,
            "share_picture": own_share_picture(self),
            "contents": self.contents(),
            "lists": {name: shown.props() for name, shown in lists.items()},
        }
        return context

    @cached_property
    def organisation_roles(self) -> list:
        """The rows that say which organisation does what for the page's matter; one query."""
        if not self.shows_organisations:
            return []
        return list(self.organisation_links.select_related("organisation"))

    @property
    def organisations(self) -> list:
        """The organisations of those rows."""
        return [row.organisation for row in self.organisation_roles]

    @cached_property
    def topics(self) -> list:
        """What the page is about; one query."""
        return [row.topic for row in self.topic_links.select_related("topic")]

    def translation_notice(self, request: HttpRequest, surroundings: Surroundings) -> dict | None:
        """Return what visitors are told of a translation that is not whole, and sign what is not translated.

        What is known of a preview is what the published version shows: only what is still untranslated in
        the preview counts.
        """
        version = known_version(self) or surroundings.language_version
        if self.shown_instead or is_whole(version):
            return None
        signer = sign(self, version.foreign)
        self.foreign_codes = signer.codes
        missing = signer.count if getattr(request, "is_preview", False) else len(version.foreign)
        return notice(version, missing, surroundings.versions, request)

    def shown_lists(self) -> dict[str, ShownList]:
        """Return the lists that the page computes, by the name its template knows them by."""
        return {}

    def contents(self) -> list[dict]:
        """Return the headings of the page for its list of contents: id, text and those below."""
        return story_headings(self.body) if hasattr(self, "body") else []

    def pictures_of(self) -> list[int | None]:
        """Return keys of pictures shown beside those in StreamFields."""
        return [self.image_id, self.share_image_id]

    def load_surroundings(self, request: HttpRequest, picture_keys: list[int]) -> Surroundings:
        """Load the pages around this one in one query, then records and pictures, and share them out.

        `picture_keys` are further pictures that the page will show.
        """
        request_site(request)
        wanted = wanted_by(self)
        for model, keys in linked_from(self).items():
            wanted[model] |= keys
        language = self.locale.language_code
        linked = {getattr(self, f"{name}_id") for name in self.page_links} - {None}
        chosen = wanted.pop(Page, set()) | linked
        ancestor_paths = [self.path[: end * self.steplen] for end in range(2, self.depth)]
        links = Page.objects.filter(pk__in=chosen).order_by()
        rows = (
            Page.objects.filter(path__in=ancestor_paths)
            | Page.objects.filter(translation_key=self.translation_key, live=True, alias_of=None)
            | Page.objects.filter(pk__in=chosen)
            | Page.objects.filter(
                translation_key__in=links.values("translation_key"), locale=self.locale, live=True
            )
        )
        if not is_known(self) or not is_whole(known_version(self)):
            rows = with_version(rows)
        pages = list(rows.order_by("path").annotate(summary=any_summary()))
        for page in pages:
            attach_locale(page)
        shelf.put_pages(pages, language)
        shelf.put(Page, chosen)  # those that are gone are asked for once, not at each link
        logos = [owner.logo_id for owner in self.organisations]
        preload(wanted, [*self.pictures_of(), *logos, *picture_keys])
        attach_images(
            [(self, "image"), (self, "share_image"), *((owner, "logo") for owner in self.organisations)]
        )
        by_key = {page.pk: page for page in pages}
        for name in self.page_links:
            setattr(self, name, by_key.get(getattr(self, f"{name}_id")))
        related = [localized_page(by_key[key]) for key in self._related_keys() if key in by_key]
        return Surroundings(
            ancestors=[
                page
                for page in pages
                if page.path in ancestor_paths
                and not site_state().is_restricted(page.path, shelf.reader_at())
            ],
            versions=[
                page for page in pages if page.translation_key == self.translation_key and is_readable(page)
            ],
            related=[page for page in related if is_readable(page)],
            language_version=known_version(by_key[self.pk]) if self.pk in by_key else None,
        )

    def _related_keys(self) -> list[int]:
        return [item["value"] for item in self.related_pages.raw_data if item["value"]]

    def version_links(self, request: HttpRequest, surroundings: Surroundings) -> list[dict]:
        """Return this page's published languages, named in themselves, in the switcher's order."""
        names = dict(LANGUAGES)
        order = list(names)
        found = {page.locale.language_code: page for page in surroundings.versions}
        codes = sorted(found, key=lambda code: order.index(code) if code in names else len(order))
        default = "en" if "en" in found else next(iter(codes), "")
        return [
            {
                "code": code,
                "name": names.get(code, code),
                "url": found[code].get_url(request),
                "current": code == self.locale.language_code and not self.shown_instead,
                "is_default": code == default,
            }
            for code in codes
        ]


def attach_locale(page: Page) -> None:
    """Set a page's locale from the site's state, when it was loaded with its key and without its row."""
    locale_id = page.__dict__.get("locale_id")
    if locale_id is None or "locale" in page._state.fields_cache:
        return
    locale = locale_by_key(locale_id)
    if locale is not None:
        page._state.fields_cache["locale"] = locale


def locale_by_key(key: int):
    """Return a locale from memory; None where it is not known yet."""
    from cms import sitestate

    state = sitestate.known_state()
    return next((locale for locale in state.locales if locale.pk == key), None) if state else None


def story_headings(story) -> list[dict]:
    """Return a story's headings as a tree of two levels; no block but headings is unpacked."""
    headings: list[dict] = []
    for item in story.raw_data:
        if item["type"] != "heading":
            continue
        entry = {"id": heading_id(item["id"]), "text": item["value"].get("text", ""), "children": []}
        if item["value"].get("level") == "3" and headings:
            headings[-1]["children"].append(entry)
        else:
            headings.append(entry)
    return headings


def heading_id(block_id: str) -> str:
    """Return the anchor of a heading: the same in every language, unchanged when the words change."""
    return f"s-{str(block_id)[:8]}"
