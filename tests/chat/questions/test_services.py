"""Questions through the real handlers, with a real database."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from chat.questions import votes as votes_of
from chat.questions.minutes import questions
from chat.questions.models import Question, Vote
from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done, Refused
from foundation.wire import signals
from sessions.parties.services import seat_for
from tests.sessions.seats.test_api import post
from tests.support.assembly import Assembly
from tests.support.limited import limit
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db
REASON = "It was answered this morning."


def ask(hall: Assembly, seat: Seat, text: str = "Who speaks next?", **fields: Any) -> Entry:
    return hall.done(seat, "question.ask", text=text, **fields)


def public(hall: Assembly) -> str:
    """Everything that everyone was sent of a session, and would be sent now."""
    frames = Entry.objects.filter(stream=hall.stream, everyone__isnull=False).values_list(
        "everyone", flat=True
    )
    snapshot = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities
    return "\n".join([*frames, json.dumps(snapshot), votes_of.votes(hall.session.pk).model_dump_json()])


def shown(hall: Assembly, audience: Audience = Audience.EVERYONE) -> Any:
    return journal.snapshot_of(hall.stream, audience).entities["question"]


def mine(entry: Entry, seat: Seat) -> Any:
    (part,) = entry.own_parts
    assert part["to"] == f"person/{seat.person}"
    return part["put"]["my_question"]


def test_only_asker_and_moderators_see_a_question_until_it_is_approved(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    entry = ask(hall, fiji)
    assert (entry.everyone, shown(hall)) == (None, {})
    assert mine(entry, fiji)["1"]["state"] == "pending"
    body = shown(hall, Audience.MODERATORS)["1"]
    assert (body["state"], body["asked_by"]) == ("pending", "Delegate of Fiji")
    approved = hall.done(chair, "question.approve", question="1")
    assert shown(hall)["1"] == {
        "id": "1",
        "text": "Who speaks next?",
        "earlier": [],
        "author": "Delegate of Fiji",
        "party": fiji.party,
        "anonymous": False,
        "for_party": False,
        "asked_by": "",
        "place": "remote",
        "simulated": False,
        "guest": False,
        "language": "",
        "addressee": "",
        "labels": [],
        "flagged": [],
        "state": "approved",
        "reason": "",
        "merged_into": None,
        "pinned": False,
        "answer_kind": "",
        "answer": "",
        "answered_at": None,
        "turn": None,
        "claimed_by": None,
        "claimed_at": None,
        "offered": False,
        "asked_at": body["asked_at"],
    }
    assert json.loads(approved.everyone or "")["put"]["question"] == shown(hall)
    assert mine(approved, fiji)["1"]["state"] == "approved"


SCRIPTS: dict[str, list[str]] = {
    "pending": [],
    "approved": ["approve"],
    "dismissed": ["dismiss"],
    "answered": ["approve", "answer"],
}
BECOMES = {
    ("pending", "approve"): "approved",
    ("dismissed", "approve"): "approved",
    ("pending", "dismiss"): "dismissed",
    ("approved", "dismiss"): "dismissed",
    ("approved", "pin"): "approved",
    ("approved", "answer"): "answered",
    ("approved", "restore"): "pending",
    ("dismissed", "restore"): "pending",
    ("answered", "restore"): "approved",
}


def act(name: str) -> tuple[str, dict[str, str]]:
    return f"question.{name}", {"question": "1"} | ({"reason": REASON} if name == "dismiss" else {})


@pytest.mark.parametrize("name", ["approve", "dismiss", "pin", "answer", "restore"])
@pytest.mark.parametrize("state", SCRIPTS)
def test_each_action_of_moderators_in_each_state(hall: Assembly, chair: Seat, state: str, name: str) -> None:
    ask(hall, hall.guest())
    for before in SCRIPTS[state]:
        kind, fields = act(before)
        hall.done(chair, kind, **fields)
    assert Question.objects.get().state == state
    kind, fields = act(name)
    if (state, name) in BECOMES:
        hall.done(chair, kind, **fields)
        assert Question.objects.get().state == BECOMES[state, name]
    else:
        assert hall.code(chair, kind, **fields) == "question.wrong_state"
        assert Question.objects.get().state == state


@pytest.mark.parametrize("kind", ["approve", "pin", "unpin", "answer", "restore", "vote", "withdraw_vote"])
@pytest.mark.parametrize("number", ["2", "0", "", "x", "9" * 30])
def test_a_question_that_is_not_there_is_unknown(
    hall: Assembly, chair: Seat, fiji: Seat, kind: str, number: str
) -> None:
    ask(hall, fiji)
    assert hall.code(chair, f"question.{kind}", question=number) == "question.unknown"


def test_a_question_of_another_session_is_unknown(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    other = hall.add_session()
    assert isinstance(hall.do(fiji, "question.ask", stream=other.stream, text="Who?"), Done)
    assert hall.code(chair, "question.approve", question="1") == "question.unknown"


def test_an_anonymous_askers_name_is_sent_to_moderators_only(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    other = ask(hall, hall.guest("Someone else"), "And who after that?")
    ask(hall, fiji, "Who pays?", anonymous=True)
    for kind in ("approve", "pin", "unpin", "answer"):
        hall.done(chair, f"question.{kind}", question="2")
    ask(hall, fiji, "Who paid?", anonymous=True)
    hall.done(chair, "question.approve", question="3")
    hall.done(chair, "question.dismiss", question="3", reason=REASON)
    told = public(hall)
    assert "Who pays?" in told
    for secret in (
        "Fiji",
        fiji.person,
        fiji.person[:8],
        f'"party":"{fiji.party}"',
        f'"actor":"{fiji.participant}"',
    ):
        assert secret not in told
    body = shown(hall)["2"]
    assert (body["anonymous"], body["author"], body["party"], body["asked_by"]) == (True, "", None, "")
    assert other.seq == 1


def test_moderators_see_who_asked_and_public_frames_have_no_id_of_the_asker(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    entry = ask(hall, fiji, anonymous=True)
    told = json.loads(entry.moderators)
    assert (told["actor"], told["put"]["question"]["1"]["asked_by"]) == (None, "Delegate of Fiji")
    assert (told["put"]["question"]["1"]["author"], told["put"]["question"]["1"]["party"]) == ("", None)
    assert entry.event == {"type": "question.asked", "question": "1"}


def test_a_guests_name_is_marked_wherever_it_is_shown(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    ada = User.objects.create_user("ada@example.org", name="Ada")
    for seat in (hall.guest("Ana"), fiji, seat_for(ada, hall.conference)):
        ask(hall, seat)
    for question in "123":
        hall.done(chair, "question.approve", question=question)
    told = [(one["author"], one["guest"]) for one in shown(hall).values()]
    assert told == [("Ana", True), ("Delegate of Fiji", False), ("Ada", False)]
    section = questions(hall.session)
    names = [column.name for column in section.columns]
    rows = [(row.values[names.index("author")], row.values[names.index("guest")]) for row in section.rows]
    assert rows == told


def test_only_moderators_see_that_an_anonymous_asker_is_a_guest(hall: Assembly, chair: Seat) -> None:
    ask(hall, hall.guest("Ana"), anonymous=True)
    hall.done(chair, "question.approve", question="1")
    seen = [shown(hall, audience)["1"]["guest"] for audience in (Audience.EVERYONE, Audience.MODERATORS)]
    assert seen == [False, True]


def test_a_guest_without_a_name_is_a_number_to_moderators(hall: Assembly, chair: Seat) -> None:
    guest = hall.guest()
    entry = ask(hall, guest)
    assert json.loads(entry.moderators)["put"]["question"]["1"]["asked_by"] == guest.person[:8]
    assert guest.person[:8] not in (hall.done(chair, "question.approve", question="1").everyone or "")


def test_the_reason_of_a_dismissal_reaches_the_asker_and_moderators_alone(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    ask(hall, fiji)
    entry = hall.done(chair, "question.dismiss", question="1", reason=REASON)
    assert entry.everyone is None
    assert mine(entry, fiji)["1"]["reason"] == REASON
    assert json.loads(entry.moderators)["put"]["question"]["1"]["reason"] == REASON
    hall.done(chair, "question.approve", question="1")
    assert Question.objects.get().reason == ""
    assert REASON not in public(hall)


def test_a_shown_question_that_is_dismissed_leaves_every_screen(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    ask(hall, fiji)
    hall.done(chair, "question.approve", question="1")
    hall.done(chair, "question.pin", question="1")
    entry = hall.done(chair, "question.dismiss", question="1", reason=REASON)
    assert json.loads(entry.everyone or "")["drop"] == {"question": ["1"]}
    assert (shown(hall), Question.objects.get().pinned) == ({}, False)
    assert REASON not in public(hall)


def test_decisions_on_a_question_are_undone_step_by_step(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    ask(hall, fiji)
    for kind in ("approve", "pin", "answer"):
        hall.done(chair, f"question.{kind}", question="1")
    again = hall.done(chair, "question.restore", question="1")
    assert json.loads(again.everyone or "")["put"]["question"]["1"]["state"] == "approved"
    assert shown(hall)["1"]["pinned"] is False
    waits = hall.done(chair, "question.restore", question="1")
    assert json.loads(waits.everyone or "")["drop"] == {"question": ["1"]}
    assert (shown(hall), mine(waits, fiji)["1"]["state"]) == ({}, "pending")


def test_an_undone_dismissal_leaves_no_reason(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    ask(hall, fiji)
    hall.done(chair, "question.dismiss", question="1", reason=REASON)
    entry = hall.done(chair, "question.restore", question="1")
    assert (entry.everyone, mine(entry, fiji)["1"]["reason"]) == (None, "")


def test_a_pin_replaces_the_pin_before(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    for number in ("1", "2"):
        ask(hall, fiji)
        hall.done(chair, "question.approve", question=number)
    hall.done(chair, "question.pin", question="1")
    entry = hall.done(chair, "question.pin", question="2")
    put = json.loads(entry.everyone or "")["put"]["question"]
    assert {number: body["pinned"] for number, body in put.items()} == {"1": False, "2": True}
    hall.done(chair, "question.unpin", question="2")
    assert not Question.objects.filter(pinned=True).exists()
    assert hall.code(chair, "question.unpin", question="2") == "question.not_pinned"


def test_the_database_holds_a_session_to_one_pin(hall: Assembly, fiji: Seat) -> None:
    ask(hall, fiji)
    ask(hall, fiji)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.update(pinned=True)


def test_an_answered_question_leaves_the_hall_screen(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    ask(hall, fiji)
    hall.done(chair, "question.approve", question="1")
    hall.done(chair, "question.pin", question="1")
    hall.done(chair, "question.answer", question="1")
    assert (shown(hall)["1"]["pinned"], shown(hall)["1"]["state"]) == (False, "answered")


def test_pending_questions_are_limited_per_person(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    for _ in range(5):
        ask(hall, fiji)
    assert hall.code(fiji, "question.ask", text="And this?") == "question.too_many"
    ask(hall, hall.guest())
    hall.done(chair, "question.approve", question="1")
    ask(hall, fiji)
    assert list(Question.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


@pytest.fixture
def approved(hall: Assembly, chair: Seat, fiji: Seat) -> str:
    ask(hall, fiji)
    hall.done(chair, "question.approve", question="1")
    return "1"


def votes(hall: Assembly) -> dict[str, int]:
    return votes_of.votes(hall.session.pk).counts


def my_votes(hall: Assembly, voter: Seat) -> list[str]:
    others = [hall.guest().person for _ in range(2)]
    return votes_of.my_votes(hall.session.pk, [*others, voter.person])[voter.person].questions


def test_a_vote_counts_once_and_can_be_taken_back(hall: Assembly, approved: str) -> None:
    voters = [hall.guest() for _ in range(3)]
    for voter in (*voters, voters[0]):
        assert isinstance(hall.do(voter, "question.vote", question=approved), Done)
    assert votes(hall) == {"1": 3}
    assert my_votes(hall, voters[0]) == ["1"]
    for _ in range(2):
        assert isinstance(hall.do(voters[0], "question.withdraw_vote", question=approved), Done)
    assert votes(hall) == {"1": 2}
    assert my_votes(hall, voters[0]) == []


HALL, ELSEWHERE = "a hall's network", "another"


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill all rate limits, and stop their clock."""
    limit(monkeypatch, "question.vote", newcomers=20, guests=30)
    limit(monkeypatch, "question.ask", guests=5)


def guests(hall: Assembly, network: str, count: int, *, minutes_ago: float = 0) -> list[Seat]:
    """Guests who took their seats so many minutes ago."""
    taken = int((clock.now() - timedelta(minutes=minutes_ago)).timestamp())
    return [replace(hall.guest(network=network), taken_at=taken) for _ in range(count)]


def vote(hall: Assembly, seat: Seat) -> str:
    """Vote; returns the code of the refusal, or ""."""
    answer = hall.do(seat, "question.vote", question="1")
    return answer.code if isinstance(answer, Refused) else ""


def test_new_guests_of_one_address_do_not_decide_a_question(
    hall: Assembly, approved: str, fresh: None
) -> None:
    told = [vote(hall, guest) for guest in guests(hall, HALL, 22)]
    assert told == [""] * 20 + ["question.vote_later"] * 2
    assert votes(hall) == {"1": 20}
    (elsewhere,) = guests(hall, ELSEWHERE, 1)
    (neighbour,) = guests(hall, HALL, 1, minutes_ago=2)
    for seat in (elsewhere, neighbour, hall.delegate("Chile")):
        assert vote(hall, seat) == ""


def test_votes_of_a_hall_behind_one_address_have_a_limit(hall: Assembly, approved: str, fresh: None) -> None:
    crowd = guests(hall, HALL, 31, minutes_ago=2)
    told = [vote(hall, guest) for guest in crowd]
    assert told == [""] * 30 + ["question.vote_later"]


def test_questions_of_guests_are_limited_per_address(hall: Assembly, fresh: None) -> None:
    (elsewhere,) = guests(hall, ELSEWHERE, 1)
    answers = [
        hall.do(guest, "question.ask", text="Why?")
        for guest in (*guests(hall, HALL, 6), elsewhere, hall.delegate("Chile"))
    ]
    told = [answer.code if isinstance(answer, Refused) else "" for answer in answers]
    assert told == [""] * 5 + ["wire.throttled", "", ""]


def test_a_repeated_vote_takes_nothing_from_the_limit(hall: Assembly, approved: str, fresh: None) -> None:
    first, *others = guests(hall, HALL, 20)
    for _ in range(30):
        assert vote(hall, first) == ""
    assert {vote(hall, guest) for guest in others} == {""}


def test_moderators_see_how_many_votes_came_from_one_address(
    hall: Assembly, approved: str, fresh: None
) -> None:
    def told() -> dict[str, int]:
        return votes_of.guest_votes(hall.session.pk).counts

    for seat in [*guests(hall, HALL, 9), *guests(hall, ELSEWHERE, 10), *[hall.guest() for _ in range(12)]]:
        assert vote(hall, seat) == ""
    assert told() == {"1": 10}
    for seat in guests(hall, HALL, 3):
        vote(hall, seat)
    assert told() == {"1": 12}
    source = next(source for source in votes_of.SIGNALS if source.type == "question.guest_votes")
    assert source.permission == "question.moderate"


def test_a_guest_has_the_network_of_its_address(hall: Assembly) -> None:
    def came(caller: str) -> str:
        answer: Any = post(Client(REMOTE_ADDR=caller), "/api/v1/seats/join", {"code": hall.session.code})
        return seats.read(answer.json()["token"])[0].network

    one, same, other = map(came, ("192.0.2.1", "192.0.2.1", "192.0.2.2"))
    assert (one == same, one == other, "192" in one, len(one)) == (True, False, False, 16)


def test_a_vote_is_not_journaled(hall: Assembly, approved: str) -> None:
    before = hall.events()
    assert hall.do(hall.guest(), "question.vote", question=approved).model_dump()["seq"] == len(before)
    assert hall.events() == before


def test_votes_are_for_questions_that_are_shown_and_not_yet_answered(
    hall: Assembly, chair: Seat, fiji: Seat, approved: str
) -> None:
    ask(hall, fiji)
    assert hall.code(fiji, "question.vote", question="2") == "question.wrong_state"
    hall.do(fiji, "question.vote", question=approved)
    hall.done(chair, "question.answer", question=approved)
    for kind in ("question.vote", "question.withdraw_vote"):
        assert hall.code(fiji, kind, question=approved) == "question.wrong_state"
    assert votes(hall) == {"1": 1}


def test_the_database_holds_a_person_to_one_vote(hall: Assembly, approved: str) -> None:
    question = Question.objects.get()
    Vote.objects.create(question=question, person="someone")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(question=question, person="someone")


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_tabs_of_one_person_that_vote_at_once_are_one_vote() -> None:
    hall = Assembly()
    ask(hall, hall.delegate("Fiji"))
    hall.done(hall.moderator(), "question.approve", question="1")
    guest = hall.guest()
    vote = lambda: hall.do(guest, "question.vote", question="1")  # noqa: E731
    assert [type(answer) for answer in at_once(vote, vote)] == [Done, Done]
    assert votes(hall) == {"1": 1}
    connection.close()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_votes_signal_is_sent_when_a_question_is_shown(hall: Assembly) -> None:
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    ask(hall, fiji)
    changed: list[signals.ChangedSignal] = []
    stop = signals.call_when_changed(changed.append)
    try:
        hall.done(chair, "question.approve", question="1")
        hall.do(fiji, "question.vote", question="1")
        hall.done(chair, "question.dismiss", question="1", reason=REASON)
        hall.done(chair, "question.approve", question="1")
    finally:
        stop()
    everyones, own = (hall.stream, "question.votes", ""), (hall.stream, "question.my_votes", fiji.person)
    changed = [each for each in changed if each[1] != "question.hidden_votes"]
    assert changed == [everyones, everyones, own, everyones, everyones]
    assert votes(hall) == {"1": 1}


def test_FL26_a_closed_session_takes_no_question_and_no_vote(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    ask(hall, fiji)
    hall.done(chair, "question.approve", question="1")
    hall.do(fiji, "question.vote", question="1")
    hall.done(chair, "session.close")
    for kind, fields in (
        ("question.ask", {"text": "May I still ask?"}),
        ("question.vote", {"question": "1"}),
        ("question.withdraw_vote", {"question": "1"}),
    ):
        assert hall.code(fiji, kind, **fields) == "session.closed"
    assert (Question.objects.count(), Vote.objects.count()) == (1, 1)
