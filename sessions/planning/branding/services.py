"""The only writer of logos."""

import hashlib

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.refusals import Refusal
from sessions.planning.branding.models import Logo
from sessions.planning.programme.protocol import PlanEdited
from sessions.programme.models import Conference

MANAGE = "programme.change_conference"
"""The permission to set a logo. It is the same as for the conference's other texts and colours."""


def set_logo(seat: Seat, png: bytes, address: str = "") -> str:
    """Set the logo of the seat's conference. Returns its digest."""
    digest = hashlib.sha256(png).hexdigest()[:16]
    with write_transaction():
        conference = _locked_conference(seat)
        Logo.objects.update_or_create(conference=conference, defaults={"png": png, "digest": digest})
        _journal_change(seat, conference, address, digest)
    return digest


def remove_logo(seat: Seat, address: str = "") -> None:
    """Remove the logo of the seat's conference. If there is none, nothing is changed."""
    with write_transaction():
        conference = _locked_conference(seat)
        if Logo.objects.filter(conference=conference).delete()[0]:
            _journal_change(seat, conference, address, "")


def _locked_conference(seat: Seat) -> Conference:
    journal.lock(f"conference/{seat.conference}")
    return Conference.objects.get(pk=seat.conference)


def _journal_change(seat: Seat, conference: Conference, address: str, digest: str) -> None:
    journal.append(
        conference.stream,
        PlanEdited(what="conference", id=str(conference.pk), act="changed", fields=["logo"]),
        at=clock.now(),
        changed=[Conference.objects.get(pk=conference.pk)],
        actor=seat.person,
        acting_as=seat.participant,
    )
    audit.record(
        "programme.set_logo",
        actor=seat,
        conference=seat.conference,
        subject=Subject("conference", str(conference.pk), str(conference)),
        before=None,
        after={"logo": digest},
        address=address,
    )


def logo_of(slug: str) -> Logo:
    """The logo of a conference, by its slug. Refuses `branding.no_logo`."""
    row = Logo.objects.filter(conference__slug=slug).first()
    if row is None:
        raise Refusal("branding.no_logo", "This conference has no logo.")
    return row
