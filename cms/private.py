"""What stands before a private page: the question for its password, and the login."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def ask_password(page: Any, request: HttpRequest, form: Form, action_url: str) -> TemplateResponse:
    """Ask for the password of a page; nothing of the page is loaded and nothing of it is told."""
    if form.is_bound and form.data.get("password") and form.has_error("password"):
        # Wagtail's own words are not translated into every language of ours
        words = [_("This is not the password. Please try again.")]
        form.errors["password"] = form.error_class(words, renderer=form.renderer)
    form.initial.setdefault("return_url", page.get_url(request))
    context = {"form": form, "action_url": action_url}
    return TemplateResponse(request, "wagtailcore/password_required.html", context)


class VisitorLoginForm(AuthenticationForm):
    """The login of visitors: a failure is told at the password, so that it is read out with the field."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": gettext_lazy("No account has this user name and password. Mind capital letters.")
    }

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError as error:
            raise ValidationError({"password": error}) from error
