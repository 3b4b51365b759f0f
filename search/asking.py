"""What a visitor asks for, as an address says it, and the addresses of what she may ask for next."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from cms.choices import country_codes
from cms.filters import Filters
from cms.findable import offer_labels
from cms.furniture import request_furniture
from cms.props import kind_name
from cms.sitestate import request_site, request_state
from search.finding import DATE, FACETS, RELEVANCE, Search
from search.questions import Question, ask

#: All languages of the site together.
ALL: Final = "all"
#: What an address of the search page says, in this order.
_NAMES: Final = ("q", "language", *FACETS, "closed", "sort")


@dataclass(frozen=True)
class Asked:
    """A state of the search page."""

    question: Question
    filters: Filters
    #: of the page itself
    own: str
    #: those that the site has
    languages: tuple[str, ...]
    #: paths of its home pages
    roots: tuple[str, ...]

    @cached_property
    def language(self) -> str:
        """The language that is searched: the page's own, another one of the site, or all."""
        return self.filters.get("language") or self.own

    @cached_property
    def chosen(self) -> dict[str, str]:
        """Facet → value."""
        return {name: value for name in FACETS if (value := self.filters.get(name))}

    @property
    def is_closed(self) -> bool:
        """Tell whether closed calls are looked for."""
        return bool(self.filters.get("closed"))

    @property
    def is_plain(self) -> bool:
        """Tell whether it is a question alone: in the page's own language, not narrowed down nor put in order."""
        return not any(self.filters.get(name) for name in _NAMES[1:])

    @cached_property
    def search(self) -> Search:
        """What the engine is asked; documents stand on pages of any language."""
        return Search(
            question=self.question,
            languages=tuple(code for code in self.languages if self.language in (code, ALL)),
            chosen=self.chosen,
            is_closed=self.is_closed,
            sort=self.filters.get("sort") or RELEVANCE,
            roots=self.roots,
        )

    @property
    def others(self) -> tuple[str, ...]:
        """The languages of the site that are not searched."""
        return tuple(code for code in self.languages if code not in self.search.languages)

    def url(self, name: str, value: str) -> str:
        """Return the address of this state with another value of one parameter."""
        return self.filters.url(name, value)

    def language_url(self, code: str) -> str:
        """Return the address of this state in another language, or in all."""
        return self.url("language", "" if code == self.own else code)

    @property
    def wide_url(self) -> str:
        """The address of the question without what it is narrowed down by; empty where nothing is chosen."""
        if not self.chosen:
            return ""
        wide = Filters(self.filters.request, ("q", "language", "closed", "sort"))
        wide.values = {name: self.filters.get(name) for name in wide.names}
        return wide.url("q", self.question.text)


def asked_for(request: HttpRequest) -> Asked:
    """Return what an address asks for. Raises BadRequest for values that nothing on the site can have."""
    filters = Filters(request, _NAMES)
    question = ask(request.GET.get("q", ""))
    filters.values["q"] = question.text
    roots = roots_of(request)
    own = translation.get_language()
    filters.one_of("language", [*roots, own, ALL])
    filters.one_of("type", kinds())
    filters.number("year", 1900, 2200)
    filters.one_of("country", country_codes())
    filters.one_of("closed", ["1"])
    filters.one_of("sort", [RELEVANCE, DATE])
    for name, usual in (("language", own), ("sort", RELEVANCE)):
        if filters.get(name) == usual:
            del filters.values[name]
    return Asked(question, filters, own, tuple(roots), tuple(roots.values()))


def roots_of(request: HttpRequest) -> dict[str, str]:
    """Return the languages that the site has, each with the path of its home page."""
    site = request_site(request)
    roots = request_state(request).roots.get(site.pk, {}) if site else {}
    return {each["code"]: roots[each["code"]] for each in request_furniture(request).languages}


def kinds() -> dict[str, Any]:
    """Return what can be found and has a name among visitors, in their words: “Event”, “Document”."""
    pages = {model._meta.model_name: kind_name(model) for model in get_page_models()}
    named = {name: label for name, label in pages.items() if label}
    return named | {"document": _("Document")} | offer_labels()


def check_topic(asked: Asked, names: dict[str, Any]) -> None:
    """Raise BadRequest where the chosen topic is none; `names` are those of the topics asked for."""
    topic = asked.chosen.get("topic")
    if topic and topic not in names:
        raise BadRequest("topic is not known")
