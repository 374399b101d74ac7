"""The only writer of seat cards. A card is made for a party, phones in the hall take seats by it, and the staff revoke
it (FL2).
"""

import secrets
from collections import Counter
from datetime import datetime

from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.wire import leases
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Joined
from sessions.parties.services import end_part, guest_name, party_of, seat_of
from sessions.programme.models import Conference, Session
from sessions.programme.services import shown_conferences
from sessions.seats.cards import codes
from sessions.seats.cards.models import CardSeat, SeatCard

MAX_PHONES = 4
"""The highest number of phones that hold seats by one card."""


def cards_of(conference_id: int) -> list[SeatCard]:
    """The valid cards of a conference, with their parties."""
    good = SeatCard.objects.filter(party__conference=conference_id, revoked_at=None)
    return list(good.select_related("party").order_by("pk"))


def make_missing(conference_id: int) -> int:
    """Make a card for each party that has none. Returns how many were made. The caller is in a transaction."""
    journal.lock(f"conference/{conference_id}")
    good = SeatCard.objects.filter(revoked_at=None).values("party")
    without = Party.objects.filter(conference=conference_id).exclude(pk__in=good)
    now = clock.now()
    return len(SeatCard.objects.bulk_create(_new_card(party, now) for party in without.order_by("pk")))


def revoke_card(conference_id: int, party_id: str) -> SeatCard:
    """Revoke a party's card and all seats taken by it. Returns the new card. The caller is in a transaction.

    Refuses `parties.unknown_party`, `card.none`.
    """
    party = party_of(conference_id, party_id)
    journal.lock(party.conference.stream)
    now = clock.now()
    card = SeatCard.objects.filter(party=party, revoked_at=None).first()
    if card is None:
        raise Refusal("card.none", "This party has no seat card. Make the cards first.")
    card.revoked_at = now
    card.save(update_fields=["revoked_at"])
    for seat in _seats_in_use(card):
        _end_card_seat(seat, now)
    made = _new_card(party, now)
    made.save()
    return made


def find_card(code: str) -> SeatCard:
    """Return the seat card of a code. Refuses `card.unknown_code`, `card.revoked`."""
    cards = SeatCard.objects.filter(party__conference__in=shown_conferences())
    card = cards.select_related("party__conference").filter(pk=codes.card_number_of(code)).first()
    if card is None or not codes.is_code_of(code, card.pk, card.key):
        raise Refusal(
            "card.unknown_code", "This code is not on any seat card. Scan the card at your place again."
        )
    if card.revoked_at is not None:
        raise Refusal(
            "card.revoked", "This seat card was replaced. Ask the staff in the hall for the new one."
        )
    return card


def take_card_seat(code: str, name: str) -> Seat:
    """Make a seat in the hall for one more phone of the card's party. The caller is in a transaction.

    If `MAX_PHONES` hold seats by the card, the oldest phone that is not connected loses its seat. Refuses
    `card.unknown_code`, `card.revoked`, `card.full`, and a name that is not allowed.
    """
    party = find_card(code).party
    journal.lock(party.conference.stream)
    card, now = find_card(code), clock.now()
    _end_oldest_seat(card, now)
    name = guest_name(party.conference_id, name, party) or f"Delegate of {party}"
    row = Participant.objects.create(
        conference=party.conference,
        person=User.objects.create_guest(name),
        party=party,
        name=name,
        place="hall",
        roles=["delegate"],
        given_out=True,
    )
    CardSeat.objects.create(card=card, participant=row)
    journal.append(party.conference.stream, Joined(participant=str(row.pk)), at=now, changed=[row])
    return seat_of(row)


def phones_by_card(conference_id: int) -> Counter[int]:
    """How many phones hold seats by each card, by card number."""
    sitting = CardSeat.objects.filter(card__party__conference=conference_id, over=False)
    return Counter(sitting.values_list("card", flat=True))


def only_begun_session(conference: Conference) -> Session | None:
    """Return the session to which a new seat is led at once: the only one that has begun, or None."""
    begun = list(conference.sessions.filter(state__in=("open", "suspended"))[:2])
    return begun[0] if len(begun) == 1 else None


def _new_card(party: Party, now: datetime) -> SeatCard:
    return SeatCard(party=party, key=secrets.token_hex(16), made_at=now)


def _seats_in_use(card: SeatCard) -> list[CardSeat]:
    seats = CardSeat.objects.filter(card=card, over=False).order_by("pk")
    return list(seats.select_related("participant__person", "participant__conference"))


def _end_oldest_seat(card: SeatCard, now: datetime) -> None:
    sitting = _seats_in_use(card)
    if len(sitting) < MAX_PHONES:
        return
    persons = {str(seat.participant.person.public_id): seat for seat in sitting}
    rows = leases.live_connections(card.party.conference.stream).filter(person__in=persons)
    here = set(rows.values_list("person", flat=True))
    away = [seat for person, seat in persons.items() if person not in here]
    if not away:
        raise Refusal(
            "card.full",
            f"{MAX_PHONES} phones sit by this card already. Close the page on one of them, then try again.",
        )
    _end_card_seat(away[0], now)


def _end_card_seat(seat: CardSeat, now: datetime) -> None:
    seat.over = True
    seat.save(update_fields=["over"])
    end_part(seat.participant, now)
