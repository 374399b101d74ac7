"""URL patterns of personal data, below `account/`."""

from django.urls import path

from sessions.personal_data import views

urlpatterns = [
    path("data/", views.data_page, name="personal_data"),
    path("data.json", views.data_file, name="personal_data_json"),
    path("data/erase/", views.erase, name="personal_data_erase"),
    path("privacy/<slug:slug>/", views.privacy, name="privacy"),
]
