"""Personal data goes when its time is over. What statistics count stays as it was (`alliance.statistics`)."""

import calendar
import datetime as dt
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from alliance.files import HELD_FOR, discard, sweep
from alliance.membership.erased import address_hash, erased_addresses
from alliance.membership.journal import note_event, save
from alliance.models import ActionLink, Application, ApplicationFile, Draft, JoiningSettings
from alliance.vocabulary import APPROVED, DECLINED, LEFT, OPEN, SIZE_BANDS, UNCONFIRMED, WITHDRAWN
from alliance.webhooks.delivering import forget_old
from cms.defences.passing import forget_passages
from cms.mail.models import Message

#: For how long an expired link still says that it has expired.
_EXPIRED_KEPT: Final = dt.timedelta(days=30)
#: The fields that say or hint at who applied.
PERSONAL: Final = (
    "organisation_name", "region", "website", "contact_name", "contact_role", "email", "email_normalised", "phone",
    "earlier_partners", "text", "decision_text", "content_hash", "name_key", "email_domain", "website_host",
)  # fmt: skip


def anonymise(application: Application, *, verb: str = "anonymise", user: Any = None) -> Application:
    """Take everything out of an application that says who sent it: fields, files, links, mails, words, logs.

    Call it in a transaction, with the row locked. What is counted (state, country, type, size, language, category,
    topics, moments) stays.
    """
    for name in PERSONAL:
        setattr(application, name, "")
    application.population = band_of(application.population)
    application.mandate_on = None
    application.anonymised_at = timezone.now()
    save(application, *PERSONAL, "population", "mandate_on", "anonymised_at")
    discard(application.files.all())
    application.links.all().delete()
    application.events.update(text="")
    Message.objects.filter(about_type=_type(), about_id=application.pk).delete()
    log = ModelLogEntry.objects.filter(content_type=_type(), object_id=str(application.pk))
    log.update(label=application.reference, data={})
    note_event(application, verb, user=user)
    return application


def purge_unconfirmed(now: dt.datetime | None = None) -> int:
    """Delete what nobody has confirmed in the days that the settings say; return how many."""
    before = (now or timezone.now()) - dt.timedelta(days=JoiningSettings.load().unconfirmed_days)
    due = Application.objects.filter(state=UNCONFIRMED, created_at__lt=before)
    return sum(_delete_unconfirmed(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _delete_unconfirmed(pk: int) -> int:
    found = Application.objects.select_for_update().filter(pk=pk, state=UNCONFIRMED).first()
    return delete_whole(found) if found else 0


def delete_whole(application: Application) -> int:
    """Delete an application that nobody on staff has seen, with its files and mails; return 1."""
    discard(application.files.all())
    Message.objects.filter(about_type=_type(), about_id=application.pk).delete()
    application.delete()
    return 1


def due_for_anonymising(now: dt.datetime | None = None) -> models.QuerySet[Application]:
    """Return the applications whose personal data has been kept as long as the settings say."""
    now, settings = now or timezone.now(), JoiningSettings.load()

    def before(state: str) -> dt.datetime:
        return months_before(now, settings.months_kept(state) or 0)

    left = models.Q(member__state=LEFT, member__left_on__lt=before(APPROVED).date())
    without_member = models.Q(member=None, decided_at__lt=before(APPROVED))
    return Application.objects.named().filter(
        models.Q(state__in=OPEN, moved_at__lt=before(OPEN[0]))
        | models.Q(state=DECLINED, decided_at__lt=before(DECLINED))
        | models.Q(state=WITHDRAWN, withdrawn_at__lt=before(WITHDRAWN))
        | models.Q(state=APPROVED) & (left | without_member)
    )


def anonymise_due(now: dt.datetime | None = None) -> int:
    """Anonymise what is due, each application in a transaction of its own; return how many."""
    return sum(_anonymise_if_due(pk, now) for pk in due_for_anonymising(now).values_list("pk", flat=True))


@transaction.atomic
def _anonymise_if_due(pk: int, now: dt.datetime | None) -> int:
    locked = Application.objects.select_for_update().filter(pk=pk, anonymised_at=None).first()
    if locked is None or not due_for_anonymising(now).filter(pk=pk).exists():
        return 0
    anonymise(locked)
    return 1


def erase_again() -> int:
    """Anonymise what a restored backup has brought back of people who asked to be forgotten; return how many."""
    erased = erased_addresses()
    if not erased:
        return 0
    count = 0
    for application in Application.objects.named().order_by("pk").iterator():
        row = erased.get(address_hash(application.email))
        if row is not None and row.covers(application):
            with transaction.atomic():
                forget(Application.objects.select_for_update().get(pk=application.pk))
            count += 1
    for draft in Draft.objects.all():
        row = erased.get(address_hash(draft.email))
        if row is not None and draft.saved_at <= row.erased_at:
            draft.delete()
            count += 1
    return count


def forget(application: Application, user: Any = None) -> None:
    """Take one person out of an application: it is deleted where nobody has seen it, closed where it is open."""
    if application.state == UNCONFIRMED:
        delete_whole(application)
        return
    if application.state in OPEN:
        application.state, application.withdrawn_at = WITHDRAWN, timezone.now()
        save(application, "state", "withdrawn_at")
    anonymise(application, verb="erase", user=user)


def tidy(now: dt.datetime | None = None) -> dict[str, int]:
    """Do all that is due; return how many of each. May be killed at any point and run again."""
    now = now or timezone.now()
    settings = JoiningSettings.load()
    old_drafts = Draft.objects.filter(saved_at__lt=now - dt.timedelta(days=settings.draft_days))
    old_links = ActionLink.objects.expired().filter(expires_at__lt=now - _EXPIRED_KEPT)
    with transaction.atomic():
        held = discard(ApplicationFile.objects.held().filter(sent_at__lt=now - HELD_FOR))
    return {
        "unconfirmed": purge_unconfirmed(now),
        "anonymised": anonymise_due(now),
        "erased again": erase_again(),
        "drafts": old_drafts.delete()[1].get("alliance.Draft", 0),
        "links": old_links.delete()[0],
        "held files": held,
        "lost files": sweep(),
        "deliveries": forget_old(),
        "forms let through": forget_passages(now),
    }


def band_of(population: int | None) -> int | None:
    """Return the lower end of the size band a number of inhabitants is in: it no longer tells which town it is."""
    return None if population is None else max(band for band in SIZE_BANDS if band <= population)


def months_before(moment: dt.datetime, months: int) -> dt.datetime:
    """Return the same moment so many months ago, on the last day of a month that is too short."""
    count = moment.year * 12 + moment.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def _type() -> ContentType:
    return ContentType.objects.get_for_model(Application)
