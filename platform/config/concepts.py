"""The list of all concepts, and the functions about conferences that the foundation calls.

Concepts are not discovered: each one is named here.
"""

from collections.abc import Collection

import chat.announcements.concept
import chat.help_calls.concept
import chat.messages.concept
import chat.messages.services
import chat.polls.concept
import chat.questions.concept
import chat.reactions.concept
import foundation.journal.concept
import sessions.access.concept
import sessions.access.services
import sessions.api_tokens.concept
import sessions.calendars.concept
import sessions.demo.concept
import sessions.documents.concept
import sessions.exchange.concept
import sessions.exports.concept
import sessions.floor.agenda.concept
import sessions.floor.bulk_inscription.concept
import sessions.floor.carry_over.concept
import sessions.floor.concept
import sessions.floor.conflicts.concept
import sessions.floor.disconnections.concept
import sessions.floor.explanations.concept
import sessions.floor.motions.concept
import sessions.floor.ordering.concept
import sessions.floor.playback.concept
import sessions.floor.podium.concept
import sessions.floor.points_of_order.concept
import sessions.floor.presiding.concept
import sessions.floor.read_out.concept
import sessions.floor.readiness.concept
import sessions.floor.speaking_time.concept
import sessions.floor.swaps.concept
import sessions.floor.voting.concept
import sessions.hall_audio.concept
import sessions.invitations.concept
import sessions.minutes.concept
import sessions.minutes.corrections.concept
import sessions.minutes.notes.concept
import sessions.minutes.parity.services
import sessions.outcome.adoption.concept
import sessions.outcome.amendments.concept
import sessions.outcome.concept
import sessions.outcome.editing.concept
import sessions.outcome.services
import sessions.outcome.translations.concept
import sessions.parties.concept
import sessions.personal_data.concept
import sessions.planning.conferences.concept
import sessions.planning.expected.concept
import sessions.planning.people.concept
import sessions.planning.programme.concept
import sessions.presence.concept
import sessions.presence.services
import sessions.press.concept
import sessions.programme.concept
import sessions.programme.services
import sessions.proposals.concept
import sessions.publication.concept
import sessions.registration.concept
import sessions.roles.concept
import sessions.rollcall.concept
import sessions.seats.cards.concept
import sessions.seats.concept
import sessions.seats.transfer.concept
import sessions.technical_checks.concept
import sessions.votes.concept
import sessions.webhooks.concept
import sessions.written_statements.concept
import streaming.captions.concept
import streaming.captions.services
import streaming.equipment_keys.concept
import streaming.interpretation.concept
import streaming.microphones.concept
import streaming.session_recordings.concept
import streaming.signalling.concept
import streaming.video_statements.concept
from foundation.registry import Registry, StreamFacts
from sessions import permissions


def find_streams(names: Collection[str]) -> dict[str, StreamFacts]:
    """The streams with these names: of conferences and sessions, of outcome documents, of messages and of captions."""
    return (
        sessions.programme.services.find_streams(names)
        | sessions.outcome.services.find_streams(names)
        | chat.messages.services.find_streams(names)
        | streaming.captions.services.find_streams(names)
    )


REGISTRY = Registry(
    concepts=[
        sessions.programme.concept.CONCEPT,
        sessions.access.concept.CONCEPT,
        sessions.parties.concept.CONCEPT,
        sessions.planning.programme.concept.CONCEPT,
        sessions.planning.conferences.concept.CONCEPT,
        sessions.planning.expected.concept.CONCEPT,
        sessions.planning.people.concept.CONCEPT,
        sessions.invitations.concept.CONCEPT,
        sessions.roles.concept.CONCEPT,
        sessions.exchange.concept.CONCEPT,
        sessions.calendars.concept.CONCEPT,
        sessions.registration.concept.CONCEPT,
        sessions.personal_data.concept.CONCEPT,
        sessions.press.concept.CONCEPT,
        sessions.seats.concept.CONCEPT,
        sessions.seats.cards.concept.CONCEPT,
        sessions.seats.transfer.concept.CONCEPT,
        sessions.presence.concept.CONCEPT,
        sessions.floor.concept.CONCEPT,
        sessions.floor.bulk_inscription.concept.CONCEPT,
        sessions.floor.conflicts.concept.CONCEPT,
        sessions.floor.podium.concept.CONCEPT,
        sessions.floor.disconnections.concept.CONCEPT,
        sessions.floor.playback.concept.CONCEPT,
        sessions.floor.read_out.concept.CONCEPT,
        sessions.floor.readiness.concept.CONCEPT,
        sessions.floor.presiding.concept.CONCEPT,
        sessions.hall_audio.concept.CONCEPT,
        sessions.floor.points_of_order.concept.CONCEPT,
        sessions.floor.motions.concept.CONCEPT,
        sessions.floor.voting.concept.CONCEPT,
        sessions.floor.explanations.concept.CONCEPT,
        sessions.votes.concept.CONCEPT,
        sessions.proposals.concept.CONCEPT,
        sessions.floor.swaps.concept.CONCEPT,
        sessions.floor.agenda.concept.CONCEPT,
        sessions.floor.carry_over.concept.CONCEPT,
        sessions.floor.speaking_time.concept.CONCEPT,
        sessions.floor.ordering.concept.CONCEPT,
        sessions.written_statements.concept.CONCEPT,
        sessions.technical_checks.concept.CONCEPT,
        sessions.rollcall.concept.CONCEPT,
        sessions.documents.concept.CONCEPT,
        sessions.outcome.concept.CONCEPT,
        sessions.outcome.amendments.concept.CONCEPT,
        sessions.outcome.adoption.concept.CONCEPT,
        sessions.outcome.translations.concept.CONCEPT,
        sessions.outcome.editing.concept.CONCEPT,
        sessions.exports.concept.CONCEPT,
        sessions.webhooks.concept.CONCEPT,
        sessions.minutes.corrections.concept.CONCEPT,
        sessions.minutes.notes.concept.CONCEPT,
        sessions.demo.concept.CONCEPT,
        sessions.api_tokens.concept.CONCEPT,
        chat.questions.concept.CONCEPT,
        chat.messages.concept.CONCEPT,
        chat.announcements.concept.CONCEPT,
        chat.polls.concept.CONCEPT,
        chat.reactions.concept.CONCEPT,
        chat.help_calls.concept.CONCEPT,
        streaming.video_statements.concept.CONCEPT,
        streaming.signalling.concept.CONCEPT,
        streaming.interpretation.concept.CONCEPT,
        streaming.equipment_keys.concept.CONCEPT,
        streaming.microphones.concept.CONCEPT,
        streaming.session_recordings.concept.CONCEPT,
        streaming.captions.concept.CONCEPT,
        sessions.publication.concept.CONCEPT,
        sessions.minutes.concept.CONCEPT,
        foundation.journal.concept.CONCEPT,
    ],
    find=find_streams,
    check_entrance=sessions.access.services.check_entrance,
    allows=permissions.allows,
    audience_of=sessions.access.services.audience_of,
    owner_keys_of_groups=sessions.access.services.owner_keys_of_groups,
    record_attendance=sessions.presence.services.record_attendance,
    note_refusal=sessions.minutes.parity.services.note_refusal,
)
