"""URL patterns of invitations, below `account/invitation/`."""

from django.urls import path

from sessions.invitations import views

urlpatterns = [
    path("", views.type_code, name="invitation_code"),
    path("accepted/<slug:slug>/", views.accepted_page, name="invitation_accepted"),
    path("<str:code>/", views.invitation, name="invitation"),
]
