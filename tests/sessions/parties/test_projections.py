"""Whom a snapshot of the conference shows, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.models import PodiumSeat, SessionRole
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def shown(hall: Assembly, audience: Audience) -> set[str]:
    people = journal.snapshot_of(hall.conference.stream, audience).entities["participant"]
    return {each["name"] for each in people.values()}


def test_everyone_sees_those_who_may_speak_and_the_podium() -> None:
    hall = Assembly()
    hall.person("Delegate", "delegate", party=hall.party("Fiji"))
    hall.person("Chair", "moderator")
    hall.person("Listener", "audience")
    panellist, sits = hall.person("Panellist", "audience"), hall.person("Sits", "audience")
    SessionRole.objects.create(
        session=hall.session, participant_id=int(panellist.participant or 0), role="panellist"
    )
    PodiumSeat.objects.create(
        session=hall.session, slot="podium-1", participant_id=int(sits.participant or 0)
    )
    speakers = {"Delegate", "Chair", "Panellist", "Sits"}
    assert shown(hall, Audience.EVERYONE) == speakers
    assert shown(hall, Audience.MODERATORS) == speakers | {"Listener"}


def test_roles_in_sessions_are_read_only_of_those_who_need_them() -> None:
    hall = Assembly()
    fiji = hall.party("Fiji")

    def read() -> str:
        with CaptureQueriesContext(connection) as captured:
            shown(hall, Audience.EVERYONE)
        named = [each["sql"] for each in captured if "podiumseat" in each["sql"] and " IN (" in each["sql"]]
        return " ".join(named)

    delegate = hall.person("Delegate", "delegate", party=fiji)
    assert read() == ""
    listener = hall.person("Listener", "audience")
    assert f"IN ({listener.participant})" in read()
    assert delegate.participant != listener.participant
