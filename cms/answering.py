"""How views answer whoever has an address that was mailed: no account, no cookie, no trace elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cms.furniture import request_furniture
from cms.tokens import ExpiredLinkError, LinkError

#: What every answer says: it is for one reader.
HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}
View = Callable[..., HttpResponse]
#: What shows why a link does not work: request, heading, text, status.
ShowFault = Callable[[HttpRequest, str, str, int], HttpResponse]


def show(
    request: HttpRequest, template: str, heading: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Return a page for one reader, from a template that extends `private_page.html`."""
    return render(request, template, context | {"heading": heading, "is_private": True}, status=status)


def tell(request: HttpRequest, heading: str, text: str, status: int = 200, **context: Any) -> HttpResponse:
    """Return a page that says one thing."""
    return show(request, "told.html", heading, status, text=text, **context)


def private(view: View, show_fault: ShowFault = tell) -> View:
    """Decorate a view: its answer is not kept, and a link that does not work leads to what to do instead.

    The address is the only authority. No cookie and no session is read, so a forged form has nothing to misuse: that
    is why the token against such forms, which would need a cookie, is not asked for. Each verb is one transaction; a
    file is looked into outside of it, for that takes a while.
    """

    @csrf_exempt
    @transaction.non_atomic_requests
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.user = AnonymousUser()
        try:
            response = view(request, *args, **kwargs)
        except LinkError as error:
            is_expired = isinstance(error, ExpiredLinkError)
            heading = _("This link has expired") if is_expired else _("This link does not work")
            response = show_fault(request, heading, error.messages[0], 410 if is_expired else 404)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


def see_other(address: str) -> HttpResponse:
    """Return a redirect that a browser follows with GET (RFC 9110 §15.4.4)."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def versions_of(request: HttpRequest, name: str, **kwargs: str) -> list[dict[str, Any]]:
    """Return an address in every language of the site, for the language switcher."""
    current, found = translation.get_language(), []
    for entry in request_furniture(request).languages:
        with translation.override(entry["code"]):
            url = reverse(name, kwargs=kwargs)
        found.append(entry | {"url": url, "current": entry["code"] == current})
    return found
