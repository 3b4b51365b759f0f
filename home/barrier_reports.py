"""Reports of barriers: the form below an accessibility statement and what becomes of what is sent."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.pagelinks import is_readable
from cms.public_forms import PublicForm
from home.models import AccessibilityStatementPage, BarrierReport

#: How many are taken in an hour, from everybody together: more is no visitor.
MOST_AN_HOUR: Final = 60


class BarrierReportForm(PublicForm):
    """What does not work, where, and whom to answer."""

    about = forms.CharField(
        label=gettext_lazy("Page or document"),
        help_text=gettext_lazy("Its address or its title."),
        max_length=500,
        required=False,
        error_messages={
            "max_length": gettext_lazy("This is too long: %(show_value)d characters, of 500 at most.")
        },
    )
    message = forms.CharField(
        label=gettext_lazy("What does not work, or what do you need?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        error_messages={
            "required": gettext_lazy("Say what does not work, or what you need."),
            "max_length": gettext_lazy("This is too long: %(show_value)d characters, of 5,000 at most."),
        },
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Only if you want an answer."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address: it looks like name@example.org.")
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        hour = timezone.now() - timedelta(hours=1)
        if not self.errors and BarrierReport.objects.filter(received_at__gt=hour).count() >= MOST_AN_HOUR:
            raise forms.ValidationError(
                _(
                    "Too many messages have come in. Please try again in an hour, or write to the address above."
                )
            )
        return cleaned

    def save(self, statement: Any) -> BarrierReport:
        """Keep the report with the statement it was sent from."""
        fields = {name: self.cleaned_data[name] for name in ("about", "message", "email")}
        return BarrierReport.objects.create(
            statement=statement, language=statement.locale.language_code, **fields
        )


@csrf_exempt  # what is sent carries nobody's rights: there is no session, see `cms.public_forms`
@require_http_methods(["GET", "HEAD", "POST"])
def report_barrier(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Take a report and return to its statement; with errors, show the statement and what was typed."""
    statement = AccessibilityStatementPage.objects.live().filter(id=statement_id).first()
    if statement is None or not is_readable(statement):
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(statement.get_url(request) + "#feedback")
    form = BarrierReportForm(request.POST)
    if not form.is_valid():
        request.barrier_form = form
        return statement.serve(request)
    form.save(statement)
    response = HttpResponseRedirect(statement.get_url(request) + "?sent=1#feedback")
    response.status_code = 303
    return response
