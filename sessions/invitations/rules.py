"""Reads lists of people, and checks the links of invitations. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.refusals import Refusal
from foundation.text import clean_name, has_letter_or_digit

MAX_PEOPLE = 500
"""The highest number of people in one list."""

REMINDER_WAIT = timedelta(days=1)
"""How long nobody is reminded after an e-mail with an invitation or a reminder."""

MAX_NAMED_LINES = 5
"""The highest number of wrong lines that a refusal quotes."""

LONGEST_NAME = 120
LONGEST_ADDRESS = 254

LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(rf"(?P<local>{LOCAL})@(?P<domain>(?:{LABEL}\.)+{LABEL})")
"""The dot-atom form of RFC 5322, in lower case, at a domain of at least two labels."""

IN_BRACKETS = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")

WRONG = {
    "address": "no e-mail address",
    "name": "a name that cannot be read",
    "twice": "an address of an earlier line",
    "there": "an address that is here already",
}
"""What can be wrong with a line of a list, by code."""


@dataclass(frozen=True)
class Person:
    """A correct line of a list. `email` is in lower case. If no name is given, `name` is the part of the address before
    the `@`.
    """

    line: int
    name: str
    email: str


@dataclass(frozen=True)
class WrongLine:
    """A line of a list that is wrong. `why` is a key of `WRONG`."""

    line: int
    text: str
    why: str


def read_people(text: str, there: Collection[str] = ()) -> tuple[list[Person], list[WrongLine]]:
    """Read a list of people. Returns the people and the wrong lines. `there` are the addresses of the conference's
    participants.

    Empty lines are skipped. Refuses `invitations.empty`, `invitations.too_many`.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise Refusal("invitations.empty", "Nobody is on this list. Give an address on each line.")
    if len(lines) > MAX_PEOPLE:
        raise Refusal(
            "invitations.too_many", f"These are {len(lines)} people. Add at most {MAX_PEOPLE} at a time."
        )
    right: list[Person] = []
    wrong: list[WrongLine] = []
    known: set[str] = set()
    for number, line in lines:
        name, email = _name_and_address(line)
        why = _fault_of_line(name, email, known, there)
        if why:
            wrong.append(WrongLine(number, line, why))
        else:
            right.append(Person(number, name, email))
        known.add(email)
    return right, wrong


def check_no_wrong_lines(wrong: Sequence[WrongLine]) -> None:
    """Check that no line of a list is wrong. Refuses `invitations.wrong_lines`; its sentence names the first
    of them.
    """
    if wrong:
        named = "; ".join(f"line {each.line}: {WRONG[each.why]}" for each in wrong[:MAX_NAMED_LINES])
        more = f", and {len(wrong) - MAX_NAMED_LINES} more" if len(wrong) > MAX_NAMED_LINES else ""
        raise Refusal("invitations.wrong_lines", f"Nobody was added. Mend {named}{more}.")


def _name_and_address(line: str) -> tuple[str, str]:
    """The name and the address on a line, in the stored form. The address is empty if it is not valid."""
    if found := IN_BRACKETS.fullmatch(line):
        name, typed = found["name"], found["address"]
    else:
        name, _, typed = line.rpartition(";")
    email = stored_address(typed.strip())
    name = clean_name(name.strip().strip('"')) or clean_name(email.partition("@")[0])
    return name, email


def stored_address(typed: str) -> str:
    """An e-mail address in the stored form: in lower case, its domain in ASCII. Empty if it is not valid."""
    local, _, domain = typed.rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        return ""
    email = f"{local}@{domain}".lower()
    found = ADDRESS.fullmatch(email)
    return email if found and len(found["local"]) <= 64 and len(email) <= LONGEST_ADDRESS else ""


def _fault_of_line(name: str, email: str, known: Collection[str], there: Collection[str]) -> str:
    if not email:
        return "address"
    if not has_letter_or_digit(name) or len(name) > LONGEST_NAME:
        return "name"
    if email in known:
        return "twice"
    return "there" if email in there else ""


@dataclass(frozen=True)
class Link:
    """The state of the last link that was sent to a participant."""

    expires_at: datetime
    is_revoked: bool
    is_accepted: bool


def check_link(link: Link | None, now: datetime) -> None:
    """Check that a link can be used. Refuses `invitation.unknown`, `invitation.spent`, `invitation.revoked`,
    `invitation.expired`.
    """
    if link is None:
        raise Refusal(
            "invitation.unknown",
            "There is no invitation with this code. Use the newest e-mail, or ask the organiser for another.",
        )
    if link.is_revoked:
        raise Refusal("invitation.revoked", "This invitation was withdrawn. Ask the organiser.")
    if link.is_accepted:
        raise spent_refusal()
    if link.expires_at <= now:
        raise Refusal("invitation.expired", "This invitation has expired. Ask the organiser for another.")


def spent_refusal() -> Refusal:
    """The refusal `invitation.spent`: the link was used already."""
    return Refusal(
        "invitation.spent",
        "This invitation was accepted already. Sign in with its address. If it was not you, tell the organiser.",
    )
