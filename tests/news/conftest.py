"""What the tests of this folder share."""

import pytest
from django.contrib.auth import get_user_model

from cms.users.roles import EDITORS, ensure_roles
from tests.factories import make_site
from tests.fixtures.database import again


@pytest.fixture(scope="module")
def made_editor(shared_rows):
    with shared_rows():
        make_site("en", "lt")
        user = get_user_model().objects.create_user("editor")
        user.groups.add(next(group for group in ensure_roles() if group.name == EDITORS))
    return user


@pytest.fixture
def editor(made_editor, db, client):
    """An editor who is logged in."""
    user = again(made_editor)
    client.force_login(user)
    return user
