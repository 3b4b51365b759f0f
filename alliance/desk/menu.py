"""The menu of joining: what each may see of it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from alliance.membership.journal import ERASE, VIEW
from cms.right_items import RightItem


def menu_items(applications: Any, lists: Iterable[ViewSet]) -> list[MenuItem]:
    """Return the entries before those of rules and consents."""
    return [
        applications.get_menu_item(order=-20),
        *(viewset.get_menu_item(order=place - 15) for place, viewset in enumerate(lists)),
        RightItem(
            _("Numbers"),
            reverse_lazy("applications_modeladmin_numbers"),
            name="joining-numbers",
            icon_name="table",
            order=-5,
            right=VIEW,
        ),
        RightItem(
            _("Data of a person"),
            reverse_lazy("applications_modeladmin_people"),
            name="joining-people",
            icon_name="user",
            order=-4,
            right=ERASE,
        ),
        RightItem(
            _("Terms of joining"),
            reverse_lazy("wagtailsettings:edit", args=["alliance", "joiningsettings"]),
            name="joining-terms",
            icon_name="cog",
            order=90,
            right="alliance.change_joiningsettings",
        ),
    ]
