"""The views that a visitor can meet, in which languages, and what must hold for each of them."""

from functools import cache
from urllib.error import HTTPError
from urllib.request import urlopen
from xml.etree import ElementTree

from django.template.loader import render_to_string

from tests.fixtures.demo import FAR

#: A page of every type, by its English address on the demo site, and one more where that is not in all languages.
PAGES = {
    "HomePage": "/en/",
    "ArticleIndexPage": "/en/news/",
    "ArticlePage": "/en/news/ukmerge-korosten-meet/",
    "EventIndexPage": "/en/events/",
    "EventPage": "/en/events/recovery-conference/ /en/events/second-meeting/",
    "CallIndexPage": "/en/calls/",
    "CallPage": "/en/calls/energy-twins/",
    "AlliancePage": "/en/alliance/",
    "JoinPage": "/en/alliance/join/",
    "WorkingGroupIndexPage": "/en/working-groups/",
    "WorkingGroupPage": "/en/working-groups/ukraine/",
    "StandardPage": "/en/about/",
    "AccessibilityStatementPage": "/en/accessibility/",
}
#: What stands below a page and is none, by its English address.
BELOW = {
    "Directory": "/en/alliance/members/",
    "Profile": "/en/alliance/members/alkupis/",
    "FindAPartner": "/en/alliance/find-a-partner/",
}
#: Views of those pages that a query makes.
QUERIES = {
    "Month": ("EventIndexPage", "?month=2026-12"),
    "Past": ("EventIndexPage", "?when=past"),
    "Partners": ("FindAPartner", "?need=energy&offer=youth&language=en"),
    "Nothing": ("ArticleIndexPage", "?topic=nothing-has-it"),
}
#: Views that are no page of the tree, below the home page.
OTHERS = {"Search": "search/?q=energy", "SiteMap": "sitemap/", "NotFound": "nothing-here/"}
#: States of the search page: narrowed down, in all languages, corrected, nothing found, nothing asked for.
SEARCHES = {
    "SearchNarrow": "search/?q=Korosten&type=eventpage",
    "SearchEverywhere": "search/?q=Korosten&language=all&sort=date",
    "SearchCorrected": "search/?q=Korostn",
    "SearchNothing": "search/?q=xylophone",
    "SearchHelp": "search/",
}
#: What visitors meet where something is wrong or closed.
FAULTS = {"BadRequest": "nothing-here/?a=%00"}
#: The log-in for private pages, which needs a cookie.
LOG_IN = "_util/login/?next=/en/"
#: What an applicant meets without having applied, a reader without having subscribed, and the form to register for
#: `study-visit-korosten`.
LINKS = {
    "LostLink": "_application/link/",
    "DeadLink": "_application/status/-/",
    "ByMail": "_subscription/",
    "Register": "_registration/749aa57f-0ecd-560f-90cb-3ee8d94ec812/",
}
OTHERS |= SEARCHES | FAULTS | LINKS

VIEWS = [*PAGES, *BELOW, *QUERIES, *OTHERS]
#: Views that are not reached by an address alone (`arrive`), and the view each is reached from.
ACTED = {
    "FormErrors": "AccessibilityStatementPage",
    "ApplicationErrors": "JoinPage",
    "ByMailErrors": "ByMail",
    "RegistrationErrors": "Register",
    "NotSent": "Search",
    "Broken": "Search",
}
DEMO_LANGUAGES = ["en", "lt", "uk"]
FAR_LANGUAGES = list(FAR.values())
LANGUAGES = [*DEMO_LANGUAGES, *FAR_LANGUAGES]


def languages_of(view: str) -> list[str]:
    """Return the languages that a view is looked at in by axe."""
    if view in SEARCHES:
        return ["en", "ar"]
    return ["en"] if view == "Broken" else LANGUAGES  # which says it in all of them


_XHTML = "{http://www.w3.org/1999/xhtml}link"


@cache
def versions(base: str, path: str) -> dict[str, str]:
    """Return the addresses of a page by language, as the sitemap names them."""
    with urlopen(f"{base}/sitemap-en.xml", timeout=30) as answer:  # noqa: S310 - our own server
        entries = ElementTree.fromstring(answer.read())  # noqa: S314
    for entry in entries:
        found = {link.get("hreflang"): link.get("href").removeprefix(base) for link in entry.iter(_XHTML)}
        if found.get("en") == path:
            return found
    raise LookupError(f"the sitemap does not name {path}")


def address(base: str, view: str, language: str) -> str:
    """Return where a view is in a language, as a path with its query."""
    from django.utils import translation

    if view in OTHERS:
        path, mark, query = OTHERS[view].partition("?")
        with translation.override(language):
            return f"/{language}/{translation.gettext(path)}{mark}{query}"
    name, query = QUERIES.get(view, (view, ""))
    found = (versions(base, path).get(language) for path in (PAGES | BELOW)[name].split())
    return next(filter(None, found)) + query


def arrive(page, view: str) -> None:
    """Do what leads from the view that is open to one of `ACTED`."""
    if view.endswith("Errors"):
        with page.expect_navigation():
            page.locator("main form[method=post]").evaluate("(form) => form.submit()")
    elif view == "NotSent":  # a form that comes from somewhere else
        page.route(page.url, lambda route: route.fulfill(response=route.fetch(method="POST")))
        page.reload()
    elif view == "Broken":
        page.route(
            page.url,
            lambda route: route.fulfill(
                status=500, body=render_to_string("500.html"), content_type="text/html"
            ),
        )
        page.reload()


def source(url: str) -> bytes:
    """Return what the server answers, an error page's too."""
    try:
        with urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
            return answer.read()
    except HTTPError as error:
        return error.read()


#: Letters, words and lines further apart, as WCAG 2.2 (1.4.12) asks for.
_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

_CLIPPED = """() => [...document.querySelectorAll("body *")]
  .filter((each) => {
    const style = getComputedStyle(each);
    const hides = (value) => value === "hidden" || value === "clip";
    if (!(hides(style.overflowX) || hides(style.overflowY)) || style.clipPath !== "none") return false;
    if (!each.checkVisibility() || !each.innerText?.trim()) return false;
    return each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 2;
  })
  .map((each) => `clipped: ${each.outerHTML.slice(0, 90)}`)"""


def fits(page, width: int, height: int = 900) -> list[str]:
    """Return what is wider than a window of this size: nothing, or the first things that stick out."""
    page.set_viewport_size({"width": width, "height": height})
    return page.evaluate(
        """width => document.documentElement.scrollWidth <= width ? [] : [
          `${document.documentElement.scrollWidth} wide at ${width}`,
          ...[...document.querySelectorAll("body *")].filter((each) => {
            const box = each.getBoundingClientRect();
            return box.width && (box.right > width + 1 || box.left < -1);
          }).slice(-3).map((each) => `sticks out: ${each.outerHTML.slice(0, 90)}`)]""",
        width,
    )


def spaced_out(page, width: int) -> list[str]:
    """Return what is cut off or sticks out when letters and lines stand further apart."""
    page.evaluate(_SPACING)
    found = fits(page, width) + page.evaluate(_CLIPPED)
    page.evaluate("document.adoptedStyleSheets = []")
    return found


#: Main actions are at least 44 pixels high; axe looks after the 24 of all others.
_LOW = """() => [...document.querySelectorAll(
  ".button, main input:not([type=checkbox], [type=radio], [type=hidden]), select, header summary:not(.nav__more *)",
)].filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map((each) => `lower than 44: ${each.outerHTML.slice(0, 90)}`)"""

#: How much of the window things may take that stay where they are while the page moves.
_STAYS = """() => [...document.querySelectorAll("body *")]
  .filter((each) => ["fixed", "sticky"].includes(getComputedStyle(each).position) && each.checkVisibility()
    && each.getBoundingClientRect().height > innerHeight * 0.4)
  .map((each) => `stays and takes much of a small window: ${each.outerHTML.slice(0, 90)}`)"""


def low_targets(page) -> list[str]:
    """Return main actions that are too low to be hit."""
    return page.evaluate(_LOW)


def stays(page) -> list[str]:
    """Return what stays in the window and takes much of it: at 400 % a window is 320 × 225."""
    page.set_viewport_size({"width": 320, "height": 225})
    return page.evaluate(_STAYS)


def outline(page) -> list[str]:
    """Return what is wrong with the headings, landmarks and names of a page."""
    return page.evaluate(_OUTLINE)


_OUTLINE = """() => {
  const wrong = [];
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) wrong.push(`h1: ${levels}`);
  const main = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]
    .map((each) => Number(each.tagName[1]));
  main.forEach((level, index) => { if (index && level > main[index - 1] + 1) wrong.push(`skipped: ${main}`); });
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (doubled.length) wrong.push(`ids twice: ${doubled}`);
  if (!document.documentElement.lang || !document.title.trim()) wrong.push("no language or title");
  return wrong;
}"""


def wait_for_paint(page) -> None:
    """Wait until something of the page has been seen."""
    page.evaluate("""() => new Promise((resolve) => {
      new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").length && resolve())
        .observe({ type: "paint", buffered: true });
    })""")


def shift(page) -> float:
    """Return how far things have moved by themselves since the page began to load (CLS, all of it)."""
    return page.evaluate(_SHIFT)


_SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""
