"""Rules of proposals (FL29). Pure."""

from collections.abc import Collection
from urllib.parse import urlsplit

from foundation.refusals import Refusal
from sessions.programme.protocol import SessionState
from sessions.programme.rules import check_not_closed
from sessions.proposals.protocol import State


def check_add(session: SessionState, link: str, text: str) -> None:
    """Check that a proposal can be put before the session. Refuses `session.closed`, `proposal.empty`,
    `proposal.bad_link`."""
    check_not_closed(session)
    if not link and not text:
        raise Refusal(
            "proposal.empty", "A proposal needs its text, or a link to its document. Fill in one of them."
        )
    if link and not _is_link(link):
        raise Refusal(
            "proposal.bad_link", "The link is not an address that begins with https://. Correct it."
        )


def _is_link(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def check_open(session: SessionState, state: State, under_vote: bool) -> None:
    """Check that a proposal can still be changed, or withdrawn.

    Refuses `session.closed`, `proposal.decided`, `proposal.under_vote`.
    """
    check_not_closed(session)
    check_votable(state)
    if under_vote:
        raise Refusal(
            "proposal.under_vote",
            "The delegations are voting on this proposal. Close the vote first, or end it without a result.",
        )


def check_known(known: bool) -> None:
    """Check that a proposal that a command names is before the session. Refuses `proposal.unknown`."""
    if not known:
        raise Refusal(
            "proposal.unknown", "There is no such proposal before this session. Choose one of the list."
        )


def check_votable(state: State) -> None:
    """Check that a proposal has not been decided. Refuses `proposal.decided`."""
    if state != "tabled":
        raise Refusal(
            "proposal.decided",
            "This proposal was decided or withdrawn already. Its result stands; add another proposal.",
        )


def check_no_sponsor(party: str, sponsors: Collection[str]) -> None:
    """Check that a party may explain its vote, because it is no sponsor of the proposal (General Assembly, rule 88).

    Refuses `floor.sponsor_explains`.
    """
    if party in sponsors:
        raise Refusal(
            "floor.sponsor_explains",
            "Sponsors do not explain their vote on their own proposal. Ask for the floor instead.",
        )
