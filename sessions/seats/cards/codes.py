"""The code of a seat card: the card's number, and sixteen characters derived from the server's secret."""

import hmac
from collections.abc import Iterator

from django.utils.crypto import salted_hmac

from foundation.ids import number
from sessions.programme.codes import ALPHABET, stored_code

LENGTH = 16
"""The number of characters after the card's number. With 20 possible characters each, they have 69 bits."""

GROUP = 4
_SALT = "balai.seatcard"


def card_code(card: int, key: str) -> str:
    """The printed code, in groups: `12-K7M3-PXQT-CDFG-HJKM`."""
    sign = _signature(card, key)
    groups = [sign[at : at + GROUP] for at in range(0, LENGTH, GROUP)]
    return "-".join([str(card), *groups])


def card_number_of(typed: str) -> int:
    """The number of the card that a typed code names, or 0 if it is not the code of a card."""
    return number(stored_code(typed)[:-LENGTH])


def is_code_of(typed: str, card: int, key: str) -> bool:
    """Whether a typed code is the code of this card."""
    return hmac.compare_digest(
        stored_code(typed)[-LENGTH:].encode(errors="replace"), _signature(card, key).encode()
    )


def _signature(card: int, key: str) -> str:
    mac = salted_hmac(_SALT, f"{card}/{key}", algorithm="sha256").digest()
    return "".join(_characters(int.from_bytes(mac, "big")))


def _characters(value: int) -> Iterator[str]:
    for _ in range(LENGTH):
        value, at = divmod(value, len(ALPHABET))
        yield ALPHABET[at]
