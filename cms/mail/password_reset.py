"""The mail with which somebody on staff chooses a new password: written into the outbox, in her language."""

import hashlib
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.admin.forms.auth import PasswordResetForm as WagtailForm

from cms.mail.limits import may_mail, network_of
from cms.mail.mail_kinds import PASSWORD
from cms.mail.outbox import queue
from cms.mail.readers import language_of, site_name


class PasswordResetForm(WagtailForm):
    """Asks for the address; the answer is the same whether there is such an account or not."""

    network = ""

    def save(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        self.network = network_of(request) if request else ""
        super().save(*args, request=request, **kwargs)

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Write the mail, unless too many were asked for; what Django would render is not used."""
        if not may_mail(to_email, self.network):
            return
        user, token = context["user"], context["token"]
        path = reverse("wagtailadmin_password_reset_confirm", args=[context["uid"], token])
        language = language_of(user)
        queue(
            PASSWORD,
            to=to_email,
            language=language,
            key=f"password:{user.pk}:{hashlib.sha256(token.encode()).hexdigest()[:32]}",
            values={
                "site": site_name(language),
                "user": user.get_username(),
                "link": settings.WAGTAILADMIN_BASE_URL + path,
            },
            network=self.network,
        )
