import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.permissions import policy_registry

from cms.translation.beginning import begin
from cms.users.roles import EDITORS, REVIEWERS, ensure_roles, translators
from home.models import StandardPage
from tests.factories import make_image, make_page, make_site

pytestmark = pytest.mark.django_db


def test_a_group_for_each_role_and_language():
    make_site("en", "lt", "uk")
    assert [group.name for group in ensure_roles()] == [
        EDITORS, REVIEWERS, translators("en"), translators("lt"), translators("uk"),
    ]  # fmt: skip


def test_making_roles_again_changes_nothing():
    make_site("en", "lt")
    ensure_roles()
    before = {group.name: group.permissions.count() for group in ensure_roles()}
    assert {group.name: group.permissions.count() for group in ensure_roles()} == before


def test_translator_edits_and_publishes_in_her_language_only():
    home = make_site("en", "lt")
    other = home.get_siblings().exclude(pk=home.pk).get().specific
    pages = {"en": make_page(StandardPage, home), "lt": make_page(StandardPage, other)}
    translator = get_user_model().objects.create_user("lina")
    translator.groups.add(next(group for group in ensure_roles() if group.name == translators("lt")))
    may = {
        code: (
            page.permissions_for_user(translator).can_edit(),
            page.permissions_for_user(translator).can_publish(),
        )
        for code, page in pages.items()
    }
    assert may == {"en": (False, False), "lt": (True, True)}


def test_who_may_choose_files_and_change_records():
    make_site("en", "lt")
    image, found = make_image(), {}
    for group in ensure_roles():
        user = get_user_model().objects.create_user(f"user-{group.pk}")
        user.groups.add(group)
        files = policy_registry.get(image)
        found[group.name] = [files.user_has_permission_for_instance(user, "choose", image)] + [
            user.has_perm(f"cms.{action}_topic") for action in ("change", "add", "delete")
        ]
    assert found == {
        EDITORS: [True, True, True, True],
        REVIEWERS: [False, False, False, False],
        translators("en"): [True, True, False, False],
        translators("lt"): [True, True, False, False],
    }


def test_who_may_enter_and_publish():
    home = make_site("en", "lt")
    page = make_page(StandardPage, home)
    found = {}
    for group in ensure_roles():
        user = get_user_model().objects.create_user(f"user-{group.pk}")
        user.groups.add(group)
        rights = page.permissions_for_user(user)
        found[group.name] = (
            user.has_perm("wagtailadmin.access_admin"),
            rights.can_publish(),
            rights.can_delete(),
        )
    assert found == {
        EDITORS: (True, True, True),
        REVIEWERS: (True, False, False),
        translators("en"): (True, True, True),  # Wagtail lets those who publish a page delete it
        translators("lt"): (True, False, False),
    }


def test_a_language_that_begins_has_its_translators_at_once():
    home = make_site("en", "lt")
    ensure_roles()
    polish = Locale.objects.create(language_code="pl")
    assert not Group.objects.filter(name=translators("pl")).exists()
    begin(home, [polish])
    rights = GroupPagePermission.objects.filter(group__name=translators("pl"))
    assert {right.page for right in rights} == {Page.objects.get(pk=home.get_translation(polish).pk)}
