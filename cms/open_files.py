"""Which pictures and documents everybody may open: what is in no restricted collection."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import CollectionViewRestriction


def open_to_all(files: QuerySet) -> QuerySet:
    """Return those pictures or documents that are neither in a restricted collection nor in one below it."""
    own_path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    above = CollectionViewRestriction.objects.annotate(own_path=own_path)
    return files.exclude(Exists(above.filter(own_path__startswith=F("collection__path"))))
