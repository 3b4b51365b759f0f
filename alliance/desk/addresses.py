"""The addresses of the desk below /admin/, besides those of the lists."""

from collections.abc import Callable

from django.urls import URLPattern, path

from alliance.desk.acting import Act
from alliance.desk.choosing import KeepColumns
from alliance.desk.detail import Detail, Download
from alliance.desk.numbers import Numbers
from alliance.desk.people import People


def application_urls(name: Callable[[str], str]) -> list[URLPattern]:
    """Return the addresses about applications; `name` makes the name of one from what is done there."""
    return [
        path("applications/columns/", KeepColumns.as_view(), name=name("columns")),
        path("applications/numbers/", Numbers.as_view(), name=name("numbers")),
        path("applications/people/", People.as_view(), name=name("people")),
        path("applications/<int:pk>/", Detail.as_view(), name=name("edit")),
        path("applications/<int:pk>/files/<int:file_pk>/", Download.as_view(), name=name("file")),
        path("applications/<int:pk>/<str:verb>/", Act.as_view(), name=name("act")),
    ]
