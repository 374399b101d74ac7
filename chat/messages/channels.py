"""Which channels of a session a seat reads and writes."""

from django.db.models import Q

from chat.messages.projections import channels_of
from chat.messages.rules import BACKSTAGE, EVERYONE, booth_channel, booth_of
from foundation import ids
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from foundation.registry import registry
from sessions.floor.readiness.services import next_entries
from sessions.models import Participant, Session, SessionRole

MODERATE = "message.moderate"


def readable(seat: Seat, session: Session) -> list[str]:
    """The channels that a seat reads, that of everyone first."""
    return [
        EVERYONE,
        *channels_of(session.pk, registry().owner_keys_of(seat)),
        *_booth_channels(seat, session),
    ]


def _booth_channels(seat: Seat, session: Session) -> list[str]:
    """The channels of the booths in which a seat interprets. An interpreter without a language is in every booth."""
    if not seat.participant or "interpreter" not in seat.roles_in(session.stream):
        return []
    assigned = SessionRole.objects.filter(session=session, role="interpreter")
    own = set(assigned.filter(participant=ids.number(seat.participant)).values_list("language", flat=True))
    languages = set(assigned.values_list("language", flat=True)) if "" in own else own
    return [booth_channel(language) for language in sorted(languages) if language]


def reads(seat: Seat, session: Session, channel: str) -> bool:
    """Whether a seat reads a channel."""
    in_booth = booth_of(channel) is not None and _is_in_every_booth(seat, session)
    return in_booth or channel in readable(seat, session)


def _is_in_every_booth(seat: Seat, session: Session) -> bool:
    if not seat.participant or "interpreter" not in seat.roles_in(session.stream):
        return False
    return SessionRole.objects.filter(
        session=session,
        role="interpreter",
        participant=ids.number(seat.participant),
        language="",
    ).exists()


def interpreters_of(session: Session, language: str) -> list[str]:
    """The persons who interpret in a booth."""
    assigned = SessionRole.objects.filter(session=session, role="interpreter", language__in=(language, ""))
    people = assigned.values_list("participant__person__public_id", flat=True).distinct()
    return sorted(str(public_id) for public_id in people)


def check_writes(seat: Seat, session: Session, channel: str) -> None:
    """Check that a seat may write to a channel. Refuses `message.not_your_channel`.

    Those who are called to the floor soon may write to the channel `backstage` too.
    """
    if reads(seat, session, channel):
        return
    if channel == BACKSTAGE and seat.person in called_soon(session):
        return
    if channel.startswith("party/") and ids.number(channel.removeprefix("party/")) == ids.number(
        seat.party or ""
    ):
        raise Refusal(
            "message.given_seat",
            "This seat was given out by the staff, so it has no part in your delegation's own messages. "
            "Sign in with your account.",
        )
    raise Refusal(
        "message.not_your_channel", "You have no part in this channel. Choose another, or ask a moderator."
    )


def called_soon(session: Session) -> set[str]:
    """The persons who have the floor or are on deck: the speakers, or the members of a party that named none."""
    entries = next_entries(session.pk)
    speakers = {ids.number(entry.speaker) for entry in entries if entry.speaker}
    parties = {ids.number(entry.party) for entry in entries if not entry.speaker}
    people = Participant.objects.filter(Q(pk__in=speakers) | Q(party__in=parties))
    return {str(public_id) for public_id in people.values_list("person__public_id", flat=True)}
