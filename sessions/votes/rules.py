"""Rules of votes by delegation (FL28). Pure.

A vote is carried by a majority of the votes for and against; abstentions do not count, and a tie is not carried. A
ruling thus stands unless a majority overturns it (General Assembly, rules 71, 82 to 89, 95 and 126).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from foundation.lots import draw
from foundation.refusals import Refusal
from sessions.programme.protocol import SessionState
from sessions.rollcall.protocol import CountedBy
from sessions.votes.protocol import Answer, Giver, Majority, Method, Motion, RulingFacts, Subject


@dataclass(frozen=True)
class Quorum:
    """How many of the accredited delegations are present, and how many have to be present (FL22)."""

    present: int = 0
    accredited: int = 0
    needed: int = 0
    counted_by: CountedBy = "presence"


@dataclass(frozen=True)
class Result:
    """The result of a vote."""

    in_favour: int
    against: int
    abstentions: int
    carried: bool | None
    closed_at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Vote:
    """A vote (FL13, FL28). Its number is the floor's token when it was put. It has a result once it is closed."""

    number: int
    subject: Subject
    put_at: datetime
    party: str | None = None
    """The party that appeals or moved."""
    motion: Motion | None = None
    motion_text: str = ""
    of: int | None = None
    """The number of the turn of the ruling under appeal, or of the motion."""
    ruling: RulingFacts | None = None
    """The ruling under appeal."""
    proposal: int | None = None
    question: str = ""
    method: Method = "show_of_hands"
    majority: Majority = "simple"
    closes_at: datetime | None = None
    suspended_at: datetime | None = None
    """Since when its time stands still, because the session is suspended. Null for a vote without a time."""
    roll: tuple[str, ...] = ()
    """The parties that may vote, in the order in which they are called."""
    drawn: str | None = None
    seed: str = ""
    quorum: Quorum = Quorum()
    result: Result | None = None

    def suspend(self, now: datetime) -> "Vote":
        """The vote with its time stopped, if it has any left."""
        if self.result is not None or self.closes_at is None or self.closes_at <= now:
            return self
        return replace(self, suspended_at=now)

    def resume(self, now: datetime) -> "Vote":
        """The vote with its time running again, as much as was left when it was stopped."""
        if self.suspended_at is None or self.closes_at is None:
            return self
        return replace(self, closes_at=now + (self.closes_at - self.suspended_at), suspended_at=None)

    def is_time_over(self, now: datetime) -> bool:
        """Whether the time that the chair set for votes or objections is over."""
        return self.closes_at is not None and (self.suspended_at or now) >= self.closes_at


@dataclass(frozen=True)
class Tally:
    """How many delegations voted for and against, and how many abstained."""

    in_favour: int = 0
    against: int = 0
    abstentions: int = 0

    @property
    def total(self) -> int:
        """How many delegations took part."""
        return self.in_favour + self.against + self.abstentions


def order_of_roll_call(seed: str, alphabetical: Collection[str]) -> tuple[tuple[str, ...], str]:
    """The order of a roll call, and the party drawn by lot with which it begins (rule 87)."""
    order = list(alphabetical)
    drawn = draw(seed, order)[0]
    at = order.index(drawn)
    return (*order[at:], *order[:at]), drawn


def called_party(vote: Vote, answers: Mapping[str, Answer]) -> tuple[str | None, int]:
    """The party that is called now, and in which of the two calls: first all in their order, then those that passed
    (rule 87).
    """
    if vote.method != "roll_call" or vote.result is not None:
        return None, 1
    first = next((party for party in vote.roll if not answers.get(party)), None)
    if first is not None:
        return first, 1
    return next((party for party in vote.roll if answers.get(party) == "pass"), None), 2


def check_terms(subject: Subject, method: Method, seconds: int | None, roll: Collection[str]) -> None:
    """Check how a vote is to be taken. Refuses `vote.appeal_is_voted`, `vote.moment_needed`, `vote.nobody_votes`."""
    if method == "without_a_vote" and subject in ("appeal", "indicative"):
        raise Refusal(
            "vote.appeal_is_voted",
            "Appeals and indicative votes are voted on. Choose a show of hands, an electronic vote or a roll call.",
        )
    if method == "without_a_vote" and seconds is None:
        raise Refusal(
            "vote.moment_needed",
            "Say for how many seconds delegations may object, then ask for the decision without a vote.",
        )
    if not roll and method != "show_of_hands":
        raise Refusal(
            "vote.nobody_votes",
            "No delegation has the right to vote. Ask the organiser to mark the accredited ones.",
        )


def check_quorum(quorum: Quorum) -> None:
    """Check that enough delegations are present to decide (rule 67). Refuses `rollcall.no_quorum`."""
    if quorum.present < quorum.needed:
        raise Refusal(
            "rollcall.no_quorum",
            f"{quorum.present} of {quorum.accredited} accredited delegations are present, and {quorum.needed} are"
            " needed to decide. Call the roll once more have come, or end the vote without a result.",
            values={
                "present": quorum.present,
                "accredited": quorum.accredited,
                "needed": quorum.needed,
            },
        )


def find_vote_under_way(vote: Vote | None, named: str, now: datetime) -> Vote:
    """The vote that a command names, if votes can still be cast. Refuses `vote.over`, which says when the
    vote ended.
    """
    if vote is None or str(vote.number) != named:
        raise Refusal("vote.over", "This vote is over. See what the session deals with now.")
    closed = vote.result.closed_at if vote.result else vote.closes_at
    if vote.result is not None or vote.is_time_over(now):
        when = f"{closed:%H:%M:%S} UTC" if closed else ""
        raise Refusal(
            "vote.over", f"This vote closed at {when}. You can have noted what you had intended to vote."
        )
    return vote


def _check_voter(session: SessionState, vote: Vote, party: str, accredited: bool) -> None:
    if session != "open":
        raise Refusal(
            "session.not_open",
            "The session is not open, so nothing is voted. The vote goes on once it resumes.",
        )
    if party not in vote.roll or not accredited:
        raise Refusal(
            "vote.no_right",
            "This delegation has no right to vote here. Accredited delegations vote; ask the secretariat.",
        )


def check_cast(
    session: SessionState,
    vote: Vote,
    answers: Mapping[str, Answer],
    party: str,
    answer: Answer,
    accredited: bool,
) -> None:
    """Check that a party may cast this vote, or answer the roll call so (rule 87). `answers` are the answers so far, by
    party.

    Refuses `session.not_open`, `vote.no_right`, `vote.by_hand`, `vote.objections_only`, `vote.not_called`,
    `vote.passed_already`, `vote.roll_call_only`.
    """
    _check_voter(session, vote, party, accredited)
    if vote.method == "show_of_hands":
        raise Refusal("vote.by_hand", "This is a vote by show of hands. It is counted in the room.")
    if vote.method == "without_a_vote":
        raise Refusal(
            "vote.objections_only", "This is to be decided without a vote. Object, or let it be decided."
        )
    if vote.method == "electronic":
        if answer in ("pass", "absent"):
            raise Refusal("vote.roll_call_only", "Only a roll call is answered so. Vote yes, no or abstain.")
        return
    now_called, round_ = called_party(vote, answers)
    if party != now_called and not answers.get(party):
        raise Refusal("vote.not_called", "Delegations vote as their names are called. Wait for yours.")
    if answer == "pass" and round_ == 2:
        raise Refusal(
            "vote.passed_already", "In the second call nobody passes again. Vote yes, no or abstain."
        )


def check_objection(session: SessionState, vote: Vote, party: str, accredited: bool) -> None:
    """Check that a party may object to a decision without a vote, or take its objection back.

    Refuses `session.not_open`, `vote.no_right`, `vote.not_by_consensus`.
    """
    _check_voter(session, vote, party, accredited)
    if vote.method != "without_a_vote":
        raise Refusal("vote.not_by_consensus", "This is a vote. Vote no instead of objecting.")


def check_replacement(
    present: Answer, present_giver: Giver, answer: Answer, giver: Giver, seen: Answer
) -> None:
    """Check that a seat given out by a card, or the staff, replace what the party's own member voted only on purpose:
    they saw that answer. To pass is no vote yet. Refuses `vote.delegation_voted`.
    """
    is_of_delegation = present not in ("", "pass") and present_giver == "delegation"
    if giver != "delegation" and is_of_delegation and present not in (answer, seen):
        raise Refusal(
            "vote.delegation_voted",
            f"The delegation has voted itself: {present}. Ask its members, or confirm that you replace its vote.",
        )


def check_correction(session: SessionState, vote: Vote | None, party: str) -> Vote:
    """Check that a party may say what it had intended to vote: the vote has a result.

    Refuses `session.closed`, `vote.not_over`, `vote.nothing_to_correct`, `vote.no_right`.
    """
    if session == "closed":
        raise Refusal("session.closed", "The session is closed. Send the correction to the secretariat.")
    if vote is None or vote.result is None:
        raise Refusal(
            "vote.not_over", "Corrections are noted once the vote has a result. Until then, vote again."
        )
    if vote.method not in ("electronic", "roll_call"):
        raise Refusal(
            "vote.nothing_to_correct",
            "This vote was not recorded by delegation, so there is nothing to correct. Take the floor instead.",
        )
    if party not in vote.roll:
        raise Refusal(
            "vote.no_right",
            "This delegation has no right to vote here. Accredited delegations vote; ask the secretariat.",
        )
    return vote


def tally(vote: Vote, answers: Mapping[str, Answer], accredited: Collection[str]) -> Tally:
    """Count the ballots of those parties on the roll that are still accredited."""
    counted = [answers.get(party, "") for party in vote.roll if party in accredited]
    return Tally(counted.count("yes"), counted.count("no"), counted.count("abstain"))


def close_vote(
    vote: Vote,
    entered: Tally | None,
    answers: Mapping[str, Answer],
    accredited: Collection[str],
    reason: str,
    quorum: Quorum,
    now: datetime,
) -> Vote:
    """The vote with its result. `entered` are the figures of a show of hands. Other votes are counted from their
    ballots.

    Refuses `vote.figures_needed`, `vote.figures_not_needed`, `vote.too_many`, `vote.roll_not_finished`,
    `vote.objections_open`, `vote.nobody_voted`, `rollcall.no_quorum`.
    """
    if vote.subject == "proposal":
        check_quorum(quorum)
    if vote.method == "without_a_vote":
        return _by_consensus(vote, answers, accredited, quorum, now)
    if vote.method == "show_of_hands":
        found = _entered_tally(vote, entered, quorum)
    else:
        if entered is not None:
            raise Refusal(
                "vote.figures_not_needed", "This vote is counted from the ballots. Close it without figures."
            )
        if called_party(vote, answers)[0] is not None and not vote.is_time_over(now):
            raise Refusal(
                "vote.roll_not_finished",
                "Not every delegation has answered the roll. Call on, and mark those who do not answer as absent.",
            )
        found = tally(vote, answers, accredited)
    if found.in_favour + found.against == 0 and not reason:
        raise Refusal(
            "vote.nobody_voted",
            "Nobody voted for or against. Say why in a few words, or end the vote without a result.",
        )
    carried = None if vote.subject == "indicative" else is_carried(vote.majority, found)
    figures = (found.in_favour, found.against, found.abstentions)
    kept = reason if found.in_favour + found.against == 0 else ""
    return replace(vote, quorum=quorum, result=Result(*figures, carried, now, kept))


def _entered_tally(vote: Vote, entered: Tally | None, quorum: Quorum) -> Tally:
    if entered is None:
        raise Refusal("vote.figures_needed", "Enter how many voted for, against, and abstained.")
    most = quorum.present if quorum.counted_by == "roll_call" else len(vote.roll)
    if entered.total > most:
        raise Refusal(
            "vote.too_many",
            f"That makes {entered.total} votes, and {most} delegations can vote. Count again, or correct the figures.",
        )
    return entered


def _by_consensus(
    vote: Vote, answers: Mapping[str, Answer], accredited: Collection[str], quorum: Quorum, now: datetime
) -> Vote:
    objections = sum(answers.get(party) == "object" for party in vote.roll if party in accredited)
    if not vote.is_time_over(now) and not objections:
        raise Refusal(
            "vote.objections_open",
            "Delegations may still object. Wait until that time is over, then take the decision.",
        )
    return replace(vote, quorum=quorum, result=Result(0, objections, 0, objections == 0, now))


def with_voters(quorum: Quorum, vote: Vote, answers: Mapping[str, Answer]) -> Quorum:
    """The quorum, with the parties that voted counted as present, even if their connections have ended since. If a
    roll call counted the presence, it says alone who is present.

    How many are needed stays as it was when the vote began, whatever roll call, rule or accreditation came since.
    """
    quorum = replace(quorum, accredited=vote.quorum.accredited, needed=vote.quorum.needed)
    if quorum.counted_by == "roll_call":
        return quorum
    voted = sum(answers.get(party, "") in ("yes", "no", "abstain") for party in vote.roll)
    return replace(quorum, present=max(quorum.present, voted))


def is_carried(majority: Majority, found: Tally) -> bool:
    """Whether a vote is carried: the votes in favour have the needed share of all votes for and against."""
    if majority == "two_thirds":
        return found.in_favour > 0 and 3 * found.in_favour >= 2 * (found.in_favour + found.against)
    return found.in_favour > found.against


def end_of_voting(now: datetime, seconds: int | None) -> datetime | None:
    """The time at which the voting ends, or None if the chair set no time."""
    return now + timedelta(seconds=seconds) if seconds is not None else None
