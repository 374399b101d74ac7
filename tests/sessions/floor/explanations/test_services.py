"""Explanations of vote, before and after it (FL29)."""

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.floor.models import Entry
from sessions.programme.models import Session
from tests.sessions.votes.test_services import minutes
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(hall: Assembly, chair: Seat, chile: Seat, fiji: Seat) -> None:
    """Proposal 1, of Chile. No quorum is required."""
    Session.objects.update(quorum_to_decide="none")
    hall.done(chair, "proposal.add", symbol="L.1", title="On trust", sponsors=[chile.party], text="Trust.")


def explained(hall: Assembly) -> list[str]:
    """Who has explained its vote on the present proposal, as everyone is told."""
    floor = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["floor"]
    (shown,) = floor.values()
    return list(shown["explained"])


def explain(hall: Assembly, seat: Seat) -> str:
    return str(hall.done(seat, "floor.inscribe", kind="explanation_of_vote").event["entry"])


@pytest.mark.usefixtures("proposed")
def test_FL29_explanations_are_given_before_the_vote_and_after_it(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    japan = hall.delegate("Japan")
    assert hall.code(fiji, "floor.inscribe", kind="explanation_of_vote") == "floor.no_explanations"
    hall.done(chair, "vote.take_explanations", proposal="1")
    hall.done(chair, "floor.close_list")
    entry = explain(hall, fiji)
    assert explained(hall) == []
    hall.done(chair, "floor.grant", entry=entry, token=0, confirmed=True)
    assert explained(hall) == [fiji.party]
    hall.done(fiji, "floor.finish", token=1)
    terms = {"method": "electronic"}
    hall.done(chair, "vote.put_proposal", token=1, proposal="1", terms=terms)
    entry = explain(hall, japan)
    assert hall.code(chair, "floor.grant", entry=entry, token=2, confirmed=True) == "floor.vote_due"
    hall.done(fiji, "vote.cast", vote="2", answer="no")
    hall.done(chair, "vote.close", vote="2")
    assert hall.code(fiji, "floor.inscribe", kind="explanation_of_vote") == "floor.explained_already"
    hall.done(japan, "floor.withdraw", entry=entry)
    hall.done(chair, "vote.take_explanations", proposal="1")
    hall.done(chair, "floor.grant", entry=explain(hall, japan), token=2, confirmed=True)
    rows = [(row["proposal"], row["party"], row["when"]) for row in minutes(hall, "explanations")]
    assert rows == [("1", "Fiji", "before_vote"), ("1", "Japan", "after_vote")]


@pytest.mark.usefixtures("proposed")
def test_FL29_sponsors_do_not_explain_their_vote(hall: Assembly, chair: Seat, chile: Seat) -> None:
    hall.done(chair, "vote.take_explanations", proposal="1")
    assert hall.code(chile, "floor.inscribe", kind="explanation_of_vote") == "floor.sponsor_explains"


@pytest.mark.usefixtures("proposed")
def test_FL29_who_still_waits_leaves_the_list_when_no_more_are_taken(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(chair, "vote.take_explanations", proposal="1")
    entry = explain(hall, fiji)
    ended = hall.done(chair, "vote.take_explanations", proposal=None).event["ended"]
    assert (ended, Entry.objects.get().state) == ([entry], "withdrawn")
    assert hall.code(fiji, "floor.restore", entry=entry) == "floor.too_late"
    assert hall.code(chair, "vote.take_explanations", proposal=None) == "floor.no_explanations"
    assert hall.code(chair, "vote.take_explanations", proposal="2") == "proposal.unknown"


@pytest.mark.usefixtures("proposed")
def test_FL29_an_explanation_has_a_limit_and_a_list_of_its_own(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "vote.take_explanations", proposal="1")
    japan = hall.delegate("Japan")
    explain(hall, japan)
    assert hall.code(fiji, "floor.propose_swap", entry="1", with_entry="2") == "floor.other_list"
    hall.done(chair, "floor.apply_preset", preset="general_assembly", seen=hall.floor().figures)
    hall.done(chair, "floor.grant", entry="2", token=0, confirmed=True)
    assert hall.session.turns.get().allotted == 600
