"""The doors for media: at a relay's own address, and at the general one."""

from django.urls import path

from streaming.signalling import doors

urlpatterns = [
    path("health", doors.health),
    path("check", doors.check),
    path("check/<str:name>", doors.check_result),
    path("sessions/<int:session>/whip", doors.whip),
    path("sessions/<int:session>/whep", doors.whep),
    path("resources/<str:name>", doors.resource),
    path("resources/<str:name>/layers", doors.layers),
]
