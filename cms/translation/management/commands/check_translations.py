"""manage.py check_translations: does what is stored of every language version agree with its content?"""

from django.core.management.base import BaseCommand

from cms.translation.recounting import recount_all


class Command(BaseCommand):
    help = "Count every language version anew from its content and print what was stored otherwise."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--write", action="store_true", help="store what was counted")

    def handle(self, *args, **options) -> None:
        differences = 0
        for difference in recount_all(write=options["write"]):
            differences += 1
            self.stdout.write(str(difference))
        self.stdout.write(f"{differences} differences")
