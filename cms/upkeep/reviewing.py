"""The verbs of review dates: plan when a page is to be looked at, and say that it was."""

import datetime as dt
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.translation.models import LanguageVersion
from cms.upkeep.models import Review

#: In how many months a page may be looked at again, by one button each.
MONTHS: Final = (3, 6, 12)
#: Nobody plans further ahead.
LATEST: Final = dt.timedelta(days=3660)


def review_of(page: Page) -> Review | None:
    """Return the review date of a page, which is that of all its versions; None where it has none."""
    return Review.objects.select_related("owner").filter(translation_key=page.translation_key).first()


@transaction.atomic
def plan(page: Page, due_on: dt.date, owner: Any, user: Any) -> Review:
    """Say when a page is to be looked at, and by whom (None: whoever may publish it); return the review.

    Raise ValidationError for a day that is over or too far away.
    """
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": _("This day is over.")})
    if due_on > timezone.localdate() + LATEST:
        raise ValidationError({"due_on": _("This day is more than ten years away.")})
    review, _is_new = Review.objects.update_or_create(
        translation_key=page.translation_key, defaults={"due_on": due_on, "owner": owner}
    )
    log(instance=page, action="upkeep.review.plan", user=user, data={"due_on": due_on.isoformat()})
    return review


@transaction.atomic
def looked_at(page: Page, months: int, user: Any) -> Review:
    """Say that a page was looked at and is fine for some months; return the review.

    The first one who does so without a date before is who will be told, if she may change it.
    """
    today = timezone.localdate()
    owner = may_own(page).filter(pk=(page.owner or user).pk).first()
    due_on = months_after(today, months)
    review, _is_new = Review.objects.update_or_create(
        translation_key=page.translation_key,
        defaults={"due_on": due_on, "looked_at": timezone.now(), "looked_by": user},
        create_defaults={
            "due_on": due_on,
            "looked_at": timezone.now(),
            "looked_by": user,
            "owner": owner,
        },
    )
    log(instance=page, action="upkeep.review.done", user=user, data={"due_on": due_on.isoformat()})
    return review


@transaction.atomic
def drop(page: Page, user: Any) -> None:
    """Take the review date of a page away."""
    if Review.objects.filter(translation_key=page.translation_key).delete()[0]:
        log(instance=page, action="upkeep.review.drop", user=user)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, its last one where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    first_after = dt.date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_after - dt.timedelta(days=1)).day
    return dt.date(day.year + year, month + 1, min(day.day, last))


def may_own(page: Page) -> models.QuerySet:
    """Return who may be told to look at a page: those who may change it in the language it was written in."""
    original = reviewed_pages().filter(translation_key=page.translation_key).first() or page
    users = page_permission_policy.users_with_any_permission_for_instance(["change", "publish"], original)
    return users.filter(is_active=True)


def reviewed_pages() -> models.QuerySet[Page]:
    """Return each published page once, in the language it was written in, with its review.

    Annotated: `due_on` (None: no date), `review_owner_id` (None: nobody, or nobody who is here any more),
    `looked_at`.
    """
    reviews = Review.objects.filter(translation_key=OuterRef("translation_key"))
    is_translation = LanguageVersion.objects.filter(page=OuterRef("pk"), source_locale__isnull=False)
    return Page.objects.filter(~Exists(is_translation), live=True, alias_of=None, depth__gt=1).annotate(
        due_on=Subquery(reviews.values("due_on")[:1]),
        review_owner_id=Subquery(reviews.filter(owner__is_active=True).values("owner")[:1]),
        looked_at=Subquery(reviews.values("looked_at")[:1]),
    )


def for_user(user: Any) -> Q:
    """Return which of the reviewed pages a user is to look at: hers, and those of nobody that she may publish."""
    publishable = page_permission_policy.instances_user_has_permission_for(user, "publish").order_by()
    return Q(review_owner_id=user.pk) | Q(review_owner_id=None, pk__in=publishable.values("pk"))


def users_named(keys: set[int]) -> dict[int, str]:
    """Return the names of users by key; one query."""
    users = get_user_model().objects.filter(pk__in=keys)
    return {user.pk: user.get_full_name() or user.get_username() for user in users}
