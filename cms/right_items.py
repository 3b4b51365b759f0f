"""Entries of the admin's menu that only those see who may use them."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class RightItem(MenuItem):
    """An entry for those with a right."""

    def __init__(self, *args: Any, right: str, **kwargs: Any):
        self.right = right
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.right)
