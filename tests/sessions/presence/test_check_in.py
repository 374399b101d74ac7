"""Check-in by real commands (FL18)."""

import pytest

from foundation.clock import timestamp_text
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.models import CheckIn
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def shown(hall: Assembly) -> dict[str, str]:
    """When each participant was checked in, as everyone sees it."""
    rows = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities.get("check_in", {})
    return {key: entity["at"] for key, entity in rows.items()}


def test_the_desk_checks_a_member_in_and_out() -> None:
    hall = Assembly()
    operator, japan = hall.person("Operator", "operator"), hall.delegate("Japan", place="hall")
    entry = hall.done(operator, "presence.check_in", participant=japan.participant)
    assert entry.event == {"type": "presence.checked_in", "participant": japan.participant}
    assert entry.actor == operator.person
    assert shown(hall) == {japan.participant: timestamp_text(entry.at)}
    entry = hall.done(operator, "presence.check_out", participant=japan.participant)
    assert entry.event == {"type": "presence.checked_out", "participant": japan.participant}
    assert (shown(hall), CheckIn.objects.count()) == ({}, 0)


def test_a_check_in_is_of_one_session() -> None:
    hall = Assembly()
    operator, japan = hall.person("Operator", "operator"), hall.delegate("Japan", place="hall")
    other = hall.add_session()
    hall.done(operator, "presence.check_in", participant=japan.participant)
    assert hall.do(operator, "presence.check_in", stream=other.stream, participant=japan.participant)
    assert sorted(CheckIn.objects.values_list("session", flat=True)) == [hall.session.pk, other.pk]


def test_what_cannot_be_checked_in_or_out() -> None:
    hall = Assembly()
    operator, japan = hall.person("Operator", "operator"), hall.delegate("Japan", place="hall")
    chair = hall.moderator()
    elsewhere = Assembly().delegate("Chile")

    def refused(kind: str, participant: str | None) -> str:
        return hall.code(operator, kind, participant=participant)

    assert refused("presence.check_in", "999") == "parties.unknown_participant"
    assert refused("presence.check_in", elsewhere.participant) == "parties.unknown_participant"
    assert refused("presence.check_in", chair.participant) == "presence.no_party"
    assert refused("presence.check_out", japan.participant) == "presence.not_checked_in"
    hall.done(operator, "presence.check_in", participant=japan.participant)
    assert refused("presence.check_in", japan.participant) == "presence.checked_in_already"


def test_nobody_is_checked_in_to_a_session_that_is_over() -> None:
    hall = Assembly("closed", "closed")
    operator, japan = hall.person("Operator", "operator"), hall.delegate("Japan", place="hall")
    code = hall.code(operator, "presence.check_in", participant=japan.participant)
    assert code == "session.closed"


@pytest.mark.parametrize("role", ["delegate", "audience", "hall_screen", "organiser"])
def test_only_the_desk_and_the_chair_check_in(role: str) -> None:
    hall = Assembly()
    someone = hall.person("Someone", role, party=hall.party("Fiji"))
    code = hall.code(someone, "presence.check_in", participant=someone.participant)
    assert code == "wire.forbidden"
