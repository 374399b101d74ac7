"""Checks exported records of a journal. It needs Python 3.9 or later and nothing else.

    python check_record.py RECORD.jsonl [RECORD.jsonl …] [--head session/4:120:HASH]

A record is the journal of one stream: a header, then one entry a line. The hash of an entry covers the hash of the
entry before it, its number, and one digest for each of its two parts: the public frame, and what is withheld (the
moderators' frame, who acted, what belongs to persons and parties). A record without the withheld parts has their
digests, so the chain can be checked all the same. Each digest has a salt of its own, because a short text could be
guessed from a bare digest.

The owner of the database can compute a new chain over changed entries. A head that somebody else holds shows that:
pass it as `--head stream:number:hash`, as it stands on the minutes. Heads that one record names of another one are
compared too: the conference's journal has the head of each session that was closed.

The server computes and verifies its chains with the functions of this file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any

FORMAT = "balai.journal.1"
NOTHING = bytes(32)
"""The digest that stands for a public frame that does not exist, because the whole entry is withheld."""
WITHHELD = ("moderators", "actor", "own", "reseats")
"""The names of the texts of an entry's withheld part, in the order in which they are hashed."""


class Fault(Exception):
    """Raised if a record does not match its hashes. The text names the first entry that does not match."""


def first_hash(stream: str, first: int) -> bytes:
    """The value that stands in place of a previous hash at the first entry of a chain. It is made of the stream's name
    and the number with which the chain begins.
    """
    return hashlib.sha256(f"{FORMAT}\0{stream}\0{first}".encode()).digest()


def digest(salt: bytes, *texts: str) -> bytes:
    """The digest of a part. Each text goes in with its length, so that no letter can move from one to the next."""
    parts = [salt]
    for text in texts:
        content = text.encode()
        parts += (len(content).to_bytes(8, "big"), content)
    return hashlib.sha256(b"".join(parts)).digest()


def entry_hash(before: bytes, seq: int, public: bytes, withheld: bytes) -> bytes:
    """The hash of an entry, made of the hash `before` it, its number and the digests of its two parts. All have a fixed
    length, so they need no separators.
    """
    return hashlib.sha256(before + seq.to_bytes(8, "big") + public + withheld).digest()


class Chain:
    """Checks the entries of one stream, one after another. Entries are the lines of a record."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.seq = 0
        self.begins: int | None = None
        """The number of the first entry with a hash. Earlier ones are from before there was a chain."""
        self.head = ""
        self.erased: list[int] = []
        self.restored: list[int] = []
        """Numbers of the entries that say that a backup was restored."""
        self.heads: list[tuple[str, int, str]] = []
        """Heads of other streams that entries name: stream, number, hash."""
        self._named: set[int] = set()

    def check_entry(self, entry: dict[str, Any]) -> None:
        """Check the next entry. Raises `Fault`."""
        self.seq += 1
        if entry.get("seq") != self.seq:
            raise Fault(f"entry {self.seq} is missing: {entry.get('seq')} stands in its place")
        if entry.get("hash"):
            self._check_hash(entry)
        elif self.begins is not None:
            raise Fault(f"entry {self.seq} has no hash, and the chain began at entry {self.begins}")
        self._note_journal_event(entry)

    def check_end(self) -> None:
        """Check what can only be checked after the last entry. Raises `Fault`."""
        for seq in self.erased:
            if seq not in self._named:
                raise Fault(f"entry {seq} is marked as erased, and no later entry says that it was")

    def describe(self) -> str:
        """What was verified of the entries, as sentences for a person."""
        said = []
        if self.begins != 1 and self.seq:
            older = f"Entries 1 to {(self.begins or self.seq + 1) - 1} are older than the chain"
            said.append(f"{older}: nothing shows that they are unchanged.")
        if self.restored:
            said.append(f"A backup was restored before {_entries_text(self.restored)}.")
        if self.erased:
            said.append(f"Personal data were erased from {_entries_text(self.erased)}.")
        if self.begins is not None:
            said.append(f"From entry {self.begins} on each entry follows the one before.")
            said.append(f"Head: {self.stream}:{self.seq}:{self.head}")
        return " ".join(said)

    def _check_hash(self, entry: dict[str, Any]) -> None:
        first = self.begins is None
        if first:
            self.begins = self.seq
        before = first_hash(self.stream, self.seq) if first else bytes.fromhex(self.head)
        public, withheld = self._digests(entry)
        if entry.get("erased"):
            self.erased.append(self.seq)
        else:
            self._check_public(entry, public)
            self._check_withheld(entry, withheld)
        if entry_hash(before, self.seq, public, withheld).hex() != entry["hash"]:
            follows = "the beginning of this stream" if first else f"entry {self.seq - 1}"
            raise Fault(f"entry {self.seq} does not follow {follows}")
        self.head = entry["hash"]

    def _digests(self, entry: dict[str, Any]) -> tuple[bytes, bytes]:
        try:
            found = bytes.fromhex(entry["public_digest"]), bytes.fromhex(entry["withheld_digest"])
        except (KeyError, TypeError, ValueError):
            found = b"", b""
        if [len(each) for each in found] != [32, 32]:
            raise Fault(f"entry {self.seq} has no digests")
        return found

    def _check_public(self, entry: dict[str, Any], expected: bytes) -> None:
        text = entry.get("everyone")
        if text is None:
            found, wrong = NOTHING, "is missing"
        else:
            found, wrong = digest(self._salt(entry, "public_salt"), text), "is not what was sent"
        if found != expected:
            raise Fault(f"entry {self.seq}: its public frame {wrong}")

    def _check_withheld(self, entry: dict[str, Any], expected: bytes) -> None:
        texts = [entry[name] for name in WITHHELD if name in entry]
        if not texts:
            return
        salt = self._salt(entry, "withheld_salt")
        if len(texts) != len(WITHHELD) or digest(salt, *texts) != expected:
            raise Fault(f"entry {self.seq}: its withheld part is not what was written")

    def _salt(self, entry: dict[str, Any], name: str) -> bytes:
        try:
            return bytes.fromhex(entry[name])
        except (KeyError, TypeError, ValueError):
            raise Fault(f"entry {self.seq} has no {name}") from None

    def _note_journal_event(self, entry: dict[str, Any]) -> None:
        """Note what an intact entry tells of journals: which entries were erased, that a backup was restored, or the
        head of another stream.
        """
        text = entry.get("everyone") or ""
        if '"type":"journal.' not in text or entry.get("erased"):
            return
        event = json.loads(text)["event"]
        if event["type"] == "journal.erased":
            self._named.update(seq for seq in event["entries"] if seq < self.seq)
        elif event["type"] == "journal.restored":
            self.restored.append(self.seq)
        elif event["type"] == "journal.head_recorded":
            self.heads.append((event["stream"], event["seq"], event["head"]))


class Record:
    """A record that was read and checked."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read and check a record. Raises `Fault`."""
        texts = iter(lines)
        header = _parse_object(next(texts, ""), "the header")
        if header.get("record") != FORMAT or not isinstance(header.get("stream"), str):
            raise Fault(f"the file does not begin with the header of a record ({FORMAT})")
        self.stream: str = header["stream"]
        self.chain = Chain(self.stream)
        self.hashes: dict[int, str] = {}
        for text in texts:
            self.chain.check_entry(_parse_object(text, f"entry {self.chain.seq + 1}"))
            self.hashes[self.chain.seq] = self.chain.head
        if self.chain.seq != header.get("entries"):
            raise Fault(
                f"the record ends with entry {self.chain.seq}, and should have {header.get('entries')}"
            )
        if self.chain.head != header.get("head"):
            raise Fault(f"the head of entry {self.chain.seq} is not the one in the header")
        self.chain.check_end()

    def compare(self, seq: int, head: str) -> None:
        """Compare the entry `seq` with a head that somebody holds: the hash that this entry had. Raises `Fault`."""
        if seq > self.chain.seq:
            raise Fault(f"the record ends with entry {self.chain.seq}, and there is a head of entry {seq}")
        if self.hashes.get(seq) != head:
            raise Fault(f"entry {seq} is not the one whose head was given")

    def __str__(self) -> str:
        return f"{self.chain.seq} entries. {self.chain.describe()}"


def _entries_text(found: list[int]) -> str:
    return f"entr{'y' if len(found) == 1 else 'ies'} {', '.join(map(str, found))}"


def _parse_object(text: str, what: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Fault(f"{what} cannot be read")
    return found


def _parse_head(text: str) -> tuple[str, int, str]:
    stream, seq, head = text.split(":")
    return stream, int(seq), head


def _print(of: str, what: object) -> None:
    sys.stdout.write(f"{of}: {what}\n")


def main(arguments: list[str] | None = None) -> int:
    """Check the records, write a line about each, and return the exit code."""
    parser = argparse.ArgumentParser(description="Checks exported records of a journal.")
    parser.add_argument("records", nargs="+", metavar="RECORD.jsonl")
    parser.add_argument("--head", action="append", type=_parse_head, default=[], metavar="STREAM:NUMBER:HASH")
    options = parser.parse_args(arguments)
    found: list[Record] = []
    is_wrong = False
    for path in options.records:
        try:
            with open(path, encoding="utf-8", newline="\n") as lines:
                found.append(Record(lines))
        except (Fault, OSError, UnicodeDecodeError) as fault:
            _print(path, fault)
            is_wrong = True
    heads = [*options.head, *(head for record in found for head in record.chain.heads)]
    for record in found:
        try:
            for stream, seq, head in heads:
                if stream == record.stream:
                    record.compare(seq, head)
            _print(record.stream, record)
        except Fault as fault:
            _print(record.stream, fault)
            is_wrong = True
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main())
