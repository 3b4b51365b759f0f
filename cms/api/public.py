"""What everybody may read through the API, whoever asks."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from cms.models import CustomDocument, CustomImage
from cms.models.pages import PublicPageQuerySet
from cms.sitestate import request_site, request_state


def public_pages(request: HttpRequest) -> QuerySet[Page]:
    """Return the pages of a site in all its languages: published, not expired, not restricted."""
    site = request_site(request)
    roots = request_state(request).roots.get(site.pk, {}) if site else {}
    below = Q(pk__in=[])
    for url_path in roots.values():
        below |= Q(url_path__startswith=url_path)
    return PublicPageQuerySet(model=Page).visible_to_public().filter(below, alias_of=None)


def public_images(request: HttpRequest) -> QuerySet[CustomImage]:
    """Return the pictures that public pages show, but for those of private collections."""
    return _used(request, CustomImage)


def public_documents(request: HttpRequest) -> QuerySet[CustomDocument]:
    """Return the documents that public pages offer, but for those of private collections."""
    return _used(request, CustomDocument)


def _used(request: HttpRequest, model: type[Model]) -> QuerySet:
    """Return things that a public page refers to; keys are compared as text, as the index has them."""
    pages = public_pages(request).order_by().annotate(text_key=Cast("pk", CharField())).values("text_key")
    uses = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        object_id__in=pages,
    )
    things = model.objects.annotate(text_key=Cast("pk", CharField())).filter(
        text_key__in=uses.values("to_object_id")
    )
    closed = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(path__startswith=path)
    return things.exclude(collection__in=Collection.objects.filter(closed))
