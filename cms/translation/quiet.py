"""What is written quietly is not answered: whoever writes it counts and carries by herself, once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Within it, what is published or saved neither carries facts nor counts texts anew."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def is_quiet() -> bool:
    """Tell whether something is being written quietly."""
    return _quiet.get()
