"""What the script of a form asks for."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cms.answering import private
from cms.defences.proofs import make_challenge


@private
@require_safe
def challenge(request: HttpRequest) -> HttpResponse:
    """Hand out the sum that a browser does while the form is filled in."""
    return JsonResponse(make_challenge())
