"""What one can look for in the list of applications."""

import datetime as dt
from typing import Any, Final

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from alliance.choices import STATES
from alliance.desk.wording import name_of
from alliance.membership.journal import DECIDE
from alliance.models import Application
from alliance.vocabulary import UNCONFIRMED
from cms.choices import country_name, language_name
from cms.collation import in_order
from cms.topics import topic_codes

#: Older than so many days.
AGES: Final = (7, 14, 30, 90)
NOBODY: Final = "nobody"
MINE: Final = "me"


def deciders() -> QuerySet:
    """Return the users who may decide on applications."""
    users = get_user_model().objects.with_perm(DECIDE, backend="django.contrib.auth.backends.ModelBackend")
    return users.order_by("first_name", "last_name", "username")


def call_titles() -> dict[Any, str]:
    """Return the calls that somebody has applied to, by translation key, named in the reader's language."""
    asked = Application.objects.exclude(call_key=None).order_by().values("call_key").distinct()
    rows = Page.objects.filter(translation_key__in=asked)
    found: dict[Any, str] = {}
    for key, title, language in rows.values_list("translation_key", "title", "locale__language_code"):
        if key not in found or language == get_language():
            found[key] = title
    return found


def _used(field: str, name: Any) -> list[tuple[str, str]]:
    codes = Application.objects.for_staff().order_by().values_list(field, flat=True).distinct()
    pairs = [(code, name(code)) for code in codes if code]
    return in_order(pairs, get_language() or "en", lambda pair: pair[1])


def _assignees() -> list[tuple[str, Any]]:
    users = [(str(user.pk), name_of(user)) for user in deciders()]
    return [(MINE, _("Me")), (NOBODY, _("Nobody")), *users]


def _choice(label: Any, choices: Any, **kwargs: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
    )


class ApplicationFilters(WagtailFilterSet):
    """State, country, topic, language, who is responsible, age, call, what is overdue."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=[pair for pair in STATES if pair[0] != UNCONFIRMED],
        widget=forms.CheckboxSelectMultiple,
    )
    country = django_filters.MultipleChoiceFilter(
        label=_("Country"),
        choices=lambda: _used("country", country_name),
        widget=forms.CheckboxSelectMultiple,
    )
    topic = django_filters.MultipleChoiceFilter(
        label=_("Topic"), method="with_topics", choices=topic_codes, widget=forms.CheckboxSelectMultiple
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"),
        choices=lambda: _used("language", language_name),
        widget=forms.CheckboxSelectMultiple,
    )
    assignee = _choice(_("Assigned to"), _assignees, method="of_assignee")
    age = _choice(
        _("Waits for"),
        lambda: _ages(),
        method="older_than",
    )
    call = _choice(_("Call"), lambda: _calls(), method="of_call")
    overdue = _choice(_("Due"), [("yes", _("overdue"))], method="when_overdue")

    class Meta:
        model = Application
        fields: list[str] = []

    def with_topics(self, rows: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Those that offer or need one of some topics."""
        found = Application.objects.filter(topics__topic__in=value).order_by().values("pk")
        return rows.filter(pk__in=found) if value else rows

    def of_assignee(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == NOBODY:
            return rows.filter(assignee=None)
        return rows.filter(assignee=self.request.user.pk if value == MINE else value)

    def older_than(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that still wait and came so many days ago, or earlier."""
        return rows.open().filter(confirmed_at__lt=timezone.now() - dt.timedelta(days=int(value)))

    def of_call(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(call_key=None if value == "join" else value)

    def when_overdue(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.overdue()


def _ages() -> list[tuple[int, str]]:
    words = [ngettext("more than %(count)s day", "more than %(count)s days", days) for days in AGES]
    return [(days, text % {"count": days}) for days, text in zip(AGES, words, strict=True)]


def _calls() -> list[tuple[str, Any]]:
    return [("join", _("Asks to join")), *((str(key), title) for key, title in call_titles().items())]
