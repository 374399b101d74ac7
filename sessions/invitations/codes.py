"""The code of an invitation. It is part of the link, and can be typed."""

import secrets

from django.utils.crypto import salted_hmac

from sessions.programme.codes import ALPHABET, plain

LENGTH = 12
"""Characters of 20 kinds: 52 bits."""

GROUP = 4


def make() -> str:
    """A new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """A code as people read it: `K7M3-PXQT-CDFG`."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def digest(typed: str) -> str:
    """The digest of a typed code, in any case and grouping. It is stored instead of the code."""
    return salted_hmac("balai.invitation", plain(typed), algorithm="sha256").hexdigest()
