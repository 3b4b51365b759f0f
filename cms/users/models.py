"""The user: Django's own, in a table of ours, so that it can grow."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who logs in: staff or a translator. Visitors and applicants have no account."""
