"""Subscribing: the form, the page that confirms, the one that changes, and the end of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms import answering
from cms.answering import private, see_other, versions_of
from cms.furniture import request_furniture
from cms.mail.limits import network_of
from cms.pagelinks import readable_page
from cms.subscriptions.forms import ManageForm, SubscribeForm, first_wishes, in_words, wishes_of
from cms.subscriptions.links import LASTS, find_subscriber, manage_token, read_manage_token
from cms.subscriptions.models import Subscriber
from cms.subscriptions.subscribing import confirm, end, look_at_confirmation

BOTH = ["GET", "HEAD", "POST"]


def _fault(request: HttpRequest, heading: str, text: str, status: int) -> HttpResponse:
    """Say that a link does not work, and how to subscribe anew."""
    return _show(request, "fault", heading, status, text=text, subscribe_url=reverse("subscribe"))


def _private(view: answering.View) -> answering.View:
    return private(view, show_fault=_fault)


@_private
@require_http_methods(BOTH)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the form, and say the same to whoever sends it, known or not."""
    codes = _codes(request)
    if request.method == "POST":
        form = SubscribeForm(request.POST, codes=codes)
        if form.send(network_of(request)):
            hours = int(LASTS.total_seconds() // 3600)
            heading = _("One step is left: look into your mailbox")
            return _show(request, "receipt", heading, email=form.cleaned_data["email"], hours=hours)
    else:
        form = SubscribeForm(codes=codes, initial=first_wishes(request.GET))
    context = {"form": form, "privacy": _privacy(request), "versions": versions_of(request, "subscribe")}
    return _show(request, "subscribe", _("What is new, by e-mail"), **context)


@_private
@require_http_methods(BOTH)
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link would confirm, and a button that does: link scanners open every link."""
    subscriber = confirm(token) if request.method == "POST" else look_at_confirmation(token)
    is_done = subscriber.confirmed_at is not None
    heading = _("Thank you: you have subscribed") if is_done else _("Confirm your subscription")
    context: dict[str, Any] = {"versions": versions_of(request, "subscription_confirm", token=token)}
    if is_done:
        context["manage_url"] = reverse("subscription_manage", args=[manage_token(subscriber)])
    return _show(request, "confirm", heading, is_done=is_done, wishes=in_words(subscriber), **context)


@_private
@require_http_methods(BOTH)
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a subscriber is told, and change it."""
    subscriber = find_subscriber(token)
    codes = _codes(request, subscriber)
    form = ManageForm(
        request.POST if request.method == "POST" else None, codes=codes, initial=wishes_of(subscriber)
    )
    if request.method == "POST" and form.save(token):
        return see_other(f"{request.path}?done=1")
    return _show(
        request,
        "manage",
        _("Your subscription"),
        form=form,
        email=subscriber.email,
        is_done="done" in request.GET and not form.is_bound,
        end_url=reverse("subscription_end", args=[token]),
        versions=versions_of(request, "subscription_manage", token=token),
    )


@_private
@require_http_methods(BOTH)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button that ends a subscription; whatever is sent here ends it, as mail programs do (RFC 8058)."""
    if request.method == "POST":
        end(token)
    is_done = not Subscriber.objects.filter(key=read_manage_token(token)).exists()
    heading = _("You are unsubscribed") if is_done else _("Unsubscribe")
    context = {"is_done": is_done, "versions": versions_of(request, "subscription_end", token=token)}
    urls = {"subscribe_url": reverse("subscribe"), "manage_url": reverse("subscription_manage", args=[token])}
    return _show(request, "end", heading, **context, **urls)


def _show(
    request: HttpRequest, template: str, heading: str, status: int = 200, **context: Any
) -> HttpResponse:
    return answering.show(request, f"subscriptions/{template}.html", heading, status, **context)


def _codes(request: HttpRequest, subscriber: Subscriber | None = None) -> list[str]:
    """Return the languages to choose from: those of the site, and what a subscriber has chosen before."""
    codes = [entry["code"] for entry in request_furniture(request).languages]
    chosen = [subscriber.language, *subscriber.languages] if subscriber else []
    return [*codes, *dict.fromkeys(code for code in chosen if code not in codes)]


def _privacy(request: HttpRequest) -> Any:
    """Return the page on data protection in the reader's language; None where the site names none she may read."""
    return readable_page(request_furniture(request).settings.privacy_page)
