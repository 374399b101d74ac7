"""Makes what the hash chain stores of an entry: its salts, the digests of its two parts, and its hash."""

from typing import NamedTuple

from foundation.journal.check_record import NOTHING, digest, entry_hash, first_hash

SALT_BYTES = 16
"""The length of a salt in bytes. The entry's nonce cannot serve as a salt: it is shorter, and each cursor
reveals it.
"""


DIGITS = 64
"""Of a digest, of a hash, and of both salts together, in hexadecimal."""


class Seal(NamedTuple):
    """What is stored of an entry, as hexadecimal texts. All are empty for an entry that is older than the chain.

    `salts` are of the public and of the withheld part. They are empty if the entry was erased, so that nobody can
    confirm a guess.
    """

    public_digest: str
    withheld_digest: str
    hash: str
    salts: str

    @classmethod
    def parse(cls, stored: str) -> "Seal":
        """The seal in the column of an entry. The salts come last, because they may be missing."""
        return cls(*(stored[at : at + DIGITS] for at in range(0, 4 * DIGITS, DIGITS)))

    @property
    def stored(self) -> str:
        """The text for the column of an entry."""
        return "".join(self)

    @property
    def public_salt(self) -> str:
        """The salt of the public part, which stands in public records."""
        return self.salts[: 2 * SALT_BYTES]

    @property
    def withheld_salt(self) -> str:
        """The salt of the withheld part."""
        return self.salts[2 * SALT_BYTES :]


def without_salts(stored: str) -> str:
    """The stored seal of an entry that is erased."""
    return stored[: 3 * DIGITS]


def seal_entry(
    salts: bytes, stream: str, seq: int, before: str, everyone: str | None, *withheld: str
) -> tuple[str, str]:
    """Seal an entry. Returns what is stored of it, and its hash.

    `salts` are random bytes for its two parts, each `SALT_BYTES` long. `before` is the hash of the entry before it, or
    empty if the chain begins here. `withheld` are the texts that `check_record.WITHHELD` names.
    """
    public = NOTHING if everyone is None else digest(salts[:SALT_BYTES], everyone)
    hidden = digest(salts[SALT_BYTES:], *withheld)
    found = entry_hash(bytes.fromhex(before) if before else first_hash(stream, seq), seq, public, hidden)
    return (public + hidden + found + salts).hex(), found.hex()
