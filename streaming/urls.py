"""The addresses of the seen and heard."""

from django.urls import path

from streaming.signalling import api, doors

urlpatterns = [
    path("api/sessions/<int:session>/media-token", api.MediaTokenView.as_view()),
    path("media/sessions/<int:session>/whip", doors.whip),
    path("media/sessions/<int:session>/whep", doors.whep),
    path("media/resources/<str:name>", doors.resource),
]
