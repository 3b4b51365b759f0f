"""A translator's work goes live: all of it at once, and never half of it unnoticed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.models import SiteSettings
from cms.models.site import default_incomplete_types
from cms.quotes import quoted
from cms.slugs import ascii_slug
from cms.translation.carrying import Step, carry
from cms.translation.composing import plain
from cms.translation.lineage import Link, link_into
from cms.translation.locking import lock
from cms.translation.pieces import Entry, Pieces, Shown, read_shown, settle, without_hidden, write_shown
from cms.translation.quiet import quietly
from cms.translation.vocabulary import MISSING, OUTDATED
from cms.translation.works import Works

#: What must be translated whatever the site allows: lists show it without the page around it.
ALWAYS = ("title", "summary")
#: How many texts a refusal names; the list of what is left to do names all.
NAMED = 10


class IncompleteError(ValidationError):
    """A translation may not be published: `missing` are the texts that are not translated, or outdated.

    `refused` are those among them for which a text was given that was not accepted, with what is wrong with it.
    """

    def __init__(self, missing: list[tuple[str, str]], refused: dict[tuple[str, str], str] | None = None):
        self.missing = missing
        self.refused = refused or {}
        super().__init__(
            [ValidationError(line, code="incomplete") for line in [*self._left(), *self._wrong()]]
        )

    def _left(self) -> list[str]:
        """Say which texts there are none for, or outdated ones."""
        left = [text for path, text in self.missing if (path, text) not in self.refused]
        told = ngettext(
            "%(count)s text is not translated or is outdated: %(texts)s",
            "%(count)s texts are not translated or are outdated: %(texts)s",
            len(left),
        ) % {"count": len(left), "texts": "; ".join(_quoted(text) for text in left[:NAMED])}
        return [f"{told}." if self.refused else told] if left else []

    def _wrong(self) -> list[str]:
        """Say what is wrong with the texts that were not accepted."""
        line = _("%(text)s was not accepted: %(error)s")
        told = [
            line % {"text": _quoted(text), "error": error} for (_path, text), error in self.refused.items()
        ][:NAMED]
        left_out = len(self.refused) - len(told)
        return (
            [*told, ngettext("and %(count)s more", "and %(count)s more", left_out) % {"count": left_out}]
            if left_out
            else told
        )


def _quoted(text: str) -> str:
    return quoted(plain(text)[:80])


@transaction.atomic
def release(translation: Translation, user: Any = None, *, publish: bool = True) -> models.Model:
    """Write a translator's texts into the page or record of her language, and publish it; return the row.

    Without `publish` they become a draft. Raises `IncompleteError` where the site does not allow an incomplete
    translation of this type to go live, `ValidationError` where a text does not fit its field; then nothing
    has changed.
    """
    lock(translation.source.object_id)
    instance = translation.source.get_source_instance()
    link = link_into(translation.source.object_id, translation.target_locale_id)
    if link is None or link.translation.pk != translation.pk:
        raise ValidationError(_("This version is not translated from there any more."), code="detached")
    step = Step(instance, [link], user)
    if publish:
        refuse_incomplete(step, link)
    target = step.targets[link.target_locale_id]
    version = step.versions[link.target_locale_id]
    _write(step, link, target, publish=publish, user=user)
    target = step.targets[link.target_locale_id]
    shown, version.kept = settle(read_shown(version.released), version.kept, step.pieces, step.words)
    if publish or not isinstance(target, Page):
        shown = work_shown(step.pieces, step.works, link.target_locale_id)
        version.overrides = step.overrides.get(link.target_locale_id, {})
    version.released = write_shown(shown)
    is_live = bool(getattr(target, "live", True))
    step.count(version, shown, is_live=is_live)
    version.problem = ""
    step.finish()
    if is_live:
        carry(target, user)
    return target


def refuse_incomplete(step: Step, link: Link) -> None:
    """Raise `IncompleteError` where a version may not go live as its texts are."""
    version = step.versions[link.target_locale_id]
    visible = without_hidden(step.pieces, version.hidden)
    if may_be_incomplete(type(step.instance)):
        always = {path: found for path, found in visible.items() if path in ALWAYS}
        missing = missing_texts(always, step.works, link.target_locale_id, MISSING)
    else:
        missing = missing_texts(visible, step.works, link.target_locale_id, MISSING, OUTDATED)
    if missing:
        raise IncompleteError(missing, refused_texts(visible, step.works, link.target_locale_id, missing))


def why_not_published(page: Page) -> IncompleteError | None:
    """Return why a translated page may not go live as it is; None where it may, or is no translation."""
    link = link_into(page.translation_key, page.locale_id)
    if link is None:
        return None
    step = Step(link.translation.source.get_source_instance(), [link], None, only_look=True)
    try:
        refuse_incomplete(step, link)
    except IncompleteError as error:
        return error
    return None


def has_news(translation: Translation) -> bool:
    """Tell whether a published version does not show all that is being worked on: texts, and facts of its own."""
    locale_id = translation.target_locale_id
    link = link_into(translation.source.object_id, locale_id)
    step = Step(translation.source.get_source_instance(), [link], None, only_look=True)
    version = step.versions[locale_id]
    shown, _kept = settle(read_shown(version.released), version.kept, step.pieces, step.words)
    work = work_shown(step.pieces, step.works, locale_id)
    return _texts(shown) != _texts(work) or version.overrides != step.overrides.get(locale_id, {})


def _texts(shown: Shown) -> dict[str, list[str | None]]:
    return {path: [entry.text for entry in entries] for path, entries in shown.items()}


def missing_texts(pieces: Pieces, works: Works, locale_id: int, *states: str) -> list[tuple[str, str]]:
    """Return the texts in these states as (path, source text), in the order of the source."""
    return [
        (path, piece.data)
        for path, found in pieces.items()
        for piece in found
        if piece.counts and works.state(locale_id, piece) in states
    ]


def refused_texts(
    pieces: Pieces, works: Works, locale_id: int, among: list[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Return what is wrong with the texts that were given and not accepted, by (path, source text)."""
    wanted = set(among)
    return {
        (path, piece.data): work.error
        for path, found in pieces.items()
        for piece in found
        if (path, piece.data) in wanted and (work := works.refused(locale_id, piece))
    }


def may_be_incomplete(model: type[models.Model]) -> bool:
    """Tell whether the site lets pages of this type go live with a notice instead of a whole translation."""
    if not issubclass(model, Page):
        return True
    settings = SiteSettings.objects.order_by("pk").first()
    allowed = settings.incomplete_types if settings else default_incomplete_types()
    return model._meta.label_lower in allowed


def work_shown(pieces: Pieces, works: Works, locale_id: int) -> Shown:
    """Return what a version shows when the translator's texts go live."""
    shown: Shown = {}
    for path, found in pieces.items():
        entries = []
        for piece in found:
            entry = Entry(piece.key)
            text = works.text(locale_id, piece)
            if text is not None:
                outdated = works.state(locale_id, piece) == OUTDATED
                entry.text, entry.made_for = text, works.made_for(locale_id, piece) if outdated else piece.key
            entries.append(entry)
        shown[path] = entries
    return shown


def _write(step: Step, link: Link, target: models.Model, *, publish: bool, user: Any) -> None:
    """Write one version through Wagtail's own ways of saving and publishing."""
    version = step.versions[link.target_locale_id]
    language = step.draft_language(version)
    if not isinstance(target, Page):
        step.original.write_into(target, language)
        target.full_clean()
        with quietly():
            target.save()
        return
    draft = target.get_latest_revision_as_object() if target.live and target.latest_revision_id else target
    step.original.write_into(draft, language)
    slug = step.slug_text(link.target_locale_id)
    if slug is not None:
        draft.slug = slug
    elif draft.first_published_at is None:
        draft.slug = draft.title  # its first address is made from its own title
    draft.slug = _free_slug(draft)
    draft.full_clean()
    if not target.live:
        draft.save()
    revision = draft.save_revision(user=user, clean=False, log_action=not publish)
    if publish:
        with quietly():
            revision.publish(user=user, skip_permission_checks=True)
        target.refresh_from_db()
    step.targets[link.target_locale_id] = target


def _free_slug(page: Page) -> str:
    """Return the page's slug in ASCII, with a number where a neighbour has it already."""
    return find_available_slug(
        page.get_parent(), ascii_slug(page.slug, page.locale.language_code), ignore_page_id=page.pk
    )
