"""An article as other programs know it: `NewsArticle` of schema.org."""

from typing import Any

from cms.linked_data import Node, Told, pruned
from cms.plain_texts import plain
from news.article_props import author_names
from news.article_serving import published_at
from news.republishing import licence_of, licence_props


def article_data(article: Any, told: Told) -> list[Node]:
    """Return an article with its authors, its dates and where it comes from."""
    authors = [{"@type": "Person", "name": plain(name)} for name in author_names(article)]
    publisher = article.original_publisher
    return [
        pruned(
            {
                "@type": "NewsArticle",
                "@id": f"{told.url}#article",
                "headline": plain(article.title),
                "description": plain(article.summary),
                "url": told.url,
                "mainEntityOfPage": told.url,
                "image": told.image(),
                "datePublished": published_at(article).isoformat(timespec="seconds"),
                "dateModified": article.last_published_at.isoformat(timespec="seconds")
                if article.last_published_at
                else "",
                "author": authors or [told.publisher()],
                "publisher": told.publisher(),
                "inLanguage": told.language,
                "articleSection": plain(article.get_kind_display()),
                "about": [{"@type": "Thing", "name": plain(topic.name)} for topic in article.topics],
                "contentLocation": article.place and {"@type": "Place", "name": plain(article.place)},
                "license": licence_props(licence_of(article, told.furniture.settings))["url"],
                "isBasedOn": article.original_url,
                "sourceOrganization": publisher
                and pruned(
                    {"@type": "Organization", "name": plain(publisher.name), "url": publisher.website}
                ),
            }
        )
    ]
