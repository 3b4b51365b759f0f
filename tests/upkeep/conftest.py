"""A server that links lead to, and who may look at it."""

import pytest

from tests.upkeep.odd_server import Server, serving


@pytest.fixture
def odd() -> Server:
    """A server on this machine that answers as no server should."""
    with serving() as server:
        yield server


@pytest.fixture
def own_network(settings):
    """This machine is in a network that the operator has named."""
    settings.LINK_CHECK_NETWORKS = ["127.0.0.0/8"]
