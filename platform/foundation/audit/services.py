"""The only writer of the audit log."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry

DONE = "done"

SECRETS = frozenset(
    {"password", "passwords", "token", "tokens", "secret", "code", "codes", "digest", "key", "keys"}
)
"""If the name of a member contains one of these words, its value is not stored."""

COUNTRY_CODE = re.compile(r"(?:[A-Z]{2})?")
"""A country's code (ISO 3166-1 alpha-2), or an empty text.

A member `code` with such a value is stored, because no secret code is that short.
"""

HIDDEN = "(hidden)"
MAX_CHARACTERS = 500
"""The longest text, in characters, that is stored as the value of a member."""

MAX_ELEMENTS = 100
"""The most elements of a list that are stored."""


@dataclass(frozen=True)
class Subject:
    """What an act is about: a kind (`participant`, `session`), an id, and its name for people."""

    kind: str
    id: str
    label: str = ""


@dataclass(frozen=True)
class State:
    """The subject of an act, and those of its values that the act may change."""

    subject: Subject
    values: dict[str, Any] | None = None


def record(
    action: str,
    *,
    actor: Seat | User | None,
    address: str,
    conference: str | int = "",
    subject: Subject | None = None,
    before: Any = None,
    after: Any = None,
    result: str = DONE,
) -> None:
    """Record an act, in the transaction that does it.

    `action` is a stable code such as `seatcards.revoke`. `actor` is None if the server acts by itself. `address` is the
    client's, from `client_ip.address(request)`. It is "" on the server's console. `before` and `after` are JSON values.
    Members whose names are those of secrets are hidden, and long texts are cut.

    Commands of a stream are recorded by `wire/execution.py`, and saves in the administration by `administration.py`.
    """
    person, name = _actor_fields(actor)
    about = subject or Subject("", "")
    AuditEntry.objects.create(
        at=clock.now(),
        person=person,
        name=name[:120],
        conference=str(conference),
        action=action,
        subject_kind=about.kind[:40],
        subject_id=about.id[:64],
        subject_label=about.label[:200],
        before=_without_secrets(before),
        after=_without_secrets(after),
        address=address[:64],
        result=result,
    )


def times_done(action: str, since: datetime, person: str | None = None) -> int:
    """How often an act was done since a moment, by a person or by all."""
    rows = AuditEntry.objects.filter(action=action, at__gte=since, result=DONE)
    return (rows if person is None else rows.filter(person=person)).count()


def _actor_fields(actor: Seat | User | None) -> tuple[UUID | None, str]:
    if actor is None:
        return None, ""
    if isinstance(actor, Seat):
        return UUID(actor.person), actor.name
    return actor.public_id, str(actor)


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: HIDDEN if _is_secret(name, each) else _without_secrets(each) for name, each in value.items()
        }
    if isinstance(value, (list, tuple)):
        left = [f"… {len(value) - MAX_ELEMENTS} more"] if len(value) > MAX_ELEMENTS else []
        return [*map(_without_secrets, value[:MAX_ELEMENTS]), *left]
    if isinstance(value, str):
        return value[:MAX_CHARACTERS]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)[:MAX_CHARACTERS]


def _is_secret(name: str, value: Any) -> bool:
    if name == "code" and isinstance(value, str) and COUNTRY_CODE.fullmatch(value):
        return False
    return not SECRETS.isdisjoint(name.lower().split("_"))
