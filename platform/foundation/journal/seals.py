"""Makes what the hash chain stores of an entry: its salts, the digests of its two parts, and its hash."""

from typing import NamedTuple

from foundation.journal.check_record import NOTHING, digest, link, root

SALT_BYTES = 16
"""The length of a salt in bytes. The entry's nonce cannot serve as a salt: it is shorter, and each cursor
reveals it.
"""


class Seal(NamedTuple):
    """The salts, digests and hash of an entry, as hexadecimal texts."""

    salts: str
    public_digest: str
    withheld_digest: str
    hash: str


def public_salt(salts: str) -> str:
    """The salt of the public part, which stands in public records."""
    return salts[: 2 * SALT_BYTES]


def withheld_salt(salts: str) -> str:
    """The salt of the withheld part."""
    return salts[2 * SALT_BYTES :]


def seal(salts: bytes, stream: str, seq: int, before: str, everyone: str | None, *withheld: str) -> Seal:
    """Seal an entry. `salts` are random bytes for its two parts, each `SALT_BYTES` long.

    `before` is the hash of the entry before it, or empty if the chain begins here. `withheld` are the texts that
    `check_record.WITHHELD` names.
    """
    public = NOTHING if everyone is None else digest(salts[:SALT_BYTES], everyone)
    hidden = digest(salts[SALT_BYTES:], *withheld)
    found = link(bytes.fromhex(before) if before else root(stream, seq), seq, public, hidden)
    return Seal(salts.hex(), public.hex(), hidden.hex(), found.hex())
