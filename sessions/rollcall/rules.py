"""Rules of roll calls, quorum and decisions (FL22). Pure.

Thresholds in practice: a third of the members to open and a majority to decide (General Assembly, rule 67), a
quarter to open in its Main Committees (rule 108), two thirds to vote in the Organization of American States.
"""

from collections.abc import Collection
from dataclasses import dataclass

from foundation.refusals import Refusal
from sessions.programme.protocol import Quorum, SessionState
from sessions.programme.rules import check_not_closed
from sessions.rollcall.protocol import CountedBy


@dataclass(frozen=True)
class Roll:
    """A roll call: the parties that are called, those that answered, and how many have to be present."""

    number: str
    open: bool
    accredited: frozenset[str]
    present: frozenset[str]
    needed_to_open: int
    needed_to_decide: int

    @property
    def may_open(self) -> bool:
        """Whether those present are enough to open a session."""
        return len(self.present) >= self.needed_to_open

    @property
    def may_decide(self) -> bool:
        """Whether those present are enough to decide."""
        return len(self.present) >= self.needed_to_decide


@dataclass(frozen=True)
class CountedPresence:
    """The parties that are present, those that are accredited, and how many have to be present to decide (FL22)."""

    counted_by: CountedBy
    present: tuple[str, ...]
    accredited: tuple[str, ...]
    needed: int


def quorum(threshold: Quorum, accredited: int) -> int:
    """How many of the accredited parties have to be present for a threshold. A share means at least that share, and a
    majority means more than half.
    """
    match threshold:
        case "none":
            return 0
        case "quarter":
            return -(-accredited // 4)
        case "third":
            return -(-accredited // 3)
        case "majority":
            return accredited // 2 + 1
        case "two_thirds":
            return -(-2 * accredited // 3)


def check_new_roll(session: SessionState, last: Roll | None, accredited: Collection[str]) -> None:
    """Check that a roll call can be opened (FL22). This is possible before the session too, which may need a quorum to
    open.

    Refuses `session.closed`, `rollcall.open_already`, `rollcall.nobody_accredited`.
    """
    check_not_closed(session)
    if last is not None and last.open:
        raise Refusal(
            "rollcall.open_already", "The roll is being called already. Close that roll call first."
        )
    if not accredited:
        raise Refusal(
            "rollcall.nobody_accredited",
            "No delegation is accredited. Ask the organiser to mark the parties that count for the quorum.",
        )


def check_answer(session: SessionState, last: Roll | None, number: str, party: str, present: bool) -> None:
    """Add or remove a party's answer (FL22).

    Refuses `session.closed`, `rollcall.not_open`, `rollcall.not_accredited`, `rollcall.answered_already`,
    `rollcall.not_answered`.
    """
    check_not_closed(session)
    roll = find_open_roll(last, number)
    if party not in roll.accredited:
        raise Refusal(
            "rollcall.not_accredited",
            "Only accredited delegations are called. This party is not one of them.",
        )
    if present and party in roll.present:
        raise Refusal(
            "rollcall.answered_already",
            "This delegation has answered already. Take the answer back first if it was wrong.",
        )
    if not present and party not in roll.present:
        raise Refusal(
            "rollcall.not_answered", "This delegation has not answered; there is nothing to take back."
        )


def find_open_roll(last: Roll | None, number: str) -> Roll:
    """The roll call that a command names, if it is open. Refuses `rollcall.not_open`."""
    if last is None or not last.open or last.number != number:
        raise Refusal("rollcall.not_open", "This roll call is over. Ask the chair to call the roll again.")
    return last


def check_opening(last: Roll | None) -> None:
    """Check that there is a quorum to open the session. It is presumed until a roll call disproves it (FL22).

    Refuses `rollcall.no_quorum`.
    """
    if last is not None and not last.open and not last.may_open:
        _refuse_without_quorum(last, last.needed_to_open, "open the session")


def check_closing(last: Roll | None) -> None:
    """Check that no roll call is open, as before a session is closed or adjourned. Refuses `rollcall.still_open`."""
    if last is not None and last.open:
        raise Refusal("rollcall.still_open", "The roll is being called. Close the roll call first.")


def check_decision(session: SessionState, last: Roll | None) -> Roll:
    """The roll call whose presence is recorded with a decision (FL22). There has to be a quorum to decide.

    Refuses `session.not_open`, `rollcall.none_held`, `rollcall.still_open`, `rollcall.no_quorum`.
    """
    if session != "open":
        raise Refusal(
            "session.not_open", "Decisions are taken while the session is open. Open or resume it first."
        )
    if last is None:
        raise Refusal(
            "rollcall.none_held",
            "A decision is recorded with who was present. Call the roll first, then decide.",
        )
    check_closing(last)
    if not last.may_decide:
        _refuse_without_quorum(last, last.needed_to_decide, "decide")
    return last


def _refuse_without_quorum(roll: Roll, wanted: int, to: str) -> None:
    raise Refusal(
        "rollcall.no_quorum",
        f"{len(roll.present)} of {len(roll.accredited)} accredited delegations are present, and {wanted} are needed to"
        f" {to}. Call the roll again once more have come.",
        values={"present": len(roll.present), "accredited": len(roll.accredited), "needed": wanted},
    )
