"""The endpoint that gives seats to a rehearsal: who may use it, and that all it gives is marked as simulated."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry, Stream
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.wire.execution import check_permission
from sessions.demo import seats as demo_seats
from sessions.models import Participant, Session, SessionRole
from sessions.parties import simulated
from sessions.presence import rules
from sessions.presence.rules import SeenConnection
from streaming.video_statements.intake import party_of
from tests.support.assembly import Assembly
from tests.support.demo import Demo
from tests.support.store import EntityReader

pytestmark = pytest.mark.django_db
PATH = "/api/v1/seats/simulated"


def ask(seat: Seat | None, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    return Client().post(PATH, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("role", ["moderator", "organiser"])
def test_moderators_and_organisers_are_given_seats(role: str) -> None:
    hall = Assembly("scheduled")
    fiji, chile = hall.party("Fiji", place="remote"), hall.party("Chile", place="hall")
    parties = [str(chile.pk), str(fiji.pk)]
    answer = ask(hall.person("Host", role), session=str(hall.session.pk), parties=parties, audience=3)
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
    hall = Assembly("scheduled")
    seat = hall.person("Somebody", role)
    people = User.objects.count()
    answer = ask(seat, session=str(hall.session.pk), audience=1)
    assert (answer.status_code, answer.json()["code"]) == (403, "wire.forbidden")
    assert ask(None, audience=1).json()["code"] == "seat.missing"
    assert User.objects.count() == people


def test_a_part_is_made_once_and_told_once() -> None:
    hall = Assembly("scheduled")
    session = str(hall.session.pk)
    chair, fiji = hall.moderator(), hall.party("Fiji")
    reader, stream = EntityReader(), hall.conference.stream
    state = journal.snapshot_of(stream, Audience.EVERYONE)
    reader.apply({"entities": state.entities, "seq": state.seq, "cursor": "", "stream": stream})
    first = ask(chair, session=session, parties=[str(fiji.pk)], audience=2).json()["seats"]
    again = ask(chair, session=session, parties=[str(fiji.pk)], audience=1, audience_from=2).json()["seats"]
    assert [seat["seat"]["person"] for seat in again] == [
        first[0]["seat"]["person"],
        first[2]["seat"]["person"],
    ]
    entries = list(Entry.objects.filter(stream=stream).order_by("seq"))
    assert [entry.event["type"] for entry in entries] == ["programme.session_changed", "parties.joined"]
    for entry in entries:
        reader.apply(json.loads(entry.everyone or ""))
    assert reader.entities == journal.snapshot_of(stream, Audience.EVERYONE).entities
    row = Participant.objects.get(party=fiji)
    assert reader.entities["participant"][str(row.pk)]["simulated"] is True


def test_a_party_of_elsewhere_is_refused() -> None:
    hall, other = Assembly("scheduled"), Assembly("scheduled")
    session = str(hall.session.pk)
    answer = ask(hall.moderator(), session=session, parties=[str(other.party("Chile").pk)])
    assert answer.json()["code"] == "parties.unknown_party"
    assert ask(hall.moderator(), session=session, audience=1001).status_code == 400


@pytest.mark.parametrize("state", ["open", "suspended", "closed"])
@pytest.mark.parametrize("role", ["moderator", "organiser"])
def test_no_seat_is_given_for_a_session_that_was_opened(role: str, state: str) -> None:
    hall, other = Assembly(state), Assembly("scheduled")
    host, fiji = hall.person("Host", role), hall.party("Fiji")
    people = User.objects.count()
    answer = ask(host, session=str(hall.session.pk), parties=[str(fiji.pk)])
    assert (answer.status_code, answer.json()["code"]) == (409, "rehearsal.not_scheduled")
    assert ask(host, parties=[str(fiji.pk)], audience=1).json()["code"] == "wire.unknown_stream"
    answer = ask(host, session=str(other.session.pk), parties=[str(fiji.pk)])
    assert answer.json()["code"] == "wire.wrong_conference"
    assert User.objects.count() == people


def test_a_scheduled_session_is_a_rehearsal_from_then_on_and_its_seats_act_in_it_alone() -> None:
    hall = Assembly("scheduled")
    chair, party, real = hall.moderator(), hall.party("Fiji"), hall.add_session("scheduled")
    session = str(hall.session.pk)
    answer = ask(chair, session=session, parties=[str(party.pk)], audience=1)
    fiji, listener = [seats.read(each["token"])[0] for each in answer.json()["seats"]]
    assert [seat.session for seat in (fiji, listener)] == [session] * 2
    told = Entry.objects.get(stream=hall.stream)
    assert (told.event["type"], told.actor) == ("programme.rehearsal_begun", chair.person)
    shown = journal.snapshot_of(hall.conference.stream, Audience.EVERYONE).entities["session"]
    assert {key: row["rehearsal"] for key, row in shown.items()} == {session: True, str(real.pk): False}

    hall.done(chair, "session.open")
    hall.done(fiji, "floor.inscribe")
    assert ask(chair, session=session, parties=[str(party.pk)]).status_code == 201
    for seat in (fiji, listener):
        check_permission(seat, hall.conference.stream, "wire.follow_conference")
        for stream, permission in (
            (real.stream, "wire.follow_session"),
            (real.stream, "media.listen"),
            (hall.conference.stream, "help.call"),
        ):
            with pytest.raises(Refusal) as refused:
                check_permission(seat, stream, permission)
            assert refused.value.code == "seat.other_session"
    assert hall.code(fiji, "floor.inscribe", stream=real.stream) == "seat.other_session"
    with pytest.raises(Refusal) as refused:
        party_of(fiji)
    assert refused.value.code == "seat.other_session"
    hall.done(chair, "session.close")
    assert ask(chair, session=session, audience=1).json()["code"] == "rehearsal.not_scheduled"


def test_simulated_interpreters_are_made_once_and_work_for_their_channel_alone() -> None:
    hall = Assembly("scheduled")
    session, chair = str(hall.session.pk), hall.moderator()
    given = ask(chair, session=session, audience=1, interpreters=["fr", "zh-Hant"]).json()["seats"]
    interpreters = [seats.read(seat["token"])[0] for seat in given[1:]]
    assert [(seat.simulated, seat.session_roles, seat.session) for seat in interpreters] == [
        (True, ((session, "interpreter"),), session)
    ] * 2
    roles = SessionRole.objects.order_by("pk").values_list("participant", "role", "language")
    assert list(roles) == [
        (int(str(seat.participant)), "interpreter", language)
        for seat, language in zip(interpreters, ("fr", "zh-Hant"), strict=True)
    ]
    told = Entry.objects.filter(stream=hall.conference.stream).count()
    again = ask(chair, session=session, interpreters=["FR", "zh-hant"]).json()["seats"]
    assert [seat["seat"]["person"] for seat in again] == [seat.person for seat in interpreters]
    assert Entry.objects.filter(stream=hall.conference.stream).count() == told
    assert ask(chair, session=session, interpreters=["fr fr"]).status_code == 400
    assert ask(chair, interpreters=["fr"]).json()["code"] == "wire.unknown_stream"
    more = [f"en-{number:02}" for number in range(11)]
    people = User.objects.count()
    refused = ask(chair, session=session, interpreters=more)
    assert (refused.status_code, refused.json()["code"]) == (409, "rehearsal.too_many_interpreters")
    assert User.objects.count() == people
    assert ask(chair, session=session, interpreters=more[:10]).status_code == 201


def test_a_session_of_the_demo_is_locked_before_its_conference(monkeypatch: pytest.MonkeyPatch) -> None:
    demo, locked, lock = Demo(), [], journal.lock

    def note(stream: str) -> Stream:
        locked.append(stream)
        return lock(stream)

    monkeypatch.setattr(journal, "lock", note)
    chair = demo_seats.take_seat("simulated-chair")
    session = Session.objects.filter(state="open").get()
    locked.clear()
    assert ask(chair, session=str(session.pk), interpreters=["ar"]).status_code == 201
    assert list(dict.fromkeys(locked)) == [session.stream, demo.conference.stream]


@pytest.mark.parametrize(
    ("key", "role"), [("simulated-chair", "moderator"), ("simulated-operator", "operator")]
)
def test_the_demos_simulated_staff_are_other_people_than_those_of_its_seats(key: str, role: str) -> None:
    Demo()
    ours, theirs = demo_seats.take_seat(key), demo_seats.take_seat(role)
    assert (ours.simulated, theirs.simulated) == (True, False)
    assert ours.roles == theirs.roles == (role,)
    assert ours.person != theirs.person
    assert demo_seats.take_seat(key).participant == ours.participant


def test_a_visitor_of_the_demo_never_sits_in_a_simulated_part() -> None:
    demo = Demo()
    party = demo.party("FJ")
    Participant.objects.filter(party=party).delete()
    simulated.simulated_delegations(demo.conference, [str(party.pk)])
    with transaction.atomic():
        seat = demo_seats.take_seat("fiji")
    assert (seat.party, seat.simulated) == (str(party.pk), False)


def test_presence_says_how_many_of_the_audience_are_simulated() -> None:
    seen = [SeenConnection(str(n), "", "", "remote", ("audience",), simulated=n < 2) for n in range(3)]
    value = rules.presence_signal(seen)
    assert (value.audience_remote, value.audience_simulated) == (3, 2)


def test_a_question_is_marked_by_the_seat_and_not_by_the_asker() -> None:
    hall = Assembly()
    (listener,) = simulated.simulated_audience(hall.conference, 1, 1)
    hall.done(listener, "question.ask", text="Who speaks next?")
    hall.done(hall.guest(), "question.ask", text="And after?")
    assert hall.code(hall.guest(), "question.ask", text="?", simulated=True) == "wire.bad_command"
    rows = journal.snapshot_of(hall.stream, Audience.MODERATORS).entities["question"]
    assert {row["text"]: row["simulated"] for row in rows.values()} == {
        "Who speaks next?": True,
        "And after?": False,
    }
