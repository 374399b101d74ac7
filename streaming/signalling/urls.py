"""URL patterns of WHIP and WHEP: at a relay's own address, and at the general address."""

from django.urls import path

from streaming.signalling import whip_whep

urlpatterns = [
    path("health", whip_whep.health),
    path("check", whip_whep.check),
    path("check/<str:name>", whip_whep.check_result),
    path("sessions/<int:session>/whip", whip_whep.whip),
    path("sessions/<int:session>/whep", whip_whep.whep),
    path("resources/<str:name>", whip_whep.resource),
    path("resources/<str:name>/layers", whip_whep.layers),
    path("resources/<str:name>/language", whip_whep.language),
    path("resources/<str:name>/talkback", whip_whep.talk_back),
]
