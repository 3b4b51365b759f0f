"""From an empty folder to a running site: each step looks first and does only what is missing."""

import gc
import hashlib
import io
import multiprocessing
import os
import secrets
import socket
import sys
from functools import cache
from pathlib import Path
from typing import Final

import django
import wagtail
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from wagtail.models import Page

from cms.keys import write_private
from cms.users.roles import EDITORS, REVIEWERS, ensure_roles, translators

DEMO_PACKAGE: Final = Path(__file__).resolve().parent / "content" / "demo"

REVIEWER: Final = "reviewer"
#: user name → (first name, last name, group); an empty group is the superuser.
DEMO_ACCOUNTS: Final[dict[str, tuple[str, str, str]]] = {
    "admin": ("Ada", "Tiltė", ""),
    "editor": ("Emilija", "Tiltaitė", EDITORS),
    REVIEWER: ("Roberts", "Tiltiņš", REVIEWERS),
    "translator-lt": ("Lina", "Upytė", translators("lt")),
    "translator-lv": ("Laima", "Upīte", translators("lv")),
    "translator-uk": ("Уляна", "Мостова", translators("uk")),
}


def make_folders() -> None:
    """Create the data folder; only this user may look into it."""
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)


def migrate_if_needed(verbosity: int = 0) -> bool:
    """Bring the database up to date; return whether anything was to be done."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=verbosity)
    return True


def load_demo_if_empty(verbosity: int = 1) -> bool:
    """Load the demo content where there is only Wagtail's welcome page; return whether it was loaded."""
    plain_page = ContentType.objects.get_for_model(Page)
    if Page.objects.filter(depth=2).exclude(content_type=plain_page).exists():
        return False
    call_command("load_content", str(DEMO_PACKAGE), verbosity=verbosity)
    call_command("load_demo_members", stdout=io.StringIO())
    call_command("load_demo_subscribers", stdout=io.StringIO())
    call_command("search_due", verbosity=0)  # the words in its documents
    return True


def load_demo_applications() -> None:
    """Put applications before the demo's reviewer, whose account decides on them; their mails go to nobody."""
    call_command("load_demo_applications", REVIEWER, stdout=io.StringIO())


def load_demo_registrations() -> None:
    """Put guests on the lists of the demo's events; their mails go to nobody."""
    call_command("load_demo_registrations", stdout=io.StringIO())


def demo_password() -> tuple[str, bool]:
    """Return the password of the demo accounts and whether it came from the environment.

    A random one is made once and kept in the data folder, so that a second start can print it again.
    """
    given = os.environ.get("DEMO_PASSWORD", "")
    if given:
        return given, True
    path = settings.DATA_DIR / "demo-password"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(9))
    return path.read_text().strip(), False


def make_demo_accounts(password: str, *, renew: bool = False) -> list[str]:
    """Create the demo accounts that are missing; return the names of those made or given the password.

    `renew` sets the password of existing ones, where it is another.
    """
    ensure_roles()
    user_model = get_user_model()
    made = []
    # The password is the same for all, so it is hashed once, and each hash is checked once: that is made to be slow.
    hashed = cache(lambda: make_password(password))
    fits = cache(lambda encoded: check_password(password, encoded))
    for name, (first_name, last_name, group) in DEMO_ACCOUNTS.items():
        user = user_model.objects.filter(username=name).first()
        if user is None:
            user = user_model(
                username=name, first_name=first_name, last_name=last_name, email=f"{name}@example.org"
            )
            user.is_superuser = user.is_staff = not group
            user.password = hashed()
            user.save()
            made.append(name)
        elif renew and not fits(user.password):
            user.password = hashed()
            user.save(update_fields=["password"])
            made.append(name)
        if group and not user.groups.filter(name=group).exists():
            user.groups.add(Group.objects.get(name=group))
    return made


def accounts_with(password: str) -> list[str]:
    """Return the names of the demo accounts that a password opens."""
    fits = cache(lambda encoded: check_password(password, encoded))
    users = get_user_model().objects.filter(username__in=DEMO_ACCOUNTS)
    return [user.username for user in users.order_by("pk") if fits(user.password)]


def is_port_free(port: int) -> bool:
    """Tell whether nobody serves at a port; the server itself would share one without a word (SO_REUSEPORT)."""
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # connections that just ended do not count
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def collect_static_if_changed() -> bool:
    """Collect static files where they are not those collected last; return whether it was done."""
    stamp = settings.STATIC_ROOT / ".collected"
    # Which storage names them matters as well: that of `DEBUG` writes no list of names.
    state = hashlib.sha256(f"{wagtail.__version__}:{settings.STORAGES['staticfiles']['BACKEND']}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state.update(f"{name}:{storage.size(name)}".encode())
            if storage.__class__.__module__.startswith("django.core") and str(
                settings.BASE_DIR
            ) in storage.path(name):
                state.update(str(storage.get_modified_time(name).timestamp()).encode())
    fingerprint = state.hexdigest()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def send_mails_beside(parent: int) -> None:
    """Send what waits in the outbox for as long as the server's process lives."""
    django.setup()
    from cms.mail.worker import Worker

    Worker(parent).run()


def serve(port: int, workers: int) -> None:
    """Run the production server until it is told to stop.

    Everything is imported before the workers are forked from this process, so that they start at once and share
    its memory. Where Python does not fork (macOS), each worker imports it by itself.
    """
    import cms.wsgi  # noqa: F401 - what each worker asks for

    get_resolver().url_patterns  # noqa: B018 - imports every view
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    gc.collect()
    gc.freeze()
    multiprocessing.Process(target=send_mails_beside, args=(os.getpid(),), daemon=True).start()
    Granian(
        "cms.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
