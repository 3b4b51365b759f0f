"""The guarded addresses of wagtail-localize: the same paths, found first; their names stay wagtail-localize's."""

from django.db import transaction
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import JavaScriptCatalog

from cms.translation.guards import files, segments, targets
from cms.translation.guards.listings import RecordsApi, TranslationsReport
from cms.translation.guards.submitting import SubmitPage, SubmitRecord
from cms.translation.guards.updating import UpdateTranslations, convert_page_to_alias

_TRANSLATION = "translate/<int:translation_id>/"
_RECORDS = "api/snippets/<slug:app_label>/<slug:model_name>/"
_REPORT = "reports/translations/"

# Each page of a subtree is submitted in a transaction of its own, so the request is not one.
_submit_page = transaction.non_atomic_requests(SubmitPage.as_view())


def guarded_addresses() -> list[URLPattern | URLResolver]:
    """Return every address that wagtail-localize registers, with the guard in front of it."""
    urls = [
        path("jsi18n/", JavaScriptCatalog.as_view(packages=["wagtail_localize"])),
        path("submit/page/<int:page_id>/", _submit_page),
        path(
            "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            SubmitRecord.as_view(),
        ),
        path("update/<int:translation_source_id>/", UpdateTranslations.as_view()),
        path(
            f"{_TRANSLATION}strings/<int:string_segment_id>/edit/",
            segments.edit_string,
        ),
        path(
            f"{_TRANSLATION}overrides/<int:overridable_segment_id>/edit/",
            segments.edit_override,
        ),
        path(f"{_TRANSLATION}pofile/download/", files.download),
        path(f"{_TRANSLATION}pofile/upload/", files.upload),
        path(f"{_TRANSLATION}machine_translate/", targets.machine_translate),
        path(f"{_TRANSLATION}preview/", targets.preview),
        path(f"{_TRANSLATION}preview/<str:mode>/", targets.preview),
        path(f"{_TRANSLATION}disable/", targets.stop),
        path("page/<int:page_id>/convert_to_alias/", convert_page_to_alias),
        path(_REPORT, TranslationsReport.as_view()),
        path(f"{_REPORT}results/", TranslationsReport.as_view(results_only=True)),
        path(_RECORDS, RecordsApi.as_view({"get": "list"})),
        path(f"{_RECORDS}<str:pk>/", RecordsApi.as_view({"get": "retrieve"})),
    ]
    return [path("localize/", include(urls))]
