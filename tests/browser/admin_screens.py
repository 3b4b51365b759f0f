"""The screens of the admin that each role meets, as addresses of the demo site.

`{page:about}` stands for the number of a page in English, `{own:about}` for that of its version in the language
of the one who walks, `{first:cms_customimage}` for the first row of a table.
"""

import contextlib
import re
import sqlite3
from pathlib import Path

RECORDS = (
    "organisation",
    "person",
    "topic",
    "project",
    "contact",
    "mediaitem",
    "politicalgroup",
    "sitetexts",
)

TRANSLATOR = [
    "/admin/",
    "/admin/pages/",
    "/admin/translations/",
    "/admin/translations/{own:first-meeting}/",
    "/admin/translations/{own:first-meeting}/own/",
    "/admin/pages/{own:first-meeting}/edit/",
    "/admin/pages/{own:news}/",
    "/admin/review-dates/{own:first-meeting}/",
    "/admin/reports/outside-links/?state=every",
    "/admin/reports/searches/",
    "/admin/snippets/cms/person/",
    "/admin/account/",
]
REVIEWER = [
    "/admin/",
    "/admin/reports/workflow/",
    "/admin/mails/",
    "/admin/mails/texts/",
    "/admin/mails/texts/staff.digest/uk/",
    "/admin/applications/",
    "/admin/applications/numbers/",
    "/admin/applications/people/",
    "/admin/applications/{first:alliance_application}/",
    "/admin/members/",
    "/admin/partnerships/",
    "/admin/partnerships/new/",
    "/admin/registrations/",
    "/admin/registrations/{first:news_guestlist}/",
    "/admin/registrations/{first:news_guestlist}/guests/{first:news_registration}/",
    "/admin/registrations/{first:news_guestlist}/tell/",
]
EDITOR = [
    "/admin/",
    "/admin/pages/",
    "/admin/news/",
    "/admin/events/",
    "/admin/calls/",
    *(
        f"/admin/pages/{{page:{slug}}}/edit/"
        for slug in (
            "youth-councils-night-train",
            "first-meeting",
            "energy-twins",
            "local-energy",
            "alliance",
        )
    ),
    "/admin/pages/{page:home}/edit/",
    "/admin/pages/{page:about}/edit/",
    "/admin/localize/submit/page/{page:shelf-for-two-languages}/",
    "/admin/review-dates/{page:about}/",
    "/admin/reports/review-dates/?when=never",
    "/admin/reports/inside-links/",
    "/admin/reports/outside-links/?state=every",
    "/admin/reports/pictures-on-pages/",
    "/admin/reports/pictures-in-library/",
    "/admin/reports/searches/",
    "/admin/searchpicks/",
    "/admin/searchpicks/add/",
    "/admin/reports/unread-documents/",
    "/admin/snippets/cms/organisation/",
    "/admin/settings/cms/sitesettings/",
    "/admin/settings/news/registrationsettings/",
]
ADMIN = [
    "/admin/",
    "/admin/pages/",
    "/admin/pages/{page:home}/",
    "/admin/pages/{page:news}/",
    "/admin/pages/{page:news}/edit/",
    "/admin/pages/{page:home}/add_subpage/",
    "/admin/pages/add/news/eventpage/{page:events}/",
    "/admin/pages/{page:about}/history/",
    "/admin/pages/{page:about}/revisions/compare/earliest...latest/",
    "/admin/pages/{page:about}/usage/",
    "/admin/pages/{page:about}/copy/",
    "/admin/pages/{page:about}/move/",
    "/admin/pages/{page:about}/delete/",
    "/admin/pages/{page:about}/unpublish/",
    "/admin/pages/{page:about}/privacy/",
    "/admin/pages/search/?q=energy",
    "/admin/translations/{own:about}/own/",
    *(f"/admin/snippets/cms/{kind}/" for kind in RECORDS[1:]),
    *(f"/admin/snippets/cms/{kind}/add/" for kind in RECORDS),
    "/admin/images/",
    "/admin/images/multiple/add/",
    "/admin/images/{first:cms_customimage}/",
    "/admin/images/usage/{first:cms_customimage}/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/documents/edit/{first:cms_customdocument}/",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/page-types-usage/",
    "/admin/workflows/list/",
    "/admin/workflows/edit/1/",
    "/admin/workflows/tasks/index/",
    "/admin/workflows/tasks/edit/1/",
    "/admin/locales/",
    "/admin/locales/new/",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/users/",
    "/admin/users/edit/1/",
    "/admin/users/delete/2/",
    "/admin/users/history/1/",
    "/admin/groups/",
    "/admin/groups/edit/3/",
    "/admin/sites/",
    "/admin/webhooks/",
    "/admin/webhooks/new/",
    "/admin/account/",
    "/admin/choose-page/",
    "/admin/choose-page/search/?q=e",
    "/admin/images/chooser/",
    "/admin/documents/chooser/",
    "/admin/snippets/choose/cms/person/",
    "/admin/nowhere/",
]
SCREENS = {"translator": TRANSLATOR, "editor": EDITOR, "reviewer": REVIEWER, "admin": ADMIN}
_VERSIONS = """
    SELECT locale.language_code, version.id FROM wagtailcore_page AS page
    JOIN wagtailcore_locale AS home ON home.id = page.locale_id AND home.language_code = 'en'
    JOIN wagtailcore_page AS version ON version.translation_key = page.translation_key
    JOIN wagtailcore_locale AS locale ON locale.id = version.locale_id
    WHERE page.slug = ? AND page.depth > 1
"""
_PLACE = re.compile(r"\{(\w+):([\w-]+)\}")


def screens_of(role: str, language: str, database: Path) -> list[str]:
    """Return the addresses of a role's screens, with the numbers that the demo site has given."""
    return with_numbers(SCREENS[role], language, database)


def with_numbers(paths: list[str], language: str, database: Path) -> list[str]:
    """Return addresses with the numbers that the demo site has given in the place of names."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:

        def number(match: re.Match) -> str:
            kind, name = match.groups()
            if kind == "first":
                return str(connection.execute(f"SELECT min(id) FROM {name}").fetchone()[0])  # noqa: S608
            return str(dict(connection.execute(_VERSIONS, [name]))["en" if kind == "page" else language])

        return [_PLACE.sub(number, path) for path in paths]
