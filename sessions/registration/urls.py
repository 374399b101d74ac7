"""URL patterns of registration, below `account/register/`."""

from django.urls import path

from sessions.registration import views

urlpatterns = [
    path("<slug:slug>/", views.register, name="register"),
    path("<slug:slug>/code/", views.code),
    path("<slug:slug>/done/", views.done),
]
