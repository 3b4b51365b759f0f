"""What happens after a commit happens at the end of a block, so that tests need not commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    """`with on_commit(): ...` runs what waits for the commit; `queries` pins how many it asks."""

    @contextmanager
    def on_commit(*, queries: int | None = None) -> Iterator[None]:
        with django_capture_on_commit_callbacks() as callbacks:
            yield
        with CaptureQueriesContext(connection) as captured:
            for callback in callbacks:
                callback()
        if queries is not None:
            assert len(captured) == queries, "\n".join(query["sql"][:200] for query in captured)

    return on_commit


@pytest.fixture
def asks() -> Callable:
    """`with asks(12): ...` pins how many queries a search asks, whatever a database needs to be told around them."""

    @contextmanager
    def asks(number: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        around = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT set_config(")
        asked = [query["sql"] for query in captured if not query["sql"].startswith(around)]
        assert len(asked) == number, "\n".join(sql[:200] for sql in asked)

    return asks


@pytest.fixture
def reviewer(db):
    """Somebody who decides."""
    return get_user_model().objects.create_superuser("reviewer")
