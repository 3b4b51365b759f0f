"""The addresses of registering for an event, all below a language. Mailed links: `news.registrations.links.PATHS`."""

from django.urls import path

from news.registrations import views
from news.registrations.links import CONFIRM, OWN, PATHS

urlpatterns = [
    path("_registration/<uuid:key>/", views.register, name="register"),
    path(f"{PATHS[CONFIRM]}<str:token>/", views.prove, name="registration_confirm"),
    path(f"{PATHS[OWN]}<str:token>/", views.own, name="registration_own"),
]
