"""The addresses of joining, all below a language. Those of mailed links are made of `alliance.links.PATHS`."""

from django.urls import path

from alliance.applying import status_views, views
from alliance.links import PATHS
from alliance.vocabulary import ADDRESS, CONFIRM, DRAFT, STATUS

_STATUS = f"{PATHS[STATUS]}<str:token>/"

urlpatterns = [
    path("_application/<int:page_id>/", views.apply, name="apply"),
    path("_application/link/", views.send_link, name="ask_for_link"),
    path(f"{PATHS[CONFIRM]}<str:token>/", views.prove, name="application_confirm"),
    path(f"{PATHS[ADDRESS]}<str:token>/", views.prove_address, name="application_address"),
    path(f"{PATHS[DRAFT]}<str:token>/", views.go_on, name="application_draft"),
    path(_STATUS, status_views.status, name="application_status"),
    path(f"{_STATUS}answer/", status_views.give_answer, name="application_answer"),
    path(f"{_STATUS}file/", status_views.add_file, name="application_attach"),
    path(f"{_STATUS}file/<int:file_id>/", status_views.own_file, name="application_file"),
    path(f"{_STATUS}withdraw/", status_views.take_back, name="application_withdraw"),
    path(f"{_STATUS}contact/", status_views.new_contact, name="application_contact"),
    path(f"{_STATUS}link/", status_views.new_link, name="application_link"),
    path(f"{_STATUS}data.json", status_views.own_data, name="application_data"),
]
