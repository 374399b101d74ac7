"""Rules of the press: which journalists may be added, what they may do, and to whom a link to a seat may be sent (FL1).
Pure.
"""

from collections.abc import Collection, Sequence

from foundation.refusals import Refusal

MAX_JOURNALISTS = 200
"""The highest number of journalists in a conference. Every screen holds every party."""

SPEAKS = ("statement", "intervention")
"""The kinds of entries with which a journalist may ask for the floor."""

NameAndOutlet = tuple[str, str]
"""The name and the outlet of a journalist."""


def check_new_journalist(name: str, outlet: str, there: Collection[NameAndOutlet]) -> None:
    """Check a new journalist's name and outlet (FL1).

    Refuses `press.unnamed`, `press.already_there`, `press.too_many`.
    """
    if not name or not outlet:
        raise Refusal("press.unnamed", "Give the journalist's name and the outlet.")
    if _folded_names((name, outlet)) in {_folded_names(known) for known in there}:
        raise Refusal(
            "press.already_there", "This journalist is a party already. Choose the name from the list."
        )
    if len(there) >= MAX_JOURNALISTS:
        raise Refusal(
            "press.too_many", f"{MAX_JOURNALISTS} journalists are here already. No more can be added."
        )


def _folded_names(known: NameAndOutlet) -> NameAndOutlet:
    name, outlet = known
    return name.casefold(), outlet.casefold()


def check_may_ask_for_floor(briefing: bool) -> None:
    """Check that a journalist may ask for the floor: only in a session that is a press briefing (FL1). Refuses
    `press.no_briefing`.
    """
    if not briefing:
        raise _no_briefing_refusal()


def check_kind(kind: str) -> None:
    """Check that this kind of entry may be requested for a journalist, whoever requests it (FL1). Refuses
    `press.raises_nothing`.
    """
    if kind not in SPEAKS:
        raise _raises_nothing_refusal()


def check_not_press(outlet: str) -> None:
    """Check that the party that appeals against a ruling is not a journalist (FL1, FL13). Refuses
    `press.raises_nothing`.
    """
    if outlet:
        raise _raises_nothing_refusal()


def _raises_nothing_refusal() -> Refusal:
    return Refusal(
        "press.raises_nothing",
        "Journalists raise no points of order, motions, rights of reply or appeals. Ask for the floor to speak.",
    )


def check_may_hand_in(briefing: bool) -> None:
    """Check that a journalist may hand in a written statement (FL1, FL4). Refuses `press.no_briefing`."""
    if not briefing:
        raise _no_briefing_refusal()


def _no_briefing_refusal() -> Refusal:
    return Refusal(
        "press.no_briefing",
        "Journalists ask for the floor at press briefings. Ask the moderator if you are to speak in this session.",
    )


def check_may_send_seat(outlet: str, roles: Sequence[str]) -> None:
    """Check that the seat to which a link leads is a journalist's, which can do nothing but speak. Refuses
    `press.not_a_journalist`.
    """
    if not outlet or list(roles) != ["delegate"]:
        raise Refusal("press.not_a_journalist", "A seat link is for journalists alone. Choose one of them.")
