"""The seats that the demo offers on its first page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.refusals import Refusal
from sessions.parties import simulated
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import MembersAdded
from sessions.parties.services import guest_seat, seat_of
from sessions.programme.models import Conference, Session
from sessions.programme.services import shown_conferences

WORKSPACE = "/organise"
"""The page of the organiser's seat, which is of no session."""
BOOTH = "fr"
"""The language of the booth in which the seat "Interpreter" works, as a BCP 47 tag."""


@dataclass(frozen=True)
class DemoSeat:
    """A seat that the demo offers: that of the first member of the party `code`, that of the holder of `role`, or a new
    guest's. `screen` is a page of the main session, or the workspace.
    """

    key: str
    label: Promise
    note: Promise
    screen: str
    role: str = ""
    code: str = ""


SEATS = (
    DemoSeat(
        "moderator", pgettext_lazy("demo", "Moderator"),
        pgettext_lazy("demo", "Runs the list and the floor"), "/console", role="moderator",
    ),
    DemoSeat(
        "organiser", pgettext_lazy("demo", "Organiser"),
        pgettext_lazy("demo", "Plans the conference and invites people"), WORKSPACE, role="organiser",
    ),
    DemoSeat(
        "operator", pgettext_lazy("demo", "Operator"),
        pgettext_lazy("demo", "The hall's camera, microphones and screen"),
        "/desk", role="operator",
    ),
    DemoSeat(
        "fiji", pgettext_lazy("demo", "Fiji"), pgettext_lazy("demo", "Remote delegation"), "", code="FJ",
    ),
    DemoSeat(
        "chile", pgettext_lazy("demo", "Chile"), pgettext_lazy("demo", "Remote delegation"), "",
        code="CL",
    ),
    DemoSeat(
        "japan", pgettext_lazy("demo", "Japan"),
        pgettext_lazy("demo", "Delegation in the hall"), "", code="JP",
    ),
    DemoSeat(
        "interpreter", pgettext_lazy("demo", "Interpreter"),
        pgettext_lazy("demo", "Interprets into French, from a booth"), f"/booth/{BOOTH}",
        role="interpreter",
    ),
    DemoSeat(
        "rapporteur", pgettext_lazy("demo", "Rapporteur"),
        pgettext_lazy("demo", "Writes the outcome document"), "", role="rapporteur",
    ),
    DemoSeat(
        "audience", pgettext_lazy("demo", "Audience"),
        pgettext_lazy("demo", "Listens, asks and votes"), "",
    ),
    DemoSeat(
        "hall-screen", pgettext_lazy("demo", "Hall screen"),
        pgettext_lazy("demo", "What the hall sees"), "/hall", role="hall_screen",
    ),
)  # fmt: skip


IN_THE_HALL = ("operator", "hall_screen")

SIMULATED = {
    "simulated-chair": simulated.simulated_chair,
    "simulated-operator": simulated.simulated_operator,
}
"""The seats that a rehearsal takes. They are not offered."""


def conference() -> Conference:
    """The demo's conference. Refuses `demo.absent` if there is none, or if `DEMO` is off."""
    found = shown_conferences().filter(is_demo=True).first()
    if found is None:
        raise Refusal("demo.absent", "This server shows no demo. Sign in, or join a session by its code.")
    return found


def main_session(of: Conference) -> Session:
    """The session that is open on arrival: the first session of the kind `statements`. An organiser may have changed
    the kind, and then it is the first session that is not over.
    """
    first = of.sessions.order_by("starts_at")
    return first.filter(kind="statements").first() or first.exclude(state="closed").first() or first[0]


def page_of(of: Conference, session: Session, seat: DemoSeat) -> str:
    """The path to which an offered seat leads."""
    return of.page_path(seat.screen if seat.screen == WORKSPACE else f"/session/{session.pk}{seat.screen}")


def party_of(of: Conference, seat: DemoSeat) -> str | None:
    """The id of the party for which an offered seat speaks."""
    party = Party.objects.filter(conference=of, code=seat.code).first() if seat.code else None
    return str(party.pk) if party else None


def take_seat(key: str, network: str = "") -> Seat:
    """Return the demo's seat of a key. `network` is the network of the visitor who takes it.

    Refuses `demo.unknown_seat`, and `demo.seat_gone` if the party was removed. The caller is in a transaction.

    The keys of `SIMULATED` are not offered. A rehearsal takes them to conduct the session while no moderator is
    there, and to send the hall while nobody else does.
    """
    of = conference()
    if key in SIMULATED:
        return SIMULATED[key](of)
    offer = next((seat for seat in SEATS if seat.key == key), None)
    if offer is None:
        raise Refusal("demo.unknown_seat", "The demo has no such seat. Choose one on its first page.")
    if not offer.role and not offer.code:
        return guest_seat(of, "", "remote", network)
    if (holder := _holder_of(of, offer)) is None:
        journal.lock(of.stream)
        # Another visitor may have got one meanwhile.
        holder = _holder_of(of, offer) or _new_holder(of, offer)
    return seat_of(holder)


def _holder_of(of: Conference, offer: DemoSeat) -> Participant | None:
    people = (
        Participant.objects.filter(conference=of, simulated=False).select_related("person").order_by("pk")
    )
    if offer.code:
        return people.filter(party__code=offer.code).first()
    return next((person for person in people.filter(party=None) if offer.role in person.roles), None)


def _new_holder(of: Conference, offer: DemoSeat) -> Participant:
    """A new participant for a seat that nobody holds any more, because a visitor changed roles or removed people. The
    caller holds the conference's stream. Refuses `demo.seat_gone`.
    """
    party = Party.objects.filter(conference=of, code=offer.code).first() if offer.code else None
    if offer.code and party is None:
        raise Refusal("demo.seat_gone", "This delegation was removed. Choose another seat.")
    holder = f"Delegate of {party}" if party else offer.role.replace("_", " ").capitalize()
    name = f"{holder} (demo)"
    row = Participant.objects.create(
        conference=of,
        person=User.objects.create_guest(name),
        party=party,
        name=name,
        place=party.place if party else "hall" if offer.role in IN_THE_HALL else "remote",
        roles=[offer.role or "delegate"],
    )
    journal.append(of.stream, MembersAdded(participants=[str(row.pk)]), at=clock.now(), changed=[row])
    return row
