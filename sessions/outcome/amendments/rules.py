"""Rules of amendments (OD5 and OD8). Pure."""

from collections.abc import Collection
from datetime import datetime

from foundation.refusals import Refusal

MOST_AMENDMENTS = 5000
"""The highest number of amendments of a document. Drafts count."""
MOST_COMMENTS = 5000
MOST_OF_PARTY = 200
"""The highest number of drafts and open amendments of one party."""


def check_tabling(reading: int, until: datetime | None, now: datetime, *, drafts_document: bool) -> None:
    """Check that an amendment can be tabled now (OD3).

    Refuses `outcome.no_reading`, `outcome.amendments_closed`. After the deadline, those who draft the document may
    still enter amendments that arrived in time.
    """
    if not reading:
        raise Refusal(
            "outcome.no_reading",
            "Amendments are tabled once the first reading has begun. Keep yours as a draft until then.",
        )
    if until is not None and now > until and not drafts_document:
        raise Refusal(
            "outcome.amendments_closed",
            "The deadline for amendments in this reading is over. Keep yours as a draft, or ask the chair.",
        )


def check_changes(words: str, text: str) -> None:
    """Check that an amendment's text differs from the words that it replaces. Refuses `outcome.no_change`."""
    if words == text:
        raise Refusal(
            "outcome.no_change", "These are the words of the text. Write what should stand there instead."
        )


def check_state(state: str, allowed: Collection[str]) -> None:
    """Check that the state of an amendment is one of those that are allowed (OD8).

    Refuses `outcome.amendment_decided`, `outcome.not_tabled`.
    """
    if state in allowed:
        return
    if state == "draft":
        raise Refusal("outcome.not_tabled", "This amendment is a draft. Table it first.")
    raise Refusal(
        "outcome.amendment_decided", "This amendment was decided or withdrawn meanwhile. Look at it again."
    )


def check_stands(fate: str) -> None:
    """Check that the words that an amendment would change are still in the paragraph (OD5). Refuses
    `outcome.overtaken`.
    """
    if fate:
        raise Refusal(
            "outcome.overtaken",
            "The text that this amendment changes is another now. Its sponsor can renew it, or you can merge it.",
        )


def check_own(owner: str | None, party: str | None) -> None:
    """Check that an amendment or a comment belongs to this party. Refuses `outcome.not_yours`."""
    if owner is None or owner != party:
        raise Refusal("outcome.not_yours", "Only the delegation that made it can do this.")


def check_supporter(party: str, sponsor: str) -> None:
    """Check that a party is not the sponsor of the amendment that it supports. Refuses `outcome.own_amendment`."""
    if party == sponsor:
        raise Refusal("outcome.own_amendment", "This is your own amendment: you are its sponsor.")


def check_amendment_count(amendments: int, of_party: int) -> None:
    """Check that the document, and the party, may have one more amendment. Refuses `outcome.too_many_amendments`."""
    if amendments >= MOST_AMENDMENTS or of_party >= MOST_OF_PARTY:
        raise Refusal(
            "outcome.too_many_amendments",
            "There are too many amendments. Withdraw or discard some, or put several into one.",
        )


def check_comment_count(number: int) -> None:
    """Check that the document may have one more comment. Refuses `outcome.too_many_comments`."""
    if number >= MOST_COMMENTS:
        raise Refusal(
            "outcome.too_many_comments", "There are too many comments. Ask the rapporteur to remove some."
        )


def check_reason(reason: str) -> None:
    """Check that a rejection has a reason. Refuses `outcome.no_reason`."""
    if not reason:
        raise Refusal("outcome.no_reason", "Say why the amendment is rejected: its sponsor reads it.")


def check_range(start: int, end: int, length: int) -> None:
    """Check that a range lies within a text of this length. Refuses `outcome.no_such_words`."""
    if not start <= end <= length:
        raise Refusal("outcome.no_such_words", "These words are not in the paragraph. Mark them again.")


def check_accredited(accredited: bool) -> None:
    """Check that a party is accredited. A party that is not may only comment. Refuses `outcome.not_accredited`."""
    if not accredited:
        raise Refusal(
            "outcome.not_accredited",
            "Accredited delegations propose amendments. You can comment on the text instead.",
        )
