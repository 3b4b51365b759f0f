"""Articles that others may republish: under which licence, and the HTML that leads to them."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms import formats
from cms.choices import LICENCES
from cms.models.media import LICENCE_URLS
from cms.plain_texts import plain
from news.article_props import author_names


def licence_of(article: Any, settings: Any) -> str:
    """Return the code of an article's licence: its own, or the site's for what was published here first."""
    is_ours = not (article.original_url or article.original_publisher_id)
    return article.licence or (settings.licence if is_ours and settings else "")


def licence_props(code: str) -> dict[str, str]:
    """Return the name of a licence and where it can be read; empty for a reserved one."""
    return {"name": str(dict(LICENCES)[code]) if code else "", "url": LICENCE_URLS.get(code, "")}


def offer(article: Any, url: str, furniture: Any) -> dict[str, Any] | None:
    """Return what `news/republish.html` shows of an article; None for one of others, or with all rights reserved.

    `url` is the absolute address of the article.
    """
    licence = licence_props(licence_of(article, furniture.settings))
    if not licence["name"] or article.original_url or article.original_publisher_id:
        return None
    values = {
        "url": url,
        "lang": article.locale.language_code,
        "title": plain(article.title),
        "summary": plain(article.summary),
        "authors": formats.format_list([plain(name) for name in author_names(article)]),
        "site_name": plain(furniture.texts.brand_name) if furniture.texts else "",
        "date": formats.format_date(article.published_on),
        "licence": licence,
    }
    words = _(
        "You may republish this article under the licence below. Name where it comes from and link to it."
    )
    return {"words": words, "licence": licence, "html": render_to_string("news/embed.html", values).strip()}
