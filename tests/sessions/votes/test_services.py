"""Votes by delegation by real commands, on a real database (FL28, FL29)."""

import csv
import hashlib
import io
from collections.abc import Collection
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.ids import subject
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Refused
from sessions.parties.models import Participant, Party
from sessions.programme.models import Session
from sessions.rollcall.models import Decision
from sessions.rollcall.protocol import Quorum
from sessions.rollcall.services import quorum_signal
from sessions.seats.cards import codes
from sessions.seats.cards.models import SeatCard
from sessions.seats.cards.services import take_card_seat
from sessions.votes.models import Ballot, Vote
from tests.sessions.minutes.test_api import get
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def japan(hall: Assembly) -> Seat:
    return hall.delegate("Japan")


@pytest.fixture
def proposed(hall: Assembly, chair: Seat, chile: Seat, fiji: Seat, japan: Seat) -> str:
    """Proposal 1, of Chile. No quorum is required."""
    Session.objects.update(quorum_to_decide="none")
    hall.done(
        chair, "proposal.add", symbol="ICDD/L.1", title="On trust", sponsors=[chile.party], text="Trust."
    )
    return "1"


def entities(hall: Assembly, audience: Audience = Audience.EVERYONE) -> dict[str, dict[str, Any]]:
    return journal.snapshot_of(hall.stream, audience).entities


def own_ballot(hall: Assembly, party: str) -> dict[str, Any]:
    keys = frozenset({f"party/{party}"})
    found: dict[str, Any] = journal.own_snapshot_of(hall.stream, keys).entities["my_ballot"]
    return found


def put(hall: Assembly, chair: Seat, method: str = "electronic", **fields: Any) -> str:
    """Put proposal 1 to the vote; returns the vote's id."""
    terms = {"method": method} | fields.pop("terms", {})
    return str(
        hall.done(
            chair, "vote.put_proposal", token=hall.floor().token, proposal="1", terms=terms, **fields
        ).event["vote"]
    )


def minutes(hall: Assembly, section: str) -> list[dict[str, str]]:
    text = get(hall, f"/{section}.csv", hall.guest()).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.usefixtures("proposed")
def test_FL28_delegations_vote_and_the_last_vote_of_each_counts(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, japan: Seat
) -> None:
    vote = put(hall, chair)
    for seat, answer in ((fiji, "no"), (chile, "yes"), (fiji, "yes")):
        hall.done(seat, "vote.cast", vote=vote, answer=answer)
    hall.done(chair, "vote.cast", vote=vote, answer="abstain", party=japan.party)
    shown = entities(hall)["ballot"]
    assert {key: each["answer"] for key, each in shown.items()} == {
        fiji.party: "yes",
        chile.party: "yes",
        japan.party: "abstain",
    }
    closed = hall.done(chair, "vote.close", vote=vote).event
    assert (closed["in_favour"], closed["against"], closed["abstentions"], closed["carried"]) == (
        2,
        0,
        1,
        True,
    )
    assert Ballot.objects.count() == 3
    assert entities(hall)["proposal"]["1"]["state"] == "adopted"


@pytest.mark.usefixtures("proposed")
def test_FL28_who_cast_a_vote_is_known_to_its_delegation_and_to_staff(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    vote = put(hall, chair)
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    assert entities(hall)["ballot"][str(fiji.party)]["cast_by"] is None
    assert entities(hall, Audience.MODERATORS)["ballot"][str(fiji.party)]["cast_by"] == fiji.participant
    assert own_ballot(hall, str(fiji.party))[str(fiji.party)]["cast_by"] == fiji.participant
    assert own_ballot(hall, str(chile.party)) == {}


def card_seat(party: str | None) -> Seat:
    """A seat of a party that is taken by its seat card."""
    card = SeatCard.objects.create(party_id=int(party or 0), key="0" * 32, made_at=clock.now())
    with transaction.atomic():
        return take_card_seat(codes.card_code(card.pk, card.key), "")


@pytest.mark.usefixtures("proposed")
def test_FL28_who_gave_a_ballot_is_marked_for_everyone_and_in_the_minutes(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, japan: Seat
) -> None:
    vote = put(hall, chair)
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    hall.done(card_seat(chile.party), "vote.cast", vote=vote, answer="yes")
    hall.done(hall.person("Desk", "operator"), "vote.cast", vote=vote, answer="no", party=japan.party)
    shown = {key: each["given_by"] for key, each in entities(hall)["ballot"].items()}
    assert shown == {fiji.party: "delegation", chile.party: "card", japan.party: "desk"}
    hall.done(chair, "vote.close", vote=vote)
    assert {row["party"]: row["given_by"] for row in minutes(hall, "ballots")} == {
        "Fiji": "by_delegation",
        "Chile": "by_card",
        "Japan": "by_desk",
    }


@pytest.mark.usefixtures("proposed")
def test_FL28_a_card_replaces_what_the_delegation_voted_only_on_purpose(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    vote, card = put(hall, chair), card_seat(fiji.party)
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    assert hall.code(card, "vote.cast", vote=vote, answer="no") == "vote.delegation_voted"
    assert hall.code(card, "vote.cast", vote=vote, answer="no", seen="abstain") == "vote.delegation_voted"
    hall.done(card, "vote.cast", vote=vote, answer="no", seen="yes")
    # What a card gave it changes as it likes, and the delegation has the last word.
    hall.done(card, "vote.cast", vote=vote, answer="abstain")
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    assert Ballot.objects.get().given_by == "delegation"


@pytest.mark.usefixtures("proposed")
def test_FL28_the_staff_replace_what_a_delegation_voted_only_on_purpose(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    vote, desk = put(hall, chair), hall.person("Desk", "operator", place="hall")
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    for staff in (desk, chair):
        asked = {"vote": vote, "answer": "no", "party": fiji.party}
        assert hall.code(staff, "vote.cast", **asked) == "vote.delegation_voted"
    hall.done(desk, "vote.cast", vote=vote, answer="no", party=fiji.party, seen="yes")
    # What the staff entered they change as they like.
    hall.done(chair, "vote.cast", vote=vote, answer="abstain", party=fiji.party)


@pytest.mark.usefixtures("proposed")
def test_FL28_a_card_takes_the_delegations_objection_back_only_on_purpose(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    vote, card = put(hall, chair, "without_a_vote", terms={"seconds": 60}), card_seat(fiji.party)
    hall.done(fiji, "vote.object", vote=vote)
    assert hall.code(card, "vote.object", vote=vote, objects=False) == "vote.delegation_voted"
    hall.done(card, "vote.object", vote=vote, objects=False, seen="object")


@pytest.mark.usefixtures("proposed")
def test_FL28_one_votes_for_ones_own_delegation_alone(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    vote = put(hall, chair)
    assert hall.code(fiji, "vote.cast", vote=vote, answer="yes", party=chile.party) == "vote.not_yours"
    assert hall.code(hall.guest(), "vote.cast", vote=vote, answer="yes") == "wire.forbidden"
    operator = hall.person("Desk", "operator", place="hall")
    hall.done(operator, "vote.cast", vote=vote, answer="yes", party=chile.party)
    assert Ballot.objects.get().cast_by == operator.participant


@pytest.mark.usefixtures("proposed")
def test_FL28_a_delegation_that_loses_its_accreditation_in_mid_vote_counts_no_more(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    vote = put(hall, chair)
    hall.done(fiji, "vote.cast", vote=vote, answer="no")
    hall.done(chile, "vote.cast", vote=vote, answer="yes")
    Party.objects.filter(pk=fiji.party).update(accredited=False)
    assert hall.code(fiji, "vote.cast", vote=vote, answer="abstain") == "vote.no_right"
    closed = hall.done(chair, "vote.close", vote=vote).event
    assert (closed["in_favour"], closed["against"]) == (1, 0)


@pytest.mark.usefixtures("proposed")
def test_FL28_nothing_is_cast_while_the_session_is_suspended_or_after_the_end(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    vote = put(hall, chair, terms={"seconds": 60})
    hall.done(chair, "session.suspend", reason="Coffee.")
    assert hall.code(fiji, "vote.cast", vote=vote, answer="yes") == "session.not_open"
    hall.done(chair, "session.resume")
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    moment[0] += timedelta(seconds=60)
    assert hall.code(fiji, "vote.cast", vote=vote, answer="no") == "vote.over"
    hall.done(chair, "vote.close", vote=vote)
    assert hall.code(chair, "vote.close", vote=vote) == "floor.no_vote"
    assert hall.code(fiji, "vote.cast", vote=vote, answer="no") == "vote.over"


@pytest.mark.usefixtures("proposed")
def test_FL28_the_time_to_object_stands_still_while_the_session_is_suspended(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    vote = put(hall, chair, "without_a_vote", terms={"seconds": 30})
    ends = moment[0] + timedelta(seconds=30)
    for _ in range(2):
        moment[0] += timedelta(seconds=10)
        hall.done(chair, "session.suspend", reason="Coffee.")
        shown = entities(hall)["vote"][vote]
        assert (shown["closes_at"], shown["suspended_at"]) == (
            timestamp_text(ends),
            timestamp_text(moment[0]),
        )
        moment[0] += timedelta(hours=1)
        assert hall.code(fiji, "vote.object", vote=vote) == "session.not_open"
        assert hall.code(chair, "vote.close", vote=vote) == "vote.objections_open"
        hall.done(chair, "session.resume")
        ends += timedelta(hours=1)
        shown = entities(hall)["vote"][vote]
        assert (shown["closes_at"], shown["suspended_at"]) == (timestamp_text(ends), None)
    moment[0] += timedelta(seconds=9)
    hall.done(fiji, "vote.object", vote=vote)
    moment[0] += timedelta(seconds=1)
    assert hall.code(fiji, "vote.object", vote=vote, objects=False) == "vote.over"
    # What was over before stays so.
    hall.done(chair, "session.suspend", reason="Lunch.")
    hall.done(chair, "session.resume")
    assert hall.code(fiji, "vote.object", vote=vote, objects=False) == "vote.over"
    hall.done(chair, "vote.close", vote=vote)
    assert entities(hall)["proposal"]["1"]["state"] == "tabled"


@pytest.mark.usefixtures("proposed")
def test_FL28_a_roll_is_called_from_the_delegation_drawn_and_those_who_pass_are_called_again(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, japan: Seat
) -> None:
    vote = put(hall, chair, "roll_call")
    shown = entities(hall)["vote"][vote]
    alphabetical = [chile.party, fiji.party, japan.party]
    hashes = {hashlib.sha256(f"{shown['seed']}:{key}".encode()).hexdigest(): key for key in alphabetical}
    assert shown["drawn"] == shown["called"] == shown["roll"][0] == hashes[min(hashes)]
    at = alphabetical.index(shown["drawn"])
    assert shown["roll"] == [*alphabetical[at:], *alphabetical[:at]]
    seats = {seat.party: seat for seat in (fiji, chile, japan)}
    first, second, third = (seats[key] for key in shown["roll"])
    assert hall.code(second, "vote.cast", vote=vote, answer="yes") == "vote.not_called"
    hall.done(first, "vote.cast", vote=vote, answer="pass")
    hall.done(second, "vote.cast", vote=vote, answer="yes")
    hall.done(chair, "vote.cast", vote=vote, answer="absent", party=third.party)
    again = entities(hall)["vote"][vote]
    assert (again["called"], again["round"]) == (first.party, 2)
    assert hall.code(chair, "vote.close", vote=vote) == "vote.roll_not_finished"
    hall.done(first, "vote.cast", vote=vote, answer="no")
    hall.done(chair, "vote.close", vote=vote)
    rows = minutes(hall, "ballots")
    assert [(row["party"], row["answer"]) for row in rows] == [
        (str(Party.objects.get(pk=first.party)), "no"),
        (str(Party.objects.get(pk=second.party)), "yes"),
        (str(Party.objects.get(pk=third.party)), "absent"),
    ]
    (held,) = minutes(hall, "votes")
    assert (held["method"], held["result"], held["seed"]) == ("roll_call", "not_adopted", shown["seed"])
    assert held["drawn"] == rows[0]["party"]


@pytest.mark.usefixtures("proposed")
def test_FL28_a_decision_without_a_vote_ends_where_somebody_objects(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    vote = put(hall, chair, "without_a_vote", terms={"seconds": 20})
    hall.done(fiji, "vote.object", vote=vote)
    hall.done(fiji, "vote.object", vote=vote, objects=False)
    assert hall.code(chair, "vote.close", vote=vote) == "vote.objections_open"
    hall.done(fiji, "vote.object", vote=vote)
    assert hall.done(chair, "vote.close", vote=vote).event["carried"] is False
    assert entities(hall)["proposal"]["1"]["state"] == "tabled"
    again = put(hall, chair, "without_a_vote", terms={"seconds": 20})
    assert entities(hall)["ballot"] == {}
    moment[0] += timedelta(seconds=20)
    hall.done(chair, "vote.close", vote=again)
    assert entities(hall)["proposal"]["1"]["state"] == "adopted"
    assert [(row["vote"], row["answer"]) for row in minutes(hall, "ballots")] == [(vote, "object")]


@pytest.mark.usefixtures("proposed")
def test_FL22_a_vote_on_a_proposal_needs_a_quorum_and_its_decision_names_it(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, japan: Seat
) -> None:
    Session.objects.update(quorum_to_decide="majority")
    asked = {"token": 0, "proposal": "1", "terms": {"method": "electronic"}}
    assert hall.code(chair, "vote.put_proposal", **asked) == "rollcall.no_quorum"
    hall.done(chair, "rollcall.open")
    assert hall.code(chair, "vote.put_proposal", **asked) == "rollcall.still_open"
    for seat in (fiji, chile):
        hall.done(seat, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    vote = put(hall, chair)
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="2")
    hall.done(chair, "rollcall.close", roll_call="2")
    assert hall.code(chair, "vote.close", vote=vote) == "rollcall.no_quorum"
    hall.done(chair, "rollcall.open")
    for seat in (fiji, japan):
        hall.done(seat, "rollcall.answer", roll_call="3")
    hall.done(chair, "rollcall.close", roll_call="3")
    hall.done(chair, "vote.close", vote=vote)
    row = Decision.objects.get()
    assert (row.text, row.proposal, str(row.vote), row.needed, row.present) == (
        "ICDD/L.1 On trust",
        1,
        vote,
        2,
        2,
    )
    shown = entities(hall)
    assert shown["decision"]["1"]["proposal"] == "1"
    assert (shown["vote"][vote]["present"], shown["vote"][vote]["counted_by"]) == (2, "roll_call")


@pytest.mark.usefixtures("proposed")
def test_FL22_no_roll_call_in_mid_vote_changes_how_many_are_needed(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, japan: Seat
) -> None:
    Session.objects.update(quorum_to_decide="majority")
    for seat in (fiji, chile):
        hall.done(chair, "presence.check_in", participant=seat.participant)
    vote = put(hall, chair)
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    Session.objects.update(quorum_to_decide="none")
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    assert hall.code(chair, "vote.close", vote=vote) == "rollcall.no_quorum"


@pytest.mark.usefixtures("proposed")
def test_FL22_a_decision_has_the_figures_of_its_vote(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, japan: Seat
) -> None:
    Session.objects.update(quorum_to_decide="majority")
    for seat in (fiji, chile):
        hall.done(chair, "presence.check_in", participant=seat.participant)
    vote = put(hall, chair)
    Session.objects.update(quorum_to_decide="third")
    hall.delegate("Palau", accredited=True)
    for seat in (fiji, chile, japan):
        hall.done(seat, "vote.cast", vote=vote, answer="yes")
    hall.done(chair, "vote.close", vote=vote)
    shown = entities(hall)
    names = ("present", "accredited", "needed")
    assert [shown["vote"][vote][name] for name in names] == [3, 3, 2]
    assert [shown["decision"]["1"][name] for name in names] == [3, 3, 2]


@pytest.mark.usefixtures("proposed")
def test_FL22_the_refusal_has_the_figures_and_moderators_know_them_before(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    Session.objects.update(quorum_to_decide="majority")
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    asked = {"token": 0, "proposal": "1", "terms": {"method": "electronic"}}
    figures = {"present": 1, "accredited": 3, "needed": 2}
    for _ in range(2):
        # The remembered answer has the figures too.
        refused = hall.do(chair, "vote.put_proposal", id="the-same-command", **asked)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.values) == ("rollcall.no_quorum", figures)
    found = quorum_signal(subject(hall.stream))
    assert found == Quorum(counted_by="roll_call", **figures)


def test_FL28_no_quorum_stands_with_a_vote_that_needs_none(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    Session.objects.update(quorum_to_decide="majority")
    hall.done(chair, "vote.put_question", token=0, question="Shall we go on?", terms={})
    vote = str(hall.floor().token)
    hall.done(chair, "vote.close", vote=vote, in_favour=1, against=0)
    assert entities(hall)["vote"][vote]["needed"] == 0
    (row,) = minutes(hall, "votes")
    assert [row[name] for name in ("present", "accredited", "needed", "counted_by")] == ["", "", "", ""]


def test_FL22_without_a_roll_call_those_who_are_checked_in_make_the_quorum(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "proposal.add", title="On trust", text="Trust.")
    asked = {"token": 0, "proposal": "1", "terms": {"method": "electronic"}}
    for seat in (fiji, chile):
        assert hall.code(chair, "vote.put_proposal", **asked) == "rollcall.no_quorum"
        hall.done(chair, "presence.check_in", participant=seat.participant)
    hall.done(chair, "vote.put_proposal", **asked)


@pytest.mark.usefixtures("proposed")
def test_FL28_a_vote_takes_the_floor_that_nobody_has(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    asked = {"token": 1, "proposal": "1", "terms": {"method": "electronic"}}
    assert hall.code(chair, "vote.put_proposal", **asked) == "floor.somebody_speaks"
    hall.done(chair, "floor.end", token=1)
    vote = put(hall, chair)
    hall.done(fiji, "floor.inscribe")
    token = hall.floor().token
    assert hall.code(chair, "floor.grant", entry="2", token=token, confirmed=True) == "floor.vote_due"
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    hall.done(chair, "vote.close", vote=vote)
    hall.done(chair, "floor.grant", entry="2", token=token, confirmed=True)
    assert (entities(hall)["vote"], entities(hall)["ballot"]) == ({}, {})


@pytest.mark.usefixtures("proposed")
@pytest.mark.parametrize(("kind", "named"), [("vote.drop", ("vote",)), ("session.close", ())])
def test_FL28_a_vote_without_a_result_leaves_its_proposal_undecided(
    hall: Assembly, chair: Seat, fiji: Seat, kind: str, named: Collection[str]
) -> None:
    vote = put(hall, chair)
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    assert hall.code(chair, "proposal.withdraw", proposal="1") == "proposal.under_vote"
    hall.done(chair, kind, **dict.fromkeys(named, vote))
    shown = entities(hall)
    assert (shown["vote"], shown["ballot"], shown["proposal"]["1"]["state"]) == ({}, {}, "tabled")
    assert hall.code(fiji, "vote.cast", vote=vote, answer="no") == "vote.over"
    assert not hall.session.proposals.get().under_vote
    assert [row["result"] for row in minutes(hall, "votes")] == ["dropped"]


@pytest.mark.usefixtures("proposed")
def test_FL28_a_correction_stands_beside_the_result(
    hall: Assembly, chair: Seat, fiji: Seat, japan: Seat
) -> None:
    vote = put(hall, chair)
    hall.done(fiji, "vote.cast", vote=vote, answer="no")
    assert hall.code(fiji, "vote.correct", vote=vote, answer="yes") == "vote.not_over"
    hall.done(chair, "vote.close", vote=vote)
    hall.done(fiji, "vote.correct", vote=vote, answer="yes")
    hall.done(japan, "vote.correct", vote=vote, answer="abstain")
    rows = {row["party"]: (row["answer"], row["intended"]) for row in minutes(hall, "ballots")}
    assert rows == {"Chile": ("not_voting", ""), "Fiji": ("no", "yes"), "Japan": ("not_voting", "abstain")}
    shown = entities(hall)["vote"][vote]
    assert (shown["in_favour"], shown["against"], shown["carried"]) == (0, 1, False)


def test_FL28_an_appeal_is_voted_by_ballots_too(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> None:
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="1", token=0)
    hall.done(chair, "floor.rule", token=1, ruling="not_upheld")
    hall.done(fiji, "floor.raise_appeal", ruling="1")
    asked = {"token": 1, "ruling": "1", "party": fiji.party}
    refused = hall.code(chair, "floor.appeal", terms={"method": "without_a_vote", "seconds": 20}, **asked)
    assert refused == "vote.appeal_is_voted"
    hall.done(chair, "floor.appeal", terms={"method": "roll_call"}, **asked)
    for _ in range(2):
        called = entities(hall)["vote"]["2"]["called"]
        hall.done(fiji if called == fiji.party else chile, "vote.cast", vote="2", answer="yes")
    hall.done(chair, "vote.close", vote="2")
    assert [row["result"] for row in minutes(hall, "votes")] == ["overturned"]


def test_FL28_an_indicative_vote_decides_nothing(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    terms = {"method": "electronic"}
    hall.done(chair, "vote.put_question", token=0, question="Shall we go on?", terms=terms)
    hall.done(fiji, "vote.cast", vote="1", answer="yes")
    assert hall.done(chair, "vote.close", vote="1").event["carried"] is None
    (row,) = minutes(hall, "votes")
    assert (row["result"], row["question"], row["in_favour"]) == ("indicative", "Shall we go on?", "1")
    assert not Decision.objects.exists()


def test_FL28_a_vote_of_another_session_is_none_of_this(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "vote.put_question", token=0, question="Shall we?", terms={"method": "electronic"})
    other = hall.add_session()
    answer = hall.do(fiji, "vote.cast", stream=other.stream, vote="1", answer="yes")
    assert getattr(answer, "code", "") == "vote.over"
    assert Vote.objects.get().ballots.count() == 0
    assert hall.code(fiji, "vote.cast", vote="9" * 40, answer="yes") == "vote.over"


@pytest.mark.usefixtures("proposed")
def test_an_update_marks_ballots_that_others_than_the_delegation_gave(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    vote, desk = put(hall, chair), hall.person("Desk", "operator", place="hall")
    hall.done(fiji, "vote.cast", vote=vote, answer="yes")
    hall.done(desk, "vote.cast", vote=vote, answer="yes", party=chile.party)
    # The staff has the role in one session only, or has lost it since.
    Participant.objects.filter(pk=desk.participant).update(roles=["audience"])
    Ballot.objects.update(given_by="delegation")
    import_module("sessions.migrations.0031_ballot_given_by").say_who_gave_it(apps, None)
    given = dict(Ballot.objects.values_list("party", "given_by"))
    assert given == {int(fiji.party or 0): "delegation", int(chile.party or 0): "desk"}
