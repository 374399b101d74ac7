"""Nobody loses its voice in a decision under way: a silence procedure, consensus that is asked for, a vote."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Stream
from foundation.messages.protocol import Refused
from sessions.models import Participant, Party, Vote
from tests.sessions.outcome.conftest import TEXT, Drafting
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Organiser", "organiser")


@pytest.fixture(params=["silence", "consensus", "vote"])
def decided(
    request: pytest.FixtureRequest, hall: Assembly, chair: Seat, organiser: Seat, fiji: Seat, chile: Seat
) -> str:
    """Each of the ways to decide is under way."""
    if request.param == "vote":
        terms = {"method": "electronic"}
        hall.done(chair, "vote.put_question", token=hall.floor().token, question="Coffee?", terms=terms)
        return "vote"
    drafting = Drafting(hall, chair)
    drafting.add(TEXT)
    if request.param == "silence":
        drafting.do(chair, "begin_silence", until=(clock.now() + timedelta(hours=2)).isoformat())
    else:
        drafting.do(chair, "ask_consensus", seconds=60)
    return str(request.param)


def code(hall: Assembly, seat: Seat, kind: str, **fields: Any) -> str:
    answer = hall.do(seat, kind, stream=hall.conference.stream, **fields)
    return answer.code if isinstance(answer, Refused) else ""


@pytest.mark.usefixtures("decided")
def test_the_last_voice_of_a_delegation_keeps_its_role_and_its_party(
    hall: Assembly, chair: Seat, organiser: Seat, fiji: Seat, chile: Seat
) -> None:
    one = {"participant": fiji.participant}
    assert code(hall, chair, "parties.change_roles", **one, roles=["audience"]) == "decision.under_way"
    moved = {"values": {"party": chile.party}, "seen": {"party": fiji.party}}
    assert code(hall, organiser, "people.change", **one, **moved) == "decision.under_way"
    # Another member has a voice as well.
    hall.person("Second", "delegate", party=Party.objects.get(pk=fiji.party))
    assert code(hall, chair, "parties.change_roles", **one, roles=["audience"]) == ""


@pytest.mark.usefixtures("decided")
def test_the_refusal_names_a_delegation_that_has_no_english_name(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    Party.objects.filter(pk=fiji.party).update(name={"fr": "Les Fidji"}, code="")
    change = {"participant": fiji.participant, "roles": []}
    refused = hall.do(chair, "parties.change_roles", stream=hall.conference.stream, **change)
    assert isinstance(refused, Refused)
    assert refused.message.startswith("Les Fidji takes part in ")


@pytest.mark.usefixtures("decided")
def test_a_delegation_keeps_its_right_to_vote(hall: Assembly, organiser: Seat, fiji: Seat) -> None:
    change = {"values": {"accredited": False}, "seen": {"accredited": True}}
    assert code(hall, organiser, "parties.change", party=fiji.party, **change) == "decision.under_way"
    Participant.objects.filter(party=fiji.party).delete()
    assert code(hall, organiser, "parties.remove", party=fiji.party) == "decision.under_way"


@pytest.mark.usefixtures("decided")
def test_access_can_be_withdrawn_whatever_is_decided(hall: Assembly, organiser: Seat, fiji: Seat) -> None:
    assert code(hall, organiser, "parties.remove_member", participant=fiji.participant) == ""


def test_nothing_is_kept_when_nothing_is_decided(
    hall: Assembly, chair: Seat, organiser: Seat, fiji: Seat
) -> None:
    assert code(hall, chair, "parties.change_roles", participant=fiji.participant, roles=[]) == ""
    change = {"values": {"accredited": False}, "seen": {"accredited": True}}
    assert code(hall, organiser, "parties.change", party=fiji.party, **change) == ""


def test_who_votes_by_a_role_in_the_session_keeps_it_during_the_vote(
    hall: Assembly, chair: Seat, organiser: Seat, fiji: Seat
) -> None:
    guest = hall.person("Guest", party=hall.party("Peru"))
    role = {"participant": guest.participant, "session": str(hall.session.pk), "role": "delegate"}
    assert code(hall, organiser, "session_roles.give", **role) == ""
    terms = {"method": "electronic"}
    vote = hall.done(chair, "vote.put_question", token=hall.floor().token, question="Coffee?", terms=terms)
    assert code(hall, organiser, "session_roles.take", **role) == "decision.under_way"
    hall.done(chair, "vote.drop", vote=vote.event["vote"])
    assert code(hall, organiser, "session_roles.take", **role) == ""


def test_a_vote_begins_under_the_lock_under_which_rights_change(
    hall: Assembly, chair: Seat, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, lock = [], journal.lock

    def note(stream: str) -> Stream:
        locked.append((stream, Vote.objects.exists()))
        return lock(stream)

    monkeypatch.setattr(journal, "lock", note)
    terms = {"method": "electronic"}
    hall.done(chair, "vote.put_question", token=hall.floor().token, question="Coffee?", terms=terms)
    assert list(dict.fromkeys(locked))[:2] == [(hall.session.stream, False), (hall.conference.stream, False)]


def test_a_session_stays_open_to_those_who_vote_in_it(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    terms = {"method": "electronic"}
    vote = hall.done(chair, "vote.put_question", token=hall.floor().token, question="Coffee?", terms=terms)
    assert hall.code(chair, "session.set_access", access="staff") == "decision.under_way"
    hall.done(chair, "session.set_access", access="delegations")
    hall.done(chair, "vote.drop", vote=vote.event["vote"])
    hall.done(chair, "session.set_access", access="staff")


def frozen(client: Client, organiser: Seat) -> list[dict[str, Any]]:
    """What the pages of the workspace read about the decisions under way."""
    answer = client.get(
        "/api/v1/organise/overview", headers={"authorization": f"Bearer {seats.sign(organiser)[0]}"}
    )
    decisions: list[dict[str, Any]] = answer.json()["under_way"]
    return decisions


def test_the_workspace_reads_what_a_decision_keeps_as_it_is(
    client: Client, hall: Assembly, organiser: Seat, fiji: Seat, chile: Seat, decided: str
) -> None:
    (one,) = frozen(client, organiser)
    assert one["stream"].partition("/")[0] == ("session" if decided == "vote" else "outcome")
    assert (one["until"] is None) == (decided == "vote")
    assert one["parties"] == [fiji.party, chile.party]
    assert one["participants"] == [fiji.participant, chile.participant]
    # Another member has a voice as well.
    hall.person("Second", "delegate", party=Party.objects.get(pk=fiji.party))
    assert frozen(client, organiser)[0]["participants"] == [chile.participant]


def test_nothing_is_kept_as_it_is_once_the_vote_ended(
    client: Client, hall: Assembly, chair: Seat, organiser: Seat, fiji: Seat
) -> None:
    assert frozen(client, organiser) == []
    terms = {"method": "electronic"}
    vote = hall.done(chair, "vote.put_question", token=hall.floor().token, question="Coffee?", terms=terms)
    assert [one["stream"] for one in frozen(client, organiser)] == [hall.session.stream]
    hall.done(chair, "vote.drop", vote=vote.event["vote"])
    assert frozen(client, organiser) == []
