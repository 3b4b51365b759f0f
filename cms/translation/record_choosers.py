"""Choosing records: of the languages one works in."""

from typing import Any

from django.db import models
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from cms.record_choosers import RecordChooserViewSet
from cms.translation.languages_of import languages_of


class OwnLanguages:
    """Leaves the records of the languages the user works in."""

    def own(self) -> models.QuerySet:
        """Return the records to choose from."""
        return self.model_class.objects.filter(locale__in=languages_of(self.request.user))

    def get_object_list(self) -> models.QuerySet:
        return self.own()

    def get_object(self, pk: Any) -> models.Model:
        return self.own().get(pk=pk)

    def get_objects(self, pks: list) -> models.QuerySet:
        return self.own().filter(pk__in=pks)


class Choose(OwnLanguages, ChooseView):
    """The dialogue."""


class ChooseResults(OwnLanguages, ChooseResultsView):
    """Its list."""


class Chosen(OwnLanguages, SnippetChosenView):
    """One record chosen."""


class ChosenMultiple(OwnLanguages, SnippetChosenMultipleView):
    """Several records chosen."""


class OwnRecordChooserViewSet(RecordChooserViewSet):
    """The dialogue that chooses records, of one's own languages."""

    choose_view_class = Choose
    choose_results_view_class = ChooseResults
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple
