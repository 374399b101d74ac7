"""Every concept of the house, in one explicit table. Nothing is discovered."""

from types import ModuleType

import chat.help.commands
import chat.help.protocol
import chat.help.services
import chat.help.views
import chat.questions.commands
import chat.questions.protocol
import chat.questions.record
import chat.questions.services
import chat.questions.views
import sessions.checks.commands
import sessions.checks.protocol
import sessions.checks.views
import sessions.clashes.protocol
import sessions.clashes.views
import sessions.continuing.protocol
import sessions.continuing.services
import sessions.corrections.commands
import sessions.corrections.protocol
import sessions.corrections.views
import sessions.failures.commands
import sessions.failures.protocol
import sessions.floor.commands
import sessions.floor.protocol
import sessions.floor.views
import sessions.inscriptions.commands
import sessions.inscriptions.protocol
import sessions.interruptions.commands
import sessions.interruptions.protocol
import sessions.interruptions.views
import sessions.items.commands
import sessions.items.protocol
import sessions.limits.commands
import sessions.limits.protocol
import sessions.order.commands
import sessions.order.protocol
import sessions.order.views
import sessions.parity.services
import sessions.parties.commands
import sessions.parties.protocol
import sessions.parties.views
import sessions.podium.protocol
import sessions.presence.commands
import sessions.presence.protocol
import sessions.presence.services
import sessions.presence.views
import sessions.presiding.commands
import sessions.presiding.protocol
import sessions.press.commands
import sessions.press.protocol
import sessions.programme.protocol
import sessions.programme.services
import sessions.programme.views
import sessions.readiness.commands
import sessions.readiness.protocol
import sessions.readiness.services
import sessions.readiness.views
import sessions.readings.commands
import sessions.readings.protocol
import sessions.readings.services
import sessions.record.course
import sessions.record.fairness
import sessions.record.procedure
import sessions.record.proceedings
import sessions.record.quorum
import sessions.recorded.commands
import sessions.recorded.protocol
import sessions.rollcall.commands
import sessions.rollcall.protocol
import sessions.rollcall.views
import sessions.sound.commands
import sessions.sound.protocol
import sessions.sound.views
import sessions.swaps.commands
import sessions.swaps.protocol
import sessions.swaps.views
import sessions.votes.commands
import sessions.votes.protocol
import sessions.votes.views
import sessions.written.commands
import sessions.written.protocol
import sessions.written.record
import sessions.written.services
import sessions.written.views
import streaming.microphones.desk
import streaming.microphones.protocol
import streaming.recordings.commands
import streaming.recordings.protocol
import streaming.recordings.views
import streaming.signalling.protocol
import streaming.signalling.telling
import streaming.taping.commands
import streaming.taping.protocol
import streaming.taping.record
import streaming.taping.services
import streaming.taping.views
from foundation.registry import House
from sessions import permissions
from sessions.record.sections import Source

PROTOCOLS: list[ModuleType] = [
    sessions.programme.protocol,
    sessions.parties.protocol,
    sessions.press.protocol,
    sessions.continuing.protocol,
    sessions.presence.protocol,
    sessions.floor.protocol,
    sessions.inscriptions.protocol,
    sessions.clashes.protocol,
    sessions.podium.protocol,
    sessions.failures.protocol,
    sessions.recorded.protocol,
    sessions.readings.protocol,
    sessions.readiness.protocol,
    sessions.presiding.protocol,
    sessions.sound.protocol,
    sessions.interruptions.protocol,
    sessions.votes.protocol,
    sessions.swaps.protocol,
    sessions.items.protocol,
    sessions.limits.protocol,
    sessions.order.protocol,
    sessions.written.protocol,
    sessions.checks.protocol,
    sessions.rollcall.protocol,
    sessions.corrections.protocol,
    chat.questions.protocol,
    chat.help.protocol,
    streaming.recordings.protocol,
    streaming.signalling.protocol,
    streaming.microphones.protocol,
    streaming.taping.protocol,
]

HOUSE = House(
    protocols=PROTOCOLS,
    doors=[
        *sessions.parties.commands.DOORS,
        *sessions.press.commands.DOORS,
        *sessions.presence.commands.DOORS,
        *sessions.floor.commands.DOORS,
        *sessions.inscriptions.commands.DOORS,
        *sessions.failures.commands.DOORS,
        *sessions.recorded.commands.DOORS,
        *sessions.readings.commands.DOORS,
        *sessions.readiness.commands.DOORS,
        *sessions.presiding.commands.DOORS,
        *sessions.sound.commands.DOORS,
        *sessions.interruptions.commands.DOORS,
        *sessions.votes.commands.DOORS,
        *sessions.swaps.commands.DOORS,
        *sessions.items.commands.DOORS,
        *sessions.limits.commands.DOORS,
        *sessions.order.commands.DOORS,
        *sessions.written.commands.DOORS,
        *sessions.checks.commands.DOORS,
        *sessions.rollcall.commands.DOORS,
        *sessions.corrections.commands.DOORS,
        *chat.questions.commands.DOORS,
        *chat.help.commands.DOORS,
        *streaming.recordings.commands.DOORS,
        *streaming.taping.commands.DOORS,
    ],
    views=[
        *sessions.programme.views.VIEWS,
        *sessions.parties.views.VIEWS,
        *sessions.presence.views.VIEWS,
        *sessions.floor.views.VIEWS,
        *sessions.readiness.views.VIEWS,
        *sessions.sound.views.VIEWS,
        *sessions.interruptions.views.VIEWS,
        *sessions.votes.views.VIEWS,
        *sessions.swaps.views.VIEWS,
        *sessions.order.views.VIEWS,
        *sessions.clashes.views.VIEWS,
        *sessions.written.views.VIEWS,
        *sessions.checks.views.VIEWS,
        *sessions.rollcall.views.VIEWS,
        *sessions.corrections.views.VIEWS,
        *chat.questions.views.VIEWS,
        *chat.help.views.VIEWS,
        *streaming.recordings.views.VIEWS,
        *streaming.taping.views.VIEWS,
    ],
    own_views=[
        *sessions.floor.views.OWN_VIEWS,
        *sessions.checks.views.OWN_VIEWS,
        *sessions.swaps.views.OWN_VIEWS,
        *sessions.clashes.views.OWN_VIEWS,
        *sessions.written.views.OWN_VIEWS,
        *chat.questions.views.OWN_VIEWS,
        *chat.help.views.OWN_VIEWS,
        *streaming.recordings.views.OWN_VIEWS,
        *streaming.taping.views.OWN_VIEWS,
    ],
    signals=[
        *sessions.continuing.services.SIGNALS,
        *sessions.presence.services.SIGNALS,
        *sessions.readiness.services.SIGNALS,
        *chat.questions.services.SIGNALS,
        *chat.help.services.SIGNALS,
        *streaming.signalling.telling.SIGNALS,
        *streaming.microphones.desk.SIGNALS,
    ],
    reactions=[
        *sessions.written.services.REACTIONS,
        *sessions.readings.services.REACTIONS,
        *streaming.taping.services.REACTIONS,
    ],
    conference_of=sessions.programme.services.conference_of,
    allows=permissions.allows,
    sees_withheld=permissions.sees_withheld,
    settle_presence=sessions.presence.services.settle,
    note_refusal=sessions.parity.services.note_refusal,
)

RECORD: list[Source] = [
    sessions.record.course.course,
    streaming.taping.record.recorded,
    sessions.record.proceedings.turns,
    sessions.record.proceedings.rulings,
    sessions.record.procedure.motions,
    sessions.record.procedure.votes,
    sessions.record.quorum.roll_calls,
    sessions.record.quorum.attendance,
    sessions.record.quorum.decisions,
    sessions.written.record.written,
    chat.questions.record.questions,
    sessions.record.fairness.ledger,
    sessions.record.proceedings.entries,
    sessions.record.procedure.orders,
    sessions.record.fairness.corrections,
]
"""The sections of a session's record, in this order; each concept reads its own."""
