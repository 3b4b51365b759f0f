"""Files that take a moment to make: made one at a time in each worker, and kept under what they were made of."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings


class BusyError(Exception):
    """Others are being made, and took longer than one waits for them."""


@dataclass
class KeptFiles:
    """A folder in DATA_DIR of files of one kind; it may be emptied at any time."""

    folder: str
    suffix: str
    #: how many are kept; the one that was made first goes first
    most: int
    #: how long a request waits for the one that is being made (seconds)
    patience: float
    making: Any = field(default_factory=Lock)

    def get(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """Return the file of a tag, made now where it is not there. Raises BusyError."""
        file = settings.DATA_DIR / self.folder / f"{tag}{self.suffix}"
        with contextlib.suppress(FileNotFoundError):
            return file.read_bytes()
        if not self.making.acquire(timeout=self.patience):
            raise BusyError
        try:
            if file.exists():
                return file.read_bytes()
            content = make()
        finally:
            self.making.release()
        self._keep(file, content)
        return content

    def _keep(self, file: Path, content: bytes) -> None:
        """Write a file under its name at once, and forget the oldest."""
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
        with os.fdopen(handle, "wb") as part:
            part.write(content)
        Path(name).replace(file)
        kept = [(each.stat().st_mtime, each) for each in file.parent.glob(f"*{self.suffix}")]
        for _made, each in sorted(kept)[: -self.most]:
            each.unlink(missing_ok=True)
