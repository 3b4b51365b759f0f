"""Steps that tests of translations share: begin, translate, release."""

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.beginning import begin
from cms.translation.quiet import quietly
from cms.translation.recounting import recount
from cms.translation.releasing import release


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def said(code: str, text: str) -> str:
    """Return what a translator of this language makes of a text in these tests."""
    return f"{code}: {text}"


def translate_texts(page, code: str, *, only: str = "", word: str | None = None) -> int:
    """Translate every text of a page into a language, or only those whose path begins so; return how many."""
    entry = translation_of(page, code)
    number = 0
    segments = StringSegment.objects.filter(source=entry.source).select_related("string", "context")
    with quietly():  # counted once, below, and not after every text
        for segment in segments:
            if segment.context.path == "slug" or not segment.context.path.startswith(only):
                continue
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=entry.target_locale,
                defaults={
                    "data": word or said(code, segment.string.data),
                    "translation_type": "manual",
                    "tool_name": "",
                    "has_error": False,
                    "field_error": "",
                },
            )
            number += 1
    recount(page.translation_key)
    return number


def translation_of(page, code: str) -> Translation:
    """Return the record of how a page is translated into a language."""
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=locale(code), enabled=True
    )


def translated(page, *codes: str):
    """Translate a page and those above it whole into each language, from `page`'s own, and publish them."""
    for code in codes:
        for each in [*page.get_ancestors().filter(depth__gte=2).specific(), page]:
            if begin(each, [locale(code)]):
                translate_texts(each, code)
                release(translation_of(each, code))
    return [version(page, code) for code in codes]


def version(page, code: str):
    """Return a page's version in a language as it is stored now."""
    return type(page).objects.get(translation_key=page.translation_key, locale=locale(code))


def publish(page):
    """Publish a page as it is in memory, as the editor does; return it as stored."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
