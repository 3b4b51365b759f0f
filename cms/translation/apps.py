from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """One truth in every language: what Tiltas adds to wagtail-localize."""

    name = "cms.translation"
    label = "cms_translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from cms.translation import (
            mending,
            one_translation,
            record_policies,
            robustness,
            signals,
            submitting,
        )

        robustness.install()
        mending.install()
        submitting.install()
        one_translation.install()
        record_policies.register()
        signals.connect()
