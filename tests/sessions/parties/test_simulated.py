"""The door by which a rehearsal gets its seats: who may open it, and that everything it gives is marked."""

import json
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.journal.views import Audience
from sessions.demo import seats as demo_seats
from sessions.models import Participant
from sessions.parties import simulated
from sessions.presence import rules
from sessions.presence.rules import Seen
from tests.support.assembly import Assembly
from tests.support.demo import Demo
from tests.support.store import Reader

pytestmark = pytest.mark.django_db
PATH = "/api/seats/simulated"


def ask(seat: Seat | None, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    return Client().post(PATH, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("role", ["moderator", "organiser"])
def test_moderators_and_organisers_are_given_seats(role: str) -> None:
    hall = Assembly()
    fiji, chile = hall.party("Fiji", place="remote"), hall.party("Chile", place="hall")
    answer = ask(hall.person("Host", role), parties=[str(chile.pk), str(fiji.pk)], audience=3)
    given = [seats.read(seat["token"])[0] for seat in answer.json()["seats"]]
    assert answer.status_code == 201
    assert [(s.name, s.party, s.place, s.roles, s.simulated) for s in given] == [
        ("Delegate of Chile", str(chile.pk), "hall", ("delegate",), True),
        ("Delegate of Fiji", str(fiji.pk), "remote", ("delegate",), True),
        ("Listener 1", None, "remote", ("audience",), True),
        ("Listener 2", None, "remote", ("audience",), True),
        ("Listener 3", None, "hall", ("audience",), True),
    ]
    assert [seat["seat"]["simulated"] for seat in answer.json()["seats"]] == [True] * 5


@pytest.mark.parametrize("role", ["delegate", "panellist", "operator", "audience", "hall_screen"])
def test_nobody_else_is(role: str) -> None:
    hall = Assembly()
    seat = hall.person("Somebody", role)
    people = User.objects.count()
    answer = ask(seat, audience=1)
    assert (answer.status_code, answer.json()["code"]) == (403, "wire.forbidden")
    assert ask(None, audience=1).json()["code"] == "seat.missing"
    assert User.objects.count() == people


def test_a_part_is_made_once_and_told_once() -> None:
    hall = Assembly()
    chair, fiji = hall.moderator(), hall.party("Fiji")
    reader, stream = Reader(), hall.conference.stream
    state = journal.state(stream, Audience.EVERYONE)
    reader.take({"entities": state.entities, "seq": state.seq, "cursor": "", "stream": stream})
    first = ask(chair, parties=[str(fiji.pk)], audience=2).json()["seats"]
    again = ask(chair, parties=[str(fiji.pk)], audience=1, audience_from=2).json()["seats"]
    assert [seat["seat"]["person"] for seat in again] == [
        first[0]["seat"]["person"],
        first[2]["seat"]["person"],
    ]
    entries = list(Entry.objects.filter(stream=stream))
    assert [entry.event["type"] for entry in entries] == ["parties.joined"]
    for entry in entries:
        reader.take(json.loads(entry.everyone or ""))
    assert reader.entities == journal.state(stream, Audience.EVERYONE).entities
    row = Participant.objects.get(party=fiji)
    assert reader.entities["participant"][str(row.pk)]["simulated"] is True


def test_a_party_of_elsewhere_is_refused() -> None:
    hall, other = Assembly(), Assembly()
    answer = ask(hall.moderator(), parties=[str(other.party("Chile").pk)])
    assert answer.json()["code"] == "parties.unknown_party"
    assert ask(hall.moderator(), audience=1001).status_code == 400


def test_the_demos_chair_is_another_person_than_its_moderator() -> None:
    Demo()
    chair, moderator = demo_seats.take("simulated-chair"), demo_seats.take("moderator")
    assert (chair.simulated, moderator.simulated) == (True, False)
    assert chair.roles == moderator.roles == ("moderator",)
    assert chair.person != moderator.person
    assert demo_seats.take("simulated-chair").participant == chair.participant


def test_a_visitor_of_the_demo_never_sits_in_a_simulated_part() -> None:
    demo = Demo()
    party = demo.party("FJ")
    Participant.objects.filter(party=party).delete()
    simulated.delegations(demo.conference, [str(party.pk)])
    with pytest.raises(Exception, match="Nobody holds this seat"):
        demo_seats.take("fiji")


def test_presence_says_how_many_of_the_audience_are_simulated() -> None:
    seen = [Seen(str(n), "", "", "remote", ("audience",), simulated=n < 2) for n in range(3)]
    value = rules.presence(seen)
    assert (value.audience_remote, value.audience_simulated) == (3, 2)


def test_a_question_is_marked_by_the_seat_and_not_by_the_asker() -> None:
    hall = Assembly()
    (listener,) = simulated.audience(hall.conference, 1, 1)
    hall.done(listener, "question.ask", text="Who speaks next?")
    hall.done(hall.guest(), "question.ask", text="And after?")
    assert hall.code(hall.guest(), "question.ask", text="?", simulated=True) == "wire.bad_command"
    rows = journal.state(hall.stream, Audience.MODERATORS).entities["question"]
    assert {row["text"]: row["simulated"] for row in rows.values()} == {
        "Who speaks next?": True,
        "And after?": False,
    }
