"""The pieces of a working group: who is in it, what it reached, which towns worked in pairs."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import PROSE_FEATURES, RecordChooserBlock
from cms.choices import DATE_PRECISIONS
from workinggroup.choices import ROLES


class MembershipBlock(blocks.StructBlock):
    """A person's part in the group. Country and political group stand in the person's record."""

    person = RecordChooserBlock("cms.Person", label=_("Person"))
    role = blocks.ChoiceBlock(label=_("Role"), choices=ROLES, default="member")
    since = blocks.DateBlock(label=_("From"), required=False)
    until = blocks.DateBlock(label=_("To"), required=False)

    class Meta:
        icon = "user"
        label = _("Member")
        description = _("A person, the role and the time in it.")
        search_shows = ("position", "organisation", "group")

    def clean(self, value):
        value = super().clean(value)
        if value.get("since") and value.get("until") and value["until"] < value["since"]:
            raise StructBlockValidationError(
                block_errors={"until": ValidationError(_("The end is before the start."))}
            )
        return value


def same_membership(first: Any, second: Any) -> bool:
    """Tell whether two memberships are one person's and overlap; one may begin on the day another ends."""
    if first["person"].translation_key != second["person"].translation_key:
        return False
    begins = [value.get("since") or dt.date.min for value in (first, second)]
    ends = [value.get("until") or dt.date.max for value in (first, second)]
    return begins[0] < ends[1] and begins[1] < ends[0]


class MilestoneBlock(blocks.StructBlock):
    """Something the group reached, with its date as exactly as it is known."""

    date = blocks.DateBlock(label=_("Date"))
    precision = blocks.ChoiceBlock(label=_("Shown as"), choices=DATE_PRECISIONS, default="day")
    title = blocks.CharBlock(label=_("Title"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)

    class Meta:
        icon = "flag"
        label = _("Milestone")
        description = _("A dated step of the group's work.")
        label_format = "{date} {title}"


class PairBlock(blocks.StructBlock):
    """Two authorities that work as peers; or as many pairs as are known by their theme only."""

    first = RecordChooserBlock("cms.Organisation", label=_("One"), required=False)
    second = RecordChooserBlock("cms.Organisation", label=_("The other"), required=False)
    count = blocks.IntegerBlock(
        label=_("How many pairs"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Where they are not named."),
    )
    theme = blocks.CharBlock(label=_("Theme"), required=False)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1990, max_value=2100)

    class Meta:
        icon = "group"
        label = _("Pair")
        description = _("Two partners and what they worked on; or several pairs that are not named.")
        label_format = "{theme}"

    def clean(self, value):
        value = super().clean(value)
        named = [name for name in ("first", "second") if value.get(name)]
        if value.get("count") and named:
            message = _("Name the pair, or say how many there are.")
            raise StructBlockValidationError(block_errors={"count": ValidationError(message)})
        says_enough = len(named) == 2 or value.get("theme") or value.get("count")
        if not says_enough and not self.is_deferred_validation:
            missing = "second" if named == ["first"] else "first"
            message = _("Choose both partners, or say what they worked on or how many pairs there are.")
            raise StructBlockValidationError(block_errors={missing: ValidationError(message)})
        first, second = value.get("first"), value.get("second")
        if first and second and first.translation_key == second.translation_key:
            raise StructBlockValidationError(
                block_errors={
                    "second": ValidationError(_("Choose another organisation: this one is the first."))
                }
            )
        return value
