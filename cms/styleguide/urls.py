"""Addresses of the gallery; they stand under no language, `?language=lt` chooses one."""

from django.urls import path

from cms.styleguide import views

urlpatterns = [
    path("styleguide/", views.overview, name="styleguide"),
    path("styleguide/groups/<slug:slug>/", views.group, name="styleguide_group"),
    path("styleguide/<slug:name>/", views.component, name="styleguide_component"),
]
