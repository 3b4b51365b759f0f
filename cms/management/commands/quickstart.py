"""manage.py quickstart: everything it takes to see Tiltas run."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms import quickstart
from cms.keys import make_secret_key


class Command(BaseCommand):
    help = "Set up the database, the demo content and the demo accounts, then serve. Safe to run again."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="set everything up, then stop")
        parser.add_argument(
            "--workers", type=int, default=2, help="worker processes of the server (default 2)"
        )

    def handle(self, *args, **options) -> None:
        verbosity = options["verbosity"]
        if not options["no_serve"] and not quickstart.is_port_free(settings.PORT):
            raise CommandError(
                f"Port {settings.PORT} is in use. Stop what runs there, or choose another port: "
                f"PORT={settings.PORT + 1} make demo"
            )
        quickstart.make_folders()
        make_secret_key(settings.DATA_DIR)
        self._step("Database", quickstart.migrate_if_needed())
        is_new = quickstart.load_demo_if_empty(verbosity=max(verbosity - 1, 0))
        self._step("Demo content", is_new)
        password, given = quickstart.demo_password()
        made = quickstart.make_demo_accounts(password, renew=given)
        if is_new:
            quickstart.load_demo_applications()
            quickstart.load_demo_registrations()
        self._step("Demo accounts", bool(made))
        self._step("Static files", quickstart.collect_static_if_changed())
        self._print_logins(password, given)
        if not options["no_serve"]:
            quickstart.serve(settings.PORT, options["workers"])

    def _step(self, name: str, done: bool) -> None:
        self.stdout.write(f"{name}: {'done' if done else 'there already'}")
        self.stdout.flush()

    def _print_logins(self, password: str, given: bool) -> None:
        opened = quickstart.accounts_with(password)
        closed = [name for name in quickstart.DEMO_ACCOUNTS if name not in opened]
        shown = "the one in DEMO_PASSWORD" if given else password
        if not opened:
            shown = "the one that was set before; DEMO_PASSWORD=… sets another"
        elif closed:
            shown += f" (not for {', '.join(closed)}, whose own was set before)"
        lines = [
            "",
            f"  Site      {settings.BASE_URL}/",
            f"  Admin     {settings.BASE_URL}/admin/",
            f"  Accounts  {', '.join(quickstart.DEMO_ACCOUNTS)}",
            f"  Password  {shown}",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
