"""URL patterns of registration, below `account/register/`."""

from django.urls import path

from sessions.registration import views

urlpatterns = [
    path("<slug:slug>/", views.register_page, name="register"),
    path("<slug:slug>/code/", views.code_page),
    path("<slug:slug>/done/", views.done_page),
]
