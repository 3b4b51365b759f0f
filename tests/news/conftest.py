"""What the tests of this folder share."""

import pytest
from django.contrib.auth import get_user_model

from cms.users.roles import EDITORS, ensure_roles
from tests.factories import make_site


@pytest.fixture
def editor(client):
    """An editor who is logged in."""
    make_site("en", "lt")
    user = get_user_model().objects.create_user("editor")
    user.groups.add(next(group for group in ensure_roles() if group.name == EDITORS))
    client.force_login(user)
    return user
