"""What all features share."""

from cms.models.media import CustomDocument, CustomImage, CustomRendition
from cms.models.pages import BasePage, PageOrganisation, PageProject, PageTopic, PublicPageQuerySet
from cms.models.records import Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, Topic
from cms.models.site import ContentVersion, SiteSettings, SiteTexts

__all__ = [
    "BasePage",
    "Contact",
    "ContentVersion",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "MediaItem",
    "Organisation",
    "PageOrganisation",
    "PageProject",
    "PageTopic",
    "Person",
    "PoliticalGroup",
    "Project",
    "PublicPageQuerySet",
    "SiteSettings",
    "SiteTexts",
    "Topic",
]
