"""What organisers publish of a session: once it is closed, by compare-and-set, and who is shown it."""

from dataclasses import replace
from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.protocol import Refused
from foundation.registry import registry
from sessions.access.services import audience_of
from sessions.models import Publication
from sessions.publication import rules
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly(state="closed")


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Ana", "organiser")


def publish(hall: Assembly, seat: Seat, readers: str, seen: str = "entrants", part: str = "minutes") -> str:
    """Publish a part; returns the code of a refusal."""
    answer = hall.do(seat, "publication.publish", part=part, readers=readers, seen=seen)
    return answer.code if isinstance(answer, Refused) else ""


def withdraw(hall: Assembly, seat: Seat, seen: str, part: str = "minutes") -> str:
    answer = hall.do(seat, "publication.withdraw", part=part, seen=seen)
    return answer.code if isinstance(answer, Refused) else ""


def test_a_part_is_published_and_withdrawn(hall: Assembly, organiser: Seat) -> None:
    assert publish(hall, organiser, "everyone") == ""
    row = Publication.objects.get()
    assert (row.part, row.readers, str(row.published_by_id)) == ("minutes", "everyone", organiser.participant)
    assert row.published_at is not None
    assert withdraw(hall, organiser, "everyone") == ""
    row.refresh_from_db()
    assert (row.readers, row.published_at) == ("nobody", None)
    events = [entry.event for entry in Entry.objects.filter(stream=hall.stream).order_by("seq")]
    assert events == [
        {"type": "publication.published", "part": "minutes", "readers": "everyone"},
        {"type": "publication.withdrawn", "part": "minutes"},
    ]


def test_the_same_again_changes_nothing(hall: Assembly, organiser: Seat) -> None:
    assert publish(hall, organiser, "entrants", seen="nobody") == ""
    assert withdraw(hall, organiser, "everyone", "recording") == ""
    assert not Publication.objects.exists()
    assert not Entry.objects.exists()


def test_the_later_of_two_organisers_is_told_what_stands_there(hall: Assembly, organiser: Seat) -> None:
    assert publish(hall, organiser, "everyone") == ""
    answer = hall.do(organiser, "publication.publish", part="minutes", readers="delegations", seen="entrants")
    assert isinstance(answer, Refused)
    assert answer.code == "edit.changed_meanwhile"
    assert "Now it is: everyone." in answer.message
    assert withdraw(hall, organiser, "entrants") == "edit.changed_meanwhile"


@pytest.mark.parametrize("state", ["scheduled", "open", "suspended"])
def test_only_a_closed_session_is_published(organiser: Seat, hall: Assembly, state: str) -> None:
    hall.session.state = state
    hall.session.save()
    assert publish(hall, organiser, "everyone") == "publication.not_over"
    assert withdraw(hall, organiser, "entrants") == "publication.not_over"


@pytest.mark.parametrize(
    ("access", "allowed"),
    [
        ("public", {"delegations", "participants", "entrants", "everyone"}),
        ("code", {"delegations", "participants", "entrants"}),
        ("registered", {"delegations", "participants", "entrants"}),
        ("delegations", {"delegations", "entrants"}),
        ("staff", {"entrants"}),
    ],
)
def test_a_session_is_published_to_nobody_who_may_not_enter_it(access: str, allowed: set[str]) -> None:
    taken = set()
    for readers in rules.READERS[1:]:
        hall = Assembly(state="closed")
        hall.session.access = access
        hall.session.save()
        code = publish(hall, hall.person("Ana", "organiser"), readers)
        assert code in ("", "publication.wider_than_session")
        if not code:
            taken.add(readers)
    assert taken == allowed


def test_the_audit_log_says_who_published_what_to_whom(hall: Assembly, organiser: Seat) -> None:
    publish(hall, organiser, "everyone")
    row = AuditEntry.objects.latest("pk")
    assert (row.action, row.before, row.after) == (
        "publication.publish",
        {"minutes": "entrants"},
        {"minutes": "everyone"},
    )


def shown(hall: Assembly, seat: Seat) -> dict[str, Any]:
    """What a seat is sent of the only publication: its readers, and whether the seat may read."""
    stream = hall.conference.stream
    found = dict(
        journal.snapshot_of(stream, audience_of(seat.roles_in(stream), stream)).entities["publication"]
    )
    own = journal.own_snapshot_of(stream, registry().owner_keys_of(seat)).entities
    found |= own["my_publication"] | own["my_session_publication"]
    return {row["readers"]: row["is_readable"] for row in found.values()}


def test_each_reader_is_shown_whether_it_may_read(hall: Assembly, organiser: Seat) -> None:
    delegate, registered = hall.delegate("Fiji"), replace(hall.guest(), registered=True)
    publish(hall, organiser, "delegations")
    assert shown(hall, organiser) == {"delegations": True}
    assert shown(hall, delegate) == {"delegations": True}
    assert shown(hall, registered) == shown(hall, hall.guest()) == {"delegations": False}


def test_a_closed_session_is_shown_only_to_those_who_may_enter(hall: Assembly, organiser: Seat) -> None:
    hall.session.access = "delegations"
    hall.session.save()
    publish(hall, organiser, "delegations")
    chair = replace(hall.guest(), session_roles=((str(hall.session.pk), "moderator"),))
    assert shown(hall, hall.delegate("Fiji")) == shown(hall, chair) == {"delegations": True}
    assert shown(hall, hall.guest()) == shown(hall, replace(hall.guest(), registered=True)) == {}


def test_another_access_policy_changes_who_is_shown_what(hall: Assembly, organiser: Seat) -> None:
    publish(hall, organiser, "everyone")
    assert shown(hall, hall.guest()) == {"everyone": True}
    hall.done(organiser, "session.set_access", access="delegations")
    assert shown(hall, hall.guest()) == {}
    assert shown(hall, hall.delegate("Fiji")) == {"everyone": True}
    last = Entry.objects.filter(stream=hall.conference.stream).order_by("-seq")[:2]
    assert "publication.shown" in {entry.event["type"] for entry in last}
