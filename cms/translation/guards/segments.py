"""Single texts and values of a translation, as its editor sends them."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail_localize.models import OverridableSegment, StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import (
    SegmentOverrideSerializer,
    StringTranslationSerializer,
    UserSerializer,
    edit_string_translation,
)

from cms.slugs import ascii_slug
from cms.translation.guards.checks import answering_in_json, require_target
from cms.translation.late import carry_late, keep_late, segment_now
from cms.translation.locking import lock
from cms.translation.models import RetiredSegment
from cms.translation.overrides import check_override, delete_override, write_override
from cms.translation.pieces import SLUG
from cms.translation.places import length_error, place_of
from cms.translation.recounting import recount


@answering_in_json
@require_http_methods(["PUT", "DELETE"])
@transaction.atomic
def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Write or delete a translated text of a target that one may edit and that is not locked.

    A text that is too long for its place stays with the translator, with what is wrong beside it; so does one
    for words that the source has no more, which was published while the text was being written.
    """
    translation, _target = require_target(request.user, translation_id, unlocked=True)
    lock(translation.source.object_id)  # waits until a publication of the source is through
    segment = segment_now(translation, string_segment_id)
    if segment is None:
        raise Http404
    value = sent_value(request)
    if request.method == "PUT" and (not value or not value.strip() or "\0" in value):
        return _bad(_("Send a text as “value”."))
    if isinstance(segment, RetiredSegment):
        return _late(request, translation, segment, value)
    if request.method == "PUT":
        if segment.context.path == SLUG:
            value = ascii_slug(value, translation.target_locale.language_code)
            return _keep(request, translation, segment, value)
        error = length_error(place_of(translation.source, segment.context), value)
        if error:
            return _keep(request, translation, segment, value, error)
    return edit_string_translation(request, translation_id, segment.pk)


@answering_in_json
@require_http_methods(["PUT", "DELETE"])
def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """Give a language a value of its own, of the same kind as the source's, or take it back."""
    translation, _target = require_target(request.user, translation_id, unlocked=True)
    segment = get_object_or_404(
        OverridableSegment.objects.select_related("context"),
        pk=overridable_segment_id,
        source_id=translation.source_id,
    )
    status = 200
    if request.method == "PUT":
        value = sent_value(request)
        if value is None or "\0" in value:
            return _bad(_("Send a value as “value”."))
        try:
            place = place_of(translation.source, segment.context)
            value = check_override(place, segment.data, value, request.user)
        except ValidationError as error:
            return _bad(*error.messages)
        row, is_new = write_override(segment.context, translation.target_locale_id, value, request.user)
        status = 201 if is_new else 200
    else:
        row = delete_override(segment.context, translation.target_locale_id)
        if row is None:
            return HttpResponse(status=404)
    data = SegmentOverrideSerializer(row, context={"translation_source": translation.source}).data
    return JsonResponse(data, status=status)


def sent_value(request: HttpRequest) -> str | None:
    """Return what a PUT sends as `value`, in the form of an HTML form; None where it is missing."""
    # Django reads forms of POST only. The body stays readable for the view behind.
    if request.content_type == "multipart/form-data":
        data, _files = request.parse_file_upload(request.META, io.BytesIO(request.body))
    else:
        data = QueryDict(request.body, encoding=request.encoding or "utf-8")
    return data.get("value")


def _bad(*errors: Any) -> JsonResponse:
    return JsonResponse({"error": list(errors)}, status=400)


def _late(
    request: HttpRequest, translation: Translation, segment: RetiredSegment, value: str | None
) -> HttpResponse:
    """Keep a text for words that have gone, and say so beside it; there is nothing to delete any more."""
    if request.method == "DELETE":
        return HttpResponse(status=404)
    is_new = keep_late(translation, segment, value, request.user)
    carry_late(translation, [segment])
    answer = {
        "string_id": segment.string_id,
        "segment_id": segment.segment_id,
        "data": value,
        "error": _(
            "The original was changed while you were writing. Your text is kept. "
            "Load the page again to see the new words."
        ),
        "comment": "",
        "last_translated_by": UserSerializer(request.user).data,
    }
    return JsonResponse(answer, status=201 if is_new else 200)


def _keep(
    request: HttpRequest, translation: Translation, segment: StringSegment, value: str, error: str = ""
) -> JsonResponse:
    """Store a text other than as it was sent, or with what is wrong beside it."""
    where = {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }
    what = {
        "data": value,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": "",
        "last_translated_by": request.user,
        "has_error": bool(error),
        "field_error": error,
    }
    # Not `save`: what listens to it would write the text where it does not fit.
    is_new = not StringTranslation.objects.filter(**where).update(**what)
    if is_new:
        StringTranslation.objects.bulk_create([StringTranslation(**where, **what)])
    recount(translation.source.object_id)
    row = StringTranslation.objects.get(**where)
    context = {"translation_source": translation.source}
    return JsonResponse(StringTranslationSerializer(row, context=context).data, status=201 if is_new else 200)
