"""The search page: public pages in the visitor's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages that hold the words in `q`."""
    return render(request, "search/search.html", {})
