"""What all features share."""

from cms.models.media import CustomDocument, CustomImage, CustomRendition
from cms.models.pages import BasePage, PageOrganisation, PageProject, PageTopic, PublicPageQuerySet
from cms.models.records import Contact, Organisation, Person, PoliticalGroup, Topic
from cms.models.site import ContentVersion, SiteSettings, SiteTexts
from cms.models.works import MediaItem, Project

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
