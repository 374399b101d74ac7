"""Makes what the hash chain stores of an entry: its salt, the digests of its two parts, and its hash."""

import hashlib
import secrets
from dataclasses import dataclass

from foundation.journal.check_record import NOTHING, digest, link, root

SALT_BYTES = 32


@dataclass(frozen=True)
class Seal:
    """The salt, digests and hash of an entry, as hexadecimal texts."""

    salt: str
    public_digest: str
    withheld_digest: str
    hash: str


def public_salt(salt: str) -> bytes:
    """The salt of the public part. It stands in public records, and the entry's salt cannot be computed from it."""
    return hashlib.sha256(b"public\0" + bytes.fromhex(salt)).digest()


def withheld_salt(salt: str) -> bytes:
    """The salt of the withheld part."""
    return hashlib.sha256(b"withheld\0" + bytes.fromhex(salt)).digest()


def seal(stream: str, seq: int, before: str, everyone: str | None, *withheld: str) -> Seal:
    """Seal an entry. `before` is the hash of the entry before it, or empty if the chain begins here.

    `withheld` are the texts that `check_record.WITHHELD` names.
    """
    salt = secrets.token_hex(SALT_BYTES)
    public = NOTHING if everyone is None else digest(public_salt(salt), everyone)
    hidden = digest(withheld_salt(salt), *withheld)
    found = link(bytes.fromhex(before) if before else root(stream, seq), seq, public, hidden)
    return Seal(salt, public.hex(), hidden.hex(), found.hex())
