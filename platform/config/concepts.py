"""The list of all concepts, and the functions that the foundation needs of the conference. There is no discovery."""

from importlib import import_module

import sessions.access.services
import sessions.minutes.parity.services
import sessions.presence.services
import sessions.programme.services
from foundation.registry import Registry
from sessions import permissions

PACKAGES = (
    "sessions.programme",
    "sessions.access",
    "sessions.parties",
    "sessions.invitations",
    "sessions.roles",
    "sessions.registration",
    "sessions.personal_data",
    "sessions.press",
    "sessions.seats",
    "sessions.seats.cards",
    "sessions.seats.transfer",
    "sessions.presence",
    "sessions.floor",
    "sessions.floor.bulk_inscription",
    "sessions.floor.conflicts",
    "sessions.floor.podium",
    "sessions.floor.disconnections",
    "sessions.floor.playback",
    "sessions.floor.read_out",
    "sessions.floor.readiness",
    "sessions.floor.presiding",
    "sessions.hall_audio",
    "sessions.floor.points_of_order",
    "sessions.floor.votes",
    "sessions.floor.swaps",
    "sessions.floor.agenda",
    "sessions.floor.speaking_time",
    "sessions.floor.ordering",
    "sessions.written_statements",
    "sessions.technical_checks",
    "sessions.rollcall",
    "sessions.minutes.corrections",
    "sessions.demo",
    "chat.questions",
    "chat.help_calls",
    "streaming.video_statements",
    "streaming.signalling",
    "streaming.equipment_keys",
    "streaming.microphones",
    "streaming.session_recordings",
    "sessions.minutes",
)
"""The package of each concept, with its `CONCEPT` in `concept.py`."""

REGISTRY = Registry(
    concepts=[import_module(f"{package}.concept").CONCEPT for package in PACKAGES],
    find=sessions.programme.services.find_streams,
    check_entrance=sessions.access.services.check_entrance,
    allows=permissions.allows,
    sees_withheld=permissions.sees_withheld,
    settle_presence=sessions.presence.services.settle,
    note_refusal=sessions.minutes.parity.services.note_refusal,
)
