"""What is left to do in a translation: each text that is missing, outdated or made by machine, and where it stands."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.views.edit_translation import TabHelper

from cms.translation.carrying import Step
from cms.translation.composing import plain
from cms.translation.labels import Labelled, Labels
from cms.translation.lineage import Link, link_into
from cms.translation.models import LanguageVersion
from cms.translation.pieces import Piece, without_hidden
from cms.translation.places import length_error
from cms.translation.vocabulary import COMPLETE, MACHINE, MISSING, OUTDATED, STATES

#: How many texts are listed.
LISTED = 100


@dataclass(frozen=True)
class Remaining:
    """One text that wants work: its place and state in words, what the source says and what there is already."""

    place: str
    state: str
    #: what is wrong, where the state does not say it
    reason: str
    source: str
    text: str


def how_many_remain(version: LanguageVersion | None) -> int:
    """Return how many texts of a version want work."""
    return version.missing + version.outdated + version.machine if version else 0


def link_to_remaining(page: Page) -> SafeString:
    """Return a link to the list of what is left to do in a translated page."""
    address = reverse("translation_versions", args=[page.pk])
    return format_html('<a href="{}#left-to-do">{}</a>', address, _("What is left to do"))


def remaining_texts(page: Page) -> list[Remaining]:
    """Return the texts of a translated page that want work, in the order of its editor."""
    link = link_into(page.translation_key, page.locale_id)
    if link is None:
        return []
    step = Step(link.translation.source.get_source_instance(), [link], None, only_look=True)
    pieces = without_hidden(step.pieces, step.versions[page.locale_id].hidden)
    wanting = [
        piece
        for found in pieces.values()
        for piece in found
        if piece.counts and _wants_work(step, link, piece)
    ]
    if not wanting:
        return []
    labels = {each.path: each for each in Labels(step.draft(link, with_hidden=True)).walk(step.instance)}
    tabs = TabHelper(page)
    wanting.sort(key=lambda piece: _place_in_editor(tabs, piece))
    return [_remaining(step, link, piece, labels.get(piece.path), tabs) for piece in wanting]


def _wants_work(step: Step, link: Link, piece: Piece) -> bool:
    return step.works.state(link.target_locale_id, piece) != COMPLETE or piece.path in step.behind


def _remaining(step: Step, link: Link, piece: Piece, labelled: Labelled | None, tabs: TabHelper) -> Remaining:
    works, locale_id = step.works, link.target_locale_id
    state, reason = works.state(locale_id, piece), ""
    text = works.text(locale_id, piece) or ""
    told = str(dict(STATES)[state])
    if refused := works.refused(locale_id, piece):
        text = refused.text
        too_long = length_error(labelled.place, text) if labelled else ""
        told, reason = (_("Too long"), too_long) if too_long else (_("Not accepted"), refused.error)
    elif state in (COMPLETE, MACHINE) and piece.path in step.behind:
        told = str(dict(STATES)[OUTDATED])
        reason = _("The version it is translated from is not up to date here.")
    return Remaining(
        place=_place(piece.path, labelled, tabs),
        state=told,
        reason=reason,
        source=Truncator(plain(piece.data)).chars(120),
        text=Truncator(plain(text)).chars(120) if state != MISSING or refused else "",
    )


def _place(path: str, labelled: Labelled | None, tabs: TabHelper) -> str:
    """Return where a text stands, beginning with the tab of the editor."""
    name = path.split(".", 1)[0]
    tab = str(tabs.field_tab_mapping.get(name, ""))
    return " › ".join(part for part in (tab, labelled.label if labelled else name) if part)


def _place_in_editor(tabs: TabHelper, piece: Piece) -> int:
    mapping = tabs.field_ordering_mapping
    return mapping.get(piece.path.split(".", 1)[0], len(mapping))
