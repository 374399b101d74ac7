"""How long a statement in writing may be (FL4). Pure."""

from foundation.refusals import Refusal

MOST_WORDS, MOST_WORDS_OF_A_GROUP = 500, 800


def check(text: str, on_behalf_of: str) -> None:
    """FL4. Refuses `written.too_long`."""
    most = MOST_WORDS_OF_A_GROUP if on_behalf_of else MOST_WORDS
    words = len(text.split())
    if words > most:
        raise Refusal(
            "written.too_long", f"The statement has {words} words; at most {most} are allowed. Shorten it."
        )
