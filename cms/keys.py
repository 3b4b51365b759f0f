"""Secrets of an installation: made once, kept in the data folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def make_secret_key(data_dir: Path) -> str:
    """Return the secret key kept in the data folder; make one at the first start."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o750)
    path = data_dir / "secret-key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
