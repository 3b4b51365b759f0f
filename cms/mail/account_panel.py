"""The switch for the daily digest, in the account screen beside Wagtail's own notifications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets.switch import SwitchInput

from cms.mail.models import DigestChoice


class DigestForm(forms.ModelForm):
    """Whether somebody wants the digest."""

    class Meta:
        model = DigestChoice
        fields = ["is_wanted"]
        widgets = {"is_wanted": SwitchInput()}


class DigestPanel(BaseSettingsPanel):
    """At most one mail a day with what waits for the user."""

    name = "mail_digest"
    title = _("Daily digest")
    tab = notifications_tab
    order = 110
    form_class = DigestForm

    def get_form(self) -> DigestForm:
        choice = DigestChoice.objects.filter(user=self.user).first() or DigestChoice(user=self.user)
        data: tuple[Any, ...] = (self.request.POST,) if self.request.method == "POST" else ()
        return self.form_class(*data, instance=choice, prefix=self.name)
