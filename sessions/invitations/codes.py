"""The code of an invitation. It is part of the link, and people can type it."""

import secrets

from django.utils.crypto import salted_hmac

from sessions.programme.codes import ALPHABET, stored_code

LENGTH = 12
"""The number of characters of a code. With 20 possible characters each, a code has 52 bits."""

GROUP = 4


def make_code() -> str:
    """Make a new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped_code(code: str) -> str:
    """A code as people read it: `K7M3-PXQT-CDFG`."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def digest(typed: str) -> str:
    """The digest of a code as it was typed, whatever its case and grouping. The digest is stored instead of
    the code.
    """
    return salted_hmac("balai.invitation", stored_code(typed), algorithm="sha256").hexdigest()
