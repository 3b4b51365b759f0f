"""The addresses of subscriptions, all below a language."""

from django.urls import path

from cms.subscriptions import views

urlpatterns = [
    path("_subscription/", views.subscribe, name="subscribe"),
    path("_subscription/confirm/<str:token>/", views.prove, name="subscription_confirm"),
    path("_subscription/manage/<str:token>/", views.manage, name="subscription_manage"),
    path("_subscription/end/<str:token>/", views.unsubscribe, name="subscription_end"),
]
