"""Addresses of previews; they stand under a language."""

from django.urls import path

from cms.releases.preview_views import preview_page_of_set, preview_set

urlpatterns = [
    path("_preview/<str:token>/", preview_set, name="release_preview"),
    path("_preview/<str:token>/<int:page_id>/", preview_page_of_set, name="release_preview_page"),
]
