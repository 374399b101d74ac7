"""Seats: signed, short-lived tokens that name person, conference, party, place and roles."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import F

from foundation import clock
from foundation.accounts.models import SeatRevision
from foundation.accounts.roles import SessionRoles, role_pairs, roles_in
from foundation.http.bearer import bearer
from foundation.refusals import Refusal

_SALT = "balai.seat"


@dataclass(frozen=True)
class Seat:
    """What a browser tab acts as. `revision` is the number of the seat's last revision when the token was signed."""

    person: str
    conference: str
    name: str
    place: str
    roles: tuple[str, ...]
    participant: str | None = None
    party: str | None = None
    network: str = ""
    """For a guest: a digest of the address at which the seat was taken. Empty for others."""
    revision: int = 0
    withdrawn: bool = False
    signed_out: bool = False
    simulated: bool = False
    """True if this is the seat of a simulated person in a rehearsal."""
    session: str = ""
    """The session whose rehearsal the seat is for. It may act only there. Empty for every other seat."""
    given_out: bool = False
    """True if the staff gave the seat out, by a card, a link or for a rehearsal.

    Such a seat cannot read, replace or withdraw what its party handed in before its turn.
    """
    slug: str = ""
    """The conference's name in URLs. Empty in a token of an older version."""
    session_roles: SessionRoles = ()
    """The roles that it has in one session only. `roles` are those in the whole conference."""
    registered: bool = False
    """True if its person is registered for the conference and has no part in it."""
    entered: tuple[str, ...] = ()
    """The sessions that a guest entered by their codes."""
    taken_at: int = field(default=0, compare=False)
    """When the seat was taken, in seconds of Unix time, or 0 until its first token is signed."""

    def roles_in(self, stream: str) -> tuple[str, ...]:
        """The roles that count in a stream."""
        return roles_in(stream, self.roles, self.session_roles)

    @property
    def all_roles(self) -> frozenset[str]:
        """The roles in the conference and in any of its sessions."""
        return frozenset((*self.roles, *(role for _, role in self.session_roles)))

    @property
    def keys(self) -> frozenset[str]:
        """The owners whose own entities this seat may see: the person, the party, and the party's held texts.

        A seat that the staff gave out does not see the held texts. `Registry.owner_keys_of` adds the seat's groups.
        """
        own = {f"person/{self.person}"}
        if self.party:
            own |= (
                {f"party/{self.party}"} if self.given_out else {f"party/{self.party}", f"held/{self.party}"}
            )
        return frozenset(own)


def sign(seat: Seat) -> tuple[str, datetime]:
    """Sign a token for a seat. Returns the token and when it expires. A token never expires after the end of its seat
    (`end_of_seat`).
    """
    now = clock.now()
    seat = replace(seat, taken_at=seat.taken_at or int(now.timestamp()))
    expires = min(now + timedelta(seconds=settings.SEAT_SECONDS), end_of_seat(seat))
    content = asdict(seat) | {"expires": int(expires.timestamp())}
    return signing.dumps(content, salt=_SALT), expires


def end_of_seat(seat: Seat) -> datetime:
    """The moment at which a seat ends. Renewal of its token does not change it."""
    taken = datetime.fromtimestamp(seat.taken_at, tz=UTC)
    return taken + timedelta(seconds=settings.SEAT_MOST_SECONDS)


def read(token: str) -> tuple[Seat, datetime]:
    """Return the seat in a token, and its expiry. Does not query the database.

    Refuses `seat.missing`, `seat.forged` and `seat.expired`.
    """
    if not token:
        raise Refusal("seat.missing", "Take a seat first: no seat token was sent.")
    try:
        content: dict[str, Any] = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Refusal("seat.forged", "This seat was not given by this server. Take a seat again.") from None
    expires = datetime.fromtimestamp(content.pop("expires"), tz=UTC)
    if expires <= clock.now():
        raise expired_refusal()
    # Tokens of an older version do not say when their seat was taken.
    content.setdefault("taken_at", int(expires.timestamp()) - settings.SEAT_SECONDS)
    return seat_of_content(content), expires


def seat_of_content(content: dict[str, Any]) -> Seat:
    """The seat whose fields JSON carried: the reverse of `asdict`. JSON turned tuples into lists, so they are turned
    back.
    """
    tuples = {name: tuple(content.get(name, ())) for name in ("roles", "entered")}
    return Seat(**content | tuples | {"session_roles": role_pairs(content.get("session_roles", ()))})


def of_bearer(authorization: str) -> Seat:
    """The seat in an `Authorization` header. Refuses what `read` does. Does not query the database."""
    seat, _ = read(bearer(authorization) or "")
    return seat


def expired_refusal() -> Refusal:
    """The refusal `seat.expired`: for a token that has expired, and for a socket whose token was not renewed."""
    return Refusal("seat.expired", "Your seat has expired. Take it again.")


def overrule(seat: Seat, revision: SeatRevision | None) -> Seat:
    """The seat with the values of a revision, if the revision is later than the token. Otherwise the seat itself."""
    if revision is None or revision.number <= seat.revision:
        return seat
    now = replace(
        seat,
        roles=tuple(revision.roles),
        session_roles=role_pairs(revision.session_roles),
        registered=revision.registered,
        withdrawn=revision.withdrawn,
        signed_out=seat.revision < revision.signed_out,
        revision=revision.number,
    )
    return replace(now, party=revision.party or None, place=revision.place) if revision.place else now


def current(seat: Seat) -> Seat:
    """The seat after its latest revision in the database. Refuses `seat.withdrawn` and `seat.signed_out`."""
    revision = SeatRevision.objects.filter(person=seat.person, conference=seat.conference).first()
    seat = overrule(seat, revision)
    if over := refusal(seat):
        raise over
    return seat


def revisions_of(held: Collection[Seat]) -> dict[tuple[str, str], SeatRevision]:
    """The latest revisions of these seats, by person and conference."""
    rows = SeatRevision.objects.filter(person__in={seat.person for seat in held})
    return {(str(row.person), row.conference): row for row in rows}


def refusal(seat: Seat) -> Refusal | None:
    """The refusal that says why the seat may no longer be used, `seat.withdrawn` or `seat.signed_out`. None if it may
    be used.
    """
    if seat.withdrawn:
        return withdrawn_refusal()
    if seat.signed_out:
        return signed_out_refusal()
    return None


def signed_out_refusal() -> Refusal:
    """The refusal `seat.signed_out`: for a seat that was taken before a sign-out, or before the account changed."""
    return Refusal(
        "seat.signed_out", "You signed out, or your account was changed. Sign in again to take your seat."
    )


def deactivated_refusal() -> Refusal:
    """The refusal `seat.deactivated`: for an account that is not active."""
    return Refusal("seat.deactivated", "Your account is not active any more. Ask the organiser.")


def given_out_refusal() -> Refusal:
    """The refusal `seat.given_out`: a seat that the staff gave out may not use a held text or a video statement."""
    return Refusal(
        "seat.given_out",
        "The staff gave out this seat: it opens, replaces and takes back no held text or video statement. "
        "Use your delegation's own seat.",
    )


def other_session_refusal() -> Refusal:
    """The refusal `seat.other_session`: the seat belongs to a rehearsal of one session, and may not act outside that
    session.
    """
    return Refusal("seat.other_session", "This seat is for the rehearsal of one session. Use it there alone.")


def withdrawn_refusal() -> Refusal:
    """The refusal `seat.withdrawn`: for a person whose access was withdrawn."""
    return Refusal("seat.withdrawn", "Your access to this conference has been withdrawn. Ask the organiser.")


def revise(
    person: str,
    conference: str,
    *,
    roles: tuple[str, ...],
    session_roles: SessionRoles = (),
    party: str | None = None,
    place: str = "",
    registered: bool = False,
    withdrawn: bool = False,
) -> None:
    """Overrule every token of a person signed so far.

    Without a place, party and place do not change. The caller is in a transaction.
    """
    revise_all(
        [person],
        conference,
        roles=roles,
        session_roles=session_roles,
        party=party,
        place=place,
        registered=registered,
        withdrawn=withdrawn,
    )


def revise_all(
    people: Collection[str],
    conference: str,
    *,
    roles: tuple[str, ...],
    session_roles: SessionRoles = (),
    party: str | None = None,
    place: str = "",
    registered: bool = False,
    withdrawn: bool = False,
) -> None:
    """Overrule every token of at most 500 people, as `revise` does. All of them get the same values."""
    now = clock.now()
    new = [SeatRevision(person=person, conference=conference, at=now) for person in people]
    SeatRevision.objects.bulk_create(new, ignore_conflicts=True)
    SeatRevision.objects.filter(person__in=people, conference=conference).update(
        number=F("number") + 1,
        roles=list(roles),
        session_roles=[list(pair) for pair in session_roles],
        party=party or "",
        place=place,
        registered=registered,
        withdrawn=withdrawn,
        at=now,
    )


def sign_out(person: str, conference: str, roles: tuple[str, ...], session_roles: SessionRoles = ()) -> None:
    """End every token and all media connections that the person has in this conference. The caller is in a transaction.

    A new token may be signed. The roles are the person's, and do not change.
    """
    held = {"roles": list(roles), "session_roles": [list(pair) for pair in session_roles]}
    revision, _ = SeatRevision.objects.select_for_update().get_or_create(
        person=person, conference=conference, defaults={"at": clock.now(), **held}
    )
    revision.number += 1
    revision.signed_out, revision.at = revision.number, clock.now()
    revision.save()


def revision_of(person: str, conference: str) -> int:
    """The revision number for a new token of this person. Refuses `seat.withdrawn`, because a new token would overrule
    the withdrawal.
    """
    row = SeatRevision.objects.filter(person=person, conference=conference).first()
    if row is not None and row.withdrawn:
        raise withdrawn_refusal()
    return row.number if row else 0
