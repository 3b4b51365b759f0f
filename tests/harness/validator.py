"""Finds the HTML validator of the W3C (the Nu Html Checker), or fetches it, and runs it over files."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "26.9.27"
#: Of the package that npm packs.
SHA256 = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"
#: Kept beside the installation: `make clean` removes both.
JAR = Path(sys.prefix) / f"vnu-{VERSION}.jar"

PACKAGES = {"java": "default-jre-headless", "npm": "npm"}


def find_validator() -> Path | None:
    """Return the path of the validator where it can run; None without it or without Java."""
    named = os.environ.get("VNU_JAR")
    jar = Path(named) if named else JAR
    return jar if jar.exists() and shutil.which("java") else None


def fetch_validator(*, install: bool) -> str:
    """Fetch the validator and return nothing, or return in a sentence why not.

    With `install`, Debian's packages of Java and npm are installed where they are missing.
    """
    wanted = ["java"] + ([] if JAR.exists() else ["npm"])
    missing = [PACKAGES[name] for name in wanted if not shutil.which(name)]
    if missing and not (install and _install(missing)):
        return f"install {' and '.join(missing)}"
    if JAR.exists():
        return ""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"vnu-jar@{VERSION}", "--silent", "--pack-destination", folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        package = Path(folder) / f"vnu-jar-{VERSION}.tgz"
        if done.returncode != 0 or not package.exists():
            return f"npm could not fetch it: {done.stderr.strip()[-300:]}"
        if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
            return "what npm fetched is not what was looked at when its version was written down here"
        with tarfile.open(package) as archive, archive.extractfile("package/build/dist/vnu.jar") as source:
            unfinished = JAR.with_suffix(".part")
            unfinished.write_bytes(source.read())
            unfinished.replace(JAR)
    return ""


def validate(jar: Path, folder: Path) -> list[str]:
    """Return all errors in the HTML files of a folder, one line each: file, line, what is wrong."""
    command = [
        "java",
        "-Xmx512m",
        "-jar",
        str(jar),
        "--errors-only",
        "--format",
        "json",
        "--exit-zero-always",
    ]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False, timeout=300)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(found['url']).name}:{found.get('lastLine', '?')}: {found['message']}"
        f" {found.get('extract', '')!r}"
        for found in messages
    ]


def _install(packages: list[str]) -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]]
    return all(
        subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
        for command in commands
    )
