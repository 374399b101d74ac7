"""Rules of votes on procedure (FL13). Pure.

A vote is carried by a majority of the votes for and against. Abstentions do not count, and a tie is not carried.
A ruling thus stands unless a majority overturns it (General Assembly, rules 71, 86 and 126).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Actor, Outcome, own
from sessions.floor.core.state import Floor, Turn, Vote
from sessions.floor.core.turns import check_open, check_ruled, check_token, give_back, present_turn
from sessions.floor.votes import protocol


def raise_appeal(floor: Floor, actor: Actor, ruling: str, party: str) -> Outcome:
    """Appeal against a ruling. It can then still be put to the vote after the next grant (FL13).

    Refuses `session.not_open`, `floor.not_yours`, `floor.no_ruling`, `floor.appealed_already`.
    """
    check_open(floor)
    own(actor, party)
    _ruling(floor, ruling)
    if floor.appellant is not None:
        raise Refusal(
            "floor.appealed_already",
            "An appeal against this ruling was raised already. The chair puts it to the vote.",
        )
    return Outcome(replace(floor, appellant=party), protocol.AppealRaised(ruling=ruling, party=party))


def withdraw_appeal(floor: Floor, actor: Actor, ruling: str) -> Outcome:
    """Withdraw an appeal that is not put to the vote yet (FL13). Refuses `floor.no_appeal`, `floor.not_yours`."""
    party = floor.appellant
    if party is None or str(floor.ruled) != ruling:
        raise Refusal(
            "floor.no_appeal",
            "No appeal is waiting: it was withdrawn, or put to the vote. See what the session deals with now.",
        )
    own(actor, party)
    return Outcome(replace(floor, appellant=None), protocol.AppealWithdrawn(ruling=ruling, party=party))


def _ruling(floor: Floor, ruling: str) -> int:
    """The turn of the ruling that a command means, if it can be appealed against."""
    if floor.ruled is None or str(floor.ruled) != ruling:
        raise Refusal(
            "floor.no_ruling",
            "A ruling can be appealed against once, before the floor is given again. This one stands: go on.",
        )
    return floor.ruled


def appeal(floor: Floor, ruling: str, party: str, token: int, now: datetime) -> Outcome:
    """Put an appeal to the vote. The present turn, if there is one, waits (FL13). A ruling can be appealed
    against once.

    Refuses `session.not_open`, `floor.token_changed`, `floor.ruling_due`, `floor.vote_due`, `floor.no_ruling`,
    `floor.appealed_already`.
    """
    check_open(floor)
    check_token(floor, token)
    check_ruled(floor)
    of = _ruling(floor, ruling)
    if floor.appellant not in (None, party):
        raise Refusal(
            "floor.appealed_already",
            "Another party has appealed against this ruling. Put its appeal to the vote.",
        )
    interrupted = floor.turn.changed(now, interrupted=True) if floor.turn else None
    vote = Vote(floor.token + 1, "appeal", party, None, of, now)
    return _put(replace(floor, interrupted=interrupted), vote)


def put_to_vote(floor: Floor, token: int, now: datetime) -> Outcome:
    """Put a motion to the vote, after the mover was heard (FL13).

    Refuses `session.not_open`, `floor.token_changed`, `floor.nobody_speaks`, `floor.no_motion`.
    """
    check_open(floor)
    turn = present_turn(floor, token)
    if turn.kind != "motion":
        raise Refusal("floor.no_motion", "No motion has the floor. Recognise it first.")
    vote = Vote(floor.token + 1, "motion", turn.party, turn.motion, turn.number, now, turn.motion_text)
    return _put(floor, vote, round(turn.spoken(now).total_seconds(), 3))


def _put(floor: Floor, vote: Vote, spoken: float = 0.0) -> Outcome:
    """Begin a vote: nobody has the floor, and the token rises."""
    event = protocol.VotePut(
        vote=str(vote.number),
        subject=vote.subject,
        party=vote.party,
        motion=vote.motion,
        motion_text=vote.motion_text,
        of=str(vote.of),
        spoken=spoken,
        interrupted=str(floor.interrupted.number) if floor.interrupted else None,
    )
    return Outcome(replace(floor, turn=None, vote=vote, ruled=None, appellant=None, token=vote.number), event)


def enter(floor: Floor, token: int, in_favour: int, against: int, abstentions: int, now: datetime) -> Outcome:
    """Enter the result. The waiting turn goes on (FL13). Refuses `floor.token_changed`, `floor.no_vote`."""
    vote = _under_way(floor, token)
    decided = replace(
        vote,
        in_favour=in_favour,
        against=against,
        abstentions=abstentions,
        carried=in_favour > against,
    )
    after = give_back(replace(floor, vote=decided), now)
    event = protocol.VoteEntered(
        vote=str(vote.number),
        subject=vote.subject,
        party=vote.party,
        motion=vote.motion,
        motion_text=vote.motion_text,
        of=str(vote.of),
        in_favour=in_favour,
        against=against,
        abstentions=abstentions,
        carried=in_favour > against,
        **_back(after.turn),
    )
    return Outcome(after, event)


def drop(floor: Floor, token: int, now: datetime) -> Outcome:
    """End a vote without a result. The waiting turn goes on (FL13). Refuses `floor.token_changed`, `floor.no_vote`."""
    vote = _under_way(floor, token)
    after = give_back(replace(floor, vote=None), now)
    event = protocol.VoteDropped(
        vote=str(vote.number), subject=vote.subject, party=vote.party, **_back(after.turn)
    )
    return Outcome(after, event)


def _under_way(floor: Floor, token: int) -> Vote:
    check_token(floor, token)
    if floor.voting is None:
        raise Refusal("floor.no_vote", "No vote is under way. See what the session deals with now, then act.")
    return floor.voting


def _back(turn: Turn | None) -> dict[str, Any]:
    """The event's fields on the turn that has the floor again, and on whether its clock runs."""
    return {
        "returned": str(turn.number) if turn else None,
        "resumed": turn is not None and turn.suspended_at is None,
    }
