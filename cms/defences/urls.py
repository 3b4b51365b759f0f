"""The address of the sums, below a language: that of the first form which had them, for pages that are open now."""

from django.urls import path

from cms.defences import views

urlpatterns = [path("_application/challenge/", views.challenge, name="form_challenge")]
