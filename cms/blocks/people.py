"""Whom to ask."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.choosers import RecordChooserBlock


class ContactBlock(blocks.StructBlock):
    """A contact from the records."""

    contact = RecordChooserBlock("cms.Contact", label=_("Contact"))

    class Meta:
        icon = "user"
        label = _("Contact")
        description = _("Whom to write to or call.")
        template = "blocks/contact.html"

    def get_preview_value(self):
        from cms.models import Contact

        return self.normalize({"contact": Contact.objects.first()})


class PeopleBlock(blocks.StructBlock):
    """People from the records, as cards."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    people = blocks.ListBlock(
        RecordChooserBlock("cms.Person", label=_("Person")), label=_("People"), min_num=1
    )

    class Meta:
        icon = "group"
        label = _("People")
        description = _("Cards with name, position and picture.")
        template = "blocks/people.html"

    def get_preview_value(self):
        from cms.models import Person

        return self.normalize({"people": list(Person.objects.all()[:2])})
