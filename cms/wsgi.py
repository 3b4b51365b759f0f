"""The WSGI application a production server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()

from cms.paper import can_print  # noqa: E402 - which needs the settings

can_print()  # half a second, before the first visitor comes
