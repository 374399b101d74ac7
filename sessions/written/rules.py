"""How long a statement in writing may be (FL4). Pure."""

from foundation.refusals import Refusal

MOST_WORDS, MOST_WORDS_OF_A_GROUP = 500, 800
MOST_OF_A_PARTY = 5
"""How many statements a party may hand in in one session."""


def check(text: str, on_behalf_of: str) -> None:
    """FL4. Refuses `written.too_long`."""
    most = MOST_WORDS_OF_A_GROUP if on_behalf_of else MOST_WORDS
    words = len(text.split())
    if words > most:
        raise Refusal(
            "written.too_long", f"The statement has {words} words; at most {most} are allowed. Shorten it."
        )


def check_number(handed_in: int) -> None:
    """Everyone carries every statement of a session. Refuses `written.too_many`."""
    if handed_in >= MOST_OF_A_PARTY:
        raise Refusal(
            "written.too_many",
            f"Your party has handed in {handed_in} statements in this session; that is all it can.",
        )
