from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig


class RedirectsConfig(WagtailRedirectsAppConfig):
    """Wagtail's redirects, but none for addresses that never were public."""

    def ready(self) -> None:
        super().ready()
        from cms.redirects import connect

        connect()
