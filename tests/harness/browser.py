"""Finds a Chromium for the browser tests, and installs Debian's on request."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
#: Headless, without the browser's own talk to its maker.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but this machine's is looked up: a page that asks a third party fails at once, on any network.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium: $CHROMIUM, one on PATH, an application's, Playwright's own; or None."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for place in PLACES:
        if Path(place).exists():
            return place
    return _playwrights_own()


def install_chromium() -> str:
    """Install Debian's Chromium and return nothing, or return in a sentence why not."""
    if os.geteuid() != 0:
        return "installing Chromium needs root"
    if not shutil.which("apt-get"):
        return "Chromium can be installed only where apt-get is"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return f"“{' '.join(command)}” failed: {done.stderr.strip()[-300:]}"
    return ""


def version(chromium: str) -> str:
    """Return what the browser says of itself, such as `Chromium 156.0.8078.79`."""
    told = subprocess.run(
        [chromium, "--version"], capture_output=True, text=True, check=False, timeout=60
    ).stdout.split()
    return " ".join(told[:2]) or "a browser that does not tell its version"


def _playwrights_own() -> str | None:
    """Return the browser that `playwright install chromium` has put on this machine, or None."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return None
    return path if Path(path).exists() else None
