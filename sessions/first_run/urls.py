"""URL patterns of new conferences, below `account/`."""

from django.urls import path

from sessions.first_run import views

urlpatterns = [
    path("organiser/<str:token>/", views.first_run, name="first_run"),
    path("conferences/new/", views.new_conference, name="new_conference"),
]
