"""Forms with a file: it is kept while the form comes back, so that nobody has to choose it twice."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from alliance import files
from alliance.models import ApplicationFile
from cms import formats


class HoldingForm(forms.Form):
    """A form with a field `mandate` for a file, whose token it sends back as `kept`."""

    mandate = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("One PDF file, 10 MB at most."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def kept_token(self) -> str:
        """What the held file is asked for by; empty where there is none."""
        return str(self.data.get("kept", "")) if self.is_bound and "kept" in self.fields else ""

    @cached_property
    def kept_file(self) -> ApplicationFile | None:
        """The file that is held for this form."""
        return files.held(self.kept_token)

    @property
    def kept_size(self) -> str:
        """How large it is, in words."""
        return formats.format_size(self.kept_file.size) if self.kept_file else ""

    def clean_mandate(self) -> Any:
        """Hold the file at once, so that it is not lost whatever else is wrong."""
        upload = self.cleaned_data.get("mandate")
        if upload:
            self.show("kept", files.hold(upload))
        return upload

    def kept_tokens(self) -> list[str]:
        """Return what a verb takes: the token of the file, where there is one."""
        return [self.kept_token] if self.kept_token else []

    def show(self, name: str, value: str) -> None:
        """Let a field have a value when the form is shown again."""
        self.data = self.data.copy()
        self.data[name] = value
        self.__dict__.pop("kept_file", None)
