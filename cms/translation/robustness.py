"""Places where wagtail-localize breaks on valid content, mended through its own seams."""

from functools import wraps

from bs4 import BeautifulSoup, NavigableString
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def install() -> None:
    """Mend slugs, marked phrases and the publication of drafts; called once, when the app starts."""
    from wagtail_localize import models as localize_models
    from wagtail_localize import strings

    from cms.slugs import ascii_slug

    # wagtail-localize makes a translated slug with Django's `slugify`, which drops every letter that is not
    # Latin: a Ukrainian title leaves nothing. Delete when it transliterates (wagtail-localize, models.py, 1.14).
    localize_models.slugify = ascii_slug

    # To wagtail-localize a <span> ends a sentence: what stands before, in and after a phrase in another language
    # (cms.richtext) would come to translators as three texts. Delete when INLINE_TAGS is a setting, or has
    # `span`, and ids are allowed on it (wagtail-localize, strings.py, 1.14).
    if "span" not in strings.INLINE_TAGS:
        strings.INLINE_TAGS.append("span")
    strings.validate_element = validate_element
    strings.validate_translation_links = localize_models.validate_translation_links = validate_ids

    # It publishes after the commit, where a page that may only be a draft is an error that nobody catches.
    # Delete when it publishes in the transaction (wagtail-localize, models.py, 1.14).
    source = localize_models.TranslationSource
    source.create_or_update_translation = refuse_incomplete(source.create_or_update_translation)

    leave_out_synchronisation()


def leave_out_synchronisation() -> None:
    """Take the offer to fill a new language with aliases of another out of its form: ADR 12.

    Each page would at once have an address in that language which shows the words of another.
    """
    from wagtail_localize.locales.components import LOCALE_COMPONENTS
    from wagtail_localize.models import LocaleSynchronization

    LOCALE_COMPONENTS[:] = [each for each in LOCALE_COMPONENTS if each["model"] is not LocaleSynchronization]


def refuse_incomplete(create_or_update):
    """Return wagtail-localize's writing of a translation, which asks first what publishing will ask."""

    @wraps(create_or_update)
    def create_or_update_translation(source, locale, user=None, publish=True, **options):
        model = source.specific_content_type.model_class()
        missing = {}
        if publish and hasattr(
            model, "missing_to_publish"
        ):  # records have no drafts: not rebuilt for nothing
            missing = source.as_instance().missing_to_publish()
        if missing:
            raise ValidationError({name: field.error_messages["blank"] for name, field in missing.items()})
        return create_or_update(source, locale, user=user, publish=publish, **options)

    return create_or_update_translation


#: Tags whose attributes are put aside while their text is translated; an id in the text stands for them.
TAGS_WITH_ID = ("a", "span")


def validate_element(element) -> None:
    """Raise ValueError where a text holds more than inline tags, or attributes beside ids of links and phrases.

    What `wagtail_localize.strings.validate_element` does, which knows links only.
    """
    from wagtail_localize.strings import INLINE_TAGS

    if isinstance(element, NavigableString):
        return
    if not isinstance(element, BeautifulSoup):
        if element.name not in INLINE_TAGS:
            message = _("<%(tag)s> is not allowed here; allowed are: %(tags)s.")
            raise ValueError(message % {"tag": element.name, "tags": ", ".join(INLINE_TAGS)})
        if element.attrs.keys() - ({"id"} if element.name in TAGS_WITH_ID else set()):
            raise ValueError(_("Tags have no attributes here, but the id of a link (a) or a phrase (span)."))
    for child in element.children:
        validate_element(child)


def validate_ids(source: str, translation: str) -> None:
    """Raise ValueError where a translation has a link or phrase that its source does not have.

    What `wagtail_localize.strings.validate_translation_links` does for links; a phrase without its id would
    lose its language.
    """
    known = _tags_with_id(source)
    for tag, number in sorted(_tags_with_id(translation) - known):
        found = f'<{tag} id="{number}">' if number else f"<{tag}>"
        raise ValueError(_("The source has no %(tag)s: links and phrases keep their id.") % {"tag": found})


def _tags_with_id(html: str) -> set[tuple[str, str]]:
    found = BeautifulSoup(html, "html.parser").find_all(TAGS_WITH_ID)
    return {(tag.name, tag.attrs.get("id", "")) for tag in found}
