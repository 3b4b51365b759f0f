"""What every public template can use; nothing is read until a template asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_bidi


def site(request: HttpRequest) -> dict:
    """The furniture, the menu with this page marked, and the other languages' home pages."""

    def furniture():
        from cms.furniture import request_furniture

        return request_furniture(request)

    def menu():
        from cms.furniture import menu_here, request_furniture

        return menu_here(request_furniture(request), request.path)

    return {
        "furniture": SimpleLazyObject(furniture),
        "site_menu": SimpleLazyObject(menu),
        "text_direction": "rtl" if get_language_bidi() else "ltr",
    }
