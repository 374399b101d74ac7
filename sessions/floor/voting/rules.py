"""Rules of appeals, and of the begin and the end of a vote on the floor (FL13, FL28). Pure."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from foundation.refusals import Refusal
from sessions.floor.core.pending_motions import next_returning_turn, remove_motions, without_lapsed_motions
from sessions.floor.core.speakers_list import Actor, Outcome, check_own_party
from sessions.floor.core.state import Floor, Turn
from sessions.floor.core.turns import (
    check_no_appeal,
    check_no_ruling_due,
    check_not_voting,
    check_open,
    check_ruled,
    check_token,
    interrupt,
    motion_before_meeting,
    return_floor,
)
from sessions.floor.voting import protocol
from sessions.floor.voting.carried import with_debate_ended, with_meeting_suspended
from sessions.votes import protocol as events
from sessions.votes.rules import Vote


def raise_appeal(floor: Floor, actor: Actor, ruling: str, party: str, now: datetime) -> Outcome:
    """Appeal against a ruling. The present turn, if there is one, waits until the appeal is decided or withdrawn
    (FL13).

    A party that withdrew its appeal raises no other one against this ruling: each stops the present speaker.

    Refuses `session.not_open`, `floor.not_yours`, `floor.no_ruling`, `floor.appealed_already`,
    `floor.appeal_withdrawn`.
    """
    check_open(floor)
    check_own_party(actor, party)
    _check_ruling(floor, ruling)
    if floor.ruling is not None and party in floor.ruling.appeals_withdrawn:
        raise Refusal(
            "floor.appeal_withdrawn",
            "This delegation withdrew its appeal against this ruling. Only the chair can put it to the vote now.",
        )
    if floor.appellant is not None:
        raise Refusal(
            "floor.appealed_already",
            "An appeal against this ruling was raised already. The chair puts it to the vote.",
        )
    waits = replace(interrupt(floor, now), appellant=party)
    return Outcome(waits, protocol.AppealRaised(ruling=ruling, party=party))


def withdraw_appeal(floor: Floor, actor: Actor, ruling: str, now: datetime) -> Outcome:
    """Withdraw an appeal that is not put to the vote yet. The waiting turn goes on (FL13). A present turn does, too.

    Refuses `floor.no_appeal`, `floor.not_yours`.
    """
    party = floor.appellant
    if party is None or str(floor.ruled) != ruling:
        raise Refusal(
            "floor.no_appeal",
            "No appeal is waiting: it was withdrawn, or put to the vote. See what the session deals with now.",
        )
    check_own_party(actor, party)
    facts = floor.ruling
    if facts is not None:
        facts = facts.model_copy(update={"appeals_withdrawn": [*facts.appeals_withdrawn, party]})
    after = replace(floor, appellant=None, ruling=facts)
    if floor.turn is None:
        after = return_floor(after, now)
    return Outcome(after, protocol.AppealWithdrawn(ruling=ruling, party=party))


def _check_ruling(floor: Floor, ruling: str) -> int:
    """The turn of the ruling that a command means, if it can be appealed against."""
    if floor.ruled is None or str(floor.ruled) != ruling:
        raise Refusal(
            "floor.no_ruling",
            "A ruling can be appealed against once, before the floor is given again. This one stands: go on.",
        )
    return floor.ruled


def appeal(floor: Floor, ruling: str, party: str, token: int, now: datetime, **terms: Any) -> Outcome:
    """Put an appeal to the vote. The present turn, if there is one, waits (FL13). A ruling can be appealed
    against once.

    `terms` are fields of the vote. Refuses `session.not_open`, `floor.token_changed`, `floor.ruling_due`,
    `floor.vote_due`, `floor.no_ruling`, `floor.appealed_already`.
    """
    check_open(floor)
    check_token(floor, token)
    check_no_ruling_due(floor)
    check_not_voting(floor)
    of = _check_ruling(floor, ruling)
    if floor.appellant not in (None, party):
        raise Refusal(
            "floor.appealed_already",
            "Another party has appealed against this ruling. Put its appeal to the vote.",
        )
    known = floor.ruling if floor.ruling is not None and floor.ruling.turn == ruling else None
    vote = Vote(floor.token + 1, "appeal", now, party=party, of=of, ruling=known, **terms)
    return _with_vote_begun(interrupt(floor, now), vote)


def put_to_vote(floor: Floor, token: int, now: datetime, **terms: Any) -> Outcome:
    """Put the motion before the meeting to the vote, even if parties still wait to speak on it (FL13, FL27).

    `terms` are fields of the vote. Refuses `session.not_open`, `floor.token_changed`, `floor.ruling_due`,
    `floor.no_motion`, `floor.appeal_due`.
    """
    check_open(floor)
    motion = motion_before_meeting(floor, token)
    check_no_appeal(floor)
    vote = Vote(
        floor.token + 1,
        "motion",
        now,
        party=motion.party,
        motion=motion.motion,
        of=motion.number,
        motion_text=motion.motion_text,
        **terms,
    )
    spoken = floor.turn.spoken_time(now).total_seconds() if floor.turn else 0.0
    return _with_vote_begun(remove_motions(floor, [motion.number]), vote, round(spoken, 3))


def put_proposal_or_question(floor: Floor, token: int, now: datetime, **vote: Any) -> Outcome:
    """Put a proposal to the vote, or an indicative question, while nobody has the floor (FL28).

    `vote` are fields of the vote. Refuses `session.not_open`, `floor.token_changed`, `floor.ruling_due`,
    `floor.vote_due`, `floor.appeal_due`, `floor.somebody_speaks`.
    """
    check_open(floor)
    check_token(floor, token)
    check_ruled(floor)
    check_no_appeal(floor)
    if floor.turn is not None:
        raise Refusal(
            "floor.somebody_speaks", "Somebody has the floor. End that turn first, then put it to the vote."
        )
    return _with_vote_begun(floor, Vote(floor.token + 1, put_at=now, **vote))


def _with_vote_begun(floor: Floor, vote: Vote, spoken: float = 0.0) -> Outcome:
    """The floor with a vote that begins now: nobody has the floor, and the token rises."""
    waits = next_returning_turn(replace(floor, vote=None, appellant=None))
    event = events.VotePut(
        **_subject_fields(vote),
        majority=vote.majority,
        spoken=spoken,
        interrupted=str(waits.number) if waits else None,
    )
    return Outcome(replace(floor, turn=None, vote=vote, ruled=None, appellant=None, token=vote.number), event)


def close_vote(floor: Floor, closed: Vote, now: datetime) -> Outcome:
    """Give the vote its result. The motions that it makes void lapse, and a carried motion is carried out (FL27). The
    waiting turn goes on (FL13, FL28), unless that motion ended the debate or the meeting.
    """
    result = closed.result
    assert result is not None
    carried = closed.motion if result.carried else None
    kept = without_lapsed_motions(replace(floor, vote=closed), carried)
    after = return_floor(with_meeting_suspended(with_debate_ended(kept, carried, now), carried, now), now)
    event = events.VoteClosed(
        **_subject_fields(closed),
        in_favour=result.in_favour,
        against=result.against,
        abstentions=result.abstentions,
        carried=result.carried,
        lapsed=[str(motion.number) for motion in floor.motions if motion not in kept.motions],
        list_closed=after.list_state == "closed" and floor.list_state != "closed",
        session_suspended=after.session == "suspended" and floor.session != "suspended",
        **_returned_turn_fields(after.turn),
    )
    return Outcome(after, event)


def drop_vote(floor: Floor, vote: str, reason: str, now: datetime) -> Outcome:
    """End a vote without a result. The waiting turn goes on (FL13). Refuses `floor.no_vote`,
    `floor.ruling_due`."""
    dropped = find_vote_under_way(floor, vote)
    after = return_floor(replace(floor, vote=None), now)
    event = events.VoteDropped(
        vote=str(dropped.number),
        subject=dropped.subject,
        party=dropped.party,
        reason=reason,
        **_returned_turn_fields(after.turn),
    )
    return Outcome(after, event)


def find_vote_under_way(floor: Floor, vote: str) -> Vote:
    """The vote that a command names, if it is under way and no point of order is being heard.

    Refuses `floor.no_vote`, `floor.ruling_due`.
    """
    if floor.voting is None or str(floor.voting.number) != vote:
        raise Refusal("floor.no_vote", "This vote is over. See what the session deals with now, then act.")
    check_no_ruling_due(floor)
    return floor.voting


def _subject_fields(vote: Vote) -> dict[str, Any]:
    """The fields of the vote's event that say what is voted on, and how."""
    return {
        "vote": str(vote.number),
        "subject": vote.subject,
        "method": vote.method,
        "party": vote.party,
        "motion": vote.motion,
        "motion_text": vote.motion_text,
        "of": None if vote.of is None else str(vote.of),
        "proposal": None if vote.proposal is None else str(vote.proposal),
        "question": vote.question,
    }


def _returned_turn_fields(turn: Turn | None) -> dict[str, Any]:
    """The fields of the vote's event that name the turn that has the floor again, and say whether its clock runs."""
    return {
        "returned": str(turn.number) if turn else None,
        "resumed": turn is not None and turn.suspended_at is None,
    }
