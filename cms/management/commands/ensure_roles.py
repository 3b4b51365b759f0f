"""manage.py ensure_roles: the groups of a site, with what their roles need."""

from django.core.management.base import BaseCommand

from cms.users.roles import ensure_roles


class Command(BaseCommand):
    help = "Create the groups for editors, reviewers and each language's translators. Safe to run again."

    def handle(self, *args, **options) -> None:
        for group in ensure_roles():
            self.stdout.write(group.name)
