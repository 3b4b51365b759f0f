"""Props of the cards that pages are shown as in lists."""

from typing import Any

from django.utils.translation import get_language

from cms.choices import language_name
from cms.pictures import picture


def page_props(page: Any) -> dict[str, Any]:
    """Return what every card shows of a page: address, title, summary, picture, and its language if foreign."""
    code = page.locale.language_code
    foreign = code != get_language()
    image = getattr(page, "image", None)
    return {
        "url": page.url,
        "title": page.title,
        "summary": getattr(page, "summary", ""),
        "image": picture(image, getattr(page, "image_alt", ""), "card") if image else None,
        "lang": code if foreign else "",
        "lang_label": language_name(code) if foreign else "",
    }
