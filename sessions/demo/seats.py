"""The seats that the demo offers on its first page."""

from dataclasses import dataclass

from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from sessions.parties import simulated
from sessions.parties.models import Participant, Party, Place
from sessions.parties.services import guest_seat, seat_of
from sessions.programme.models import Conference, Session
from sessions.programme.services import shown_conferences

Text = dict[str, str]


@dataclass(frozen=True)
class DemoSeat:
    """An offered seat: of the first member of the party `code`, of the holder of `role`, or of a new guest."""

    key: str
    label: Text
    note: Text
    screen: str
    role: str = ""
    code: str = ""


SEATS = (
    DemoSeat(
        "moderator", {"en": "Moderator", "id": "Moderator"},
        {"en": "Runs the list and the floor", "id": "Mengatur daftar dan mimbar"}, "/console", role="moderator",
    ),
    DemoSeat(
        "operator", {"en": "Operator", "id": "Operator"},
        {"en": "The hall's camera, microphones and screen", "id": "Kamera, mikrofon, dan layar ruang sidang"},
        "/desk", role="operator",
    ),
    DemoSeat(
        "fiji", {"en": "Fiji", "id": "Fiji"}, {"en": "Remote delegation", "id": "Delegasi jarak jauh"}, "", code="FJ",
    ),
    DemoSeat(
        "chile", {"en": "Chile", "id": "Chili"}, {"en": "Remote delegation", "id": "Delegasi jarak jauh"}, "",
        code="CL",
    ),
    DemoSeat(
        "japan", {"en": "Japan", "id": "Jepang"},
        {"en": "Delegation in the hall", "id": "Delegasi di ruang sidang"}, "", code="JP",
    ),
    DemoSeat(
        "interpreter", {"en": "Interpreter", "id": "Juru bahasa"},
        {"en": "Reads statements before they are spoken", "id": "Membaca pernyataan sebelum disampaikan"}, "",
        role="interpreter",
    ),
    DemoSeat(
        "audience", {"en": "Audience", "id": "Hadirin"},
        {"en": "Listens, asks and votes", "id": "Mendengar, bertanya, dan memilih"}, "",
    ),
    DemoSeat(
        "hall-screen", {"en": "Hall screen", "id": "Layar ruang sidang"},
        {"en": "What the hall sees", "id": "Yang dilihat ruang sidang"}, "/hall", role="hall_screen",
    ),
)  # fmt: skip


SIMULATED_CHAIR = "simulated-chair"


def conference() -> Conference:
    """The demo's conference; refuses `demo.absent` if there is none, or if `DEMO` is off."""
    found = shown_conferences().filter(is_demo=True).first()
    if found is None:
        raise Refusal("demo.absent", "This server shows no demo.")
    return found


def main_session(of: Conference) -> Session:
    """The session that is open on arrival: the first of the kind statements."""
    return of.sessions.filter(kind=Session.Kind.STATEMENTS).order_by("starts_at")[0]


def party_of(of: Conference, seat: DemoSeat) -> str | None:
    """The id of the party that a seat speaks for."""
    party = Party.objects.filter(conference=of, code=seat.code).first() if seat.code else None
    return str(party.pk) if party else None


def take(key: str, network: str = "") -> Seat:
    """The seat of a key, for a visitor from this network.

    Refuses `demo.unknown_seat`, and `demo.seat_gone` if roles were changed.

    The key `simulated-chair` is not offered. A rehearsal takes it to conduct the session while no moderator is
    there.
    """
    of = conference()
    if key == SIMULATED_CHAIR:
        return simulated.chair(of)
    offer = next((seat for seat in SEATS if seat.key == key), None)
    if offer is None:
        raise Refusal("demo.unknown_seat", "The demo has no such seat.")
    if not offer.role and not offer.code:
        return guest_seat(of, "", Place.REMOTE, network)
    people = (
        Participant.objects.filter(conference=of, simulated=False).select_related("person").order_by("pk")
    )
    if offer.code:
        holders = list(people.filter(party__code=offer.code))
    else:
        holders = [person for person in people.filter(party=None) if offer.role in person.roles]
    if not holders:
        raise Refusal("demo.seat_gone", "Nobody holds this seat any more: its roles were changed.")
    return seat_of(holders[0])
