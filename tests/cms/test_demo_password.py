"""What the demo says of its passwords and its port."""

import socket

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from cms import quickstart
from tests.factories import make_site


@pytest.fixture(autouse=True)
def demo_folder(settings, tmp_path, monkeypatch):
    """A data folder of its own, and nothing slow: the content and the static files are not what is tested."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    monkeypatch.setattr(quickstart, "load_demo_if_empty", lambda verbosity: False)
    monkeypatch.setattr(quickstart, "collect_static_if_changed", lambda: False)


def started(capsys, **options) -> dict[str, str]:
    """Set the demo up; return what it printed, by its label."""
    call_command("quickstart", no_serve=True, **options)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    pairs = [line.split(": ", 1) if ": " in line else line.split(maxsplit=1) for line in lines]
    return {label: rest.strip() for label, rest in pairs}


@pytest.mark.django_db
def test_password_that_is_printed_works(capsys, monkeypatch):
    make_site("en", "lt", "lv", "uk")
    first = started(capsys)
    assert first["Demo accounts"] == "done"
    assert quickstart.accounts_with(first["Password"]) == list(quickstart.DEMO_ACCOUNTS)
    again = started(capsys)
    assert (again["Demo accounts"], again["Password"]) == ("there already", first["Password"])

    monkeypatch.setenv("DEMO_PASSWORD", "given by hand")
    given = started(capsys)
    assert (given["Demo accounts"], given["Password"]) == ("done", "the one in DEMO_PASSWORD")
    assert quickstart.accounts_with("given by hand") == list(quickstart.DEMO_ACCOUNTS)

    monkeypatch.delenv("DEMO_PASSWORD")
    assert started(capsys)["Password"] == "the one that was set before; DEMO_PASSWORD=… sets another"


@pytest.mark.django_db
def test_account_whose_password_was_changed_is_named(capsys):
    make_site("en", "lt", "lv", "uk")
    password = started(capsys)["Password"]
    editor = get_user_model().objects.get(username="editor")
    editor.set_password("her own")
    editor.save()
    assert started(capsys)["Password"] == f"{password} (not for editor, whose own was set before)"


def test_port_in_use_is_refused_by_its_number(settings):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.PORT = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Port {settings.PORT} is in use.*PORT={settings.PORT + 1}"):
            call_command("quickstart")
    assert quickstart.is_port_free(settings.PORT)
