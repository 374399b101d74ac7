"""The sessions of a conference as appointments, and which of them a person or a party attends."""

from collections.abc import Collection, Iterable, Sequence

from django.utils import translation
from django.utils.translation import pgettext

from foundation.accounts.roles import SessionRoles, roles_in
from foundation.languages import in_language, language_of
from foundation.text import clean_input, on_one_line
from sessions.access import rules as access
from sessions.calendars.ics import Appointment
from sessions.programme.models import Conference, Session

ROLES = ("moderator", "panellist", "rapporteur", "interpreter", "captioner", "operator")
"""The roles in a session that its appointment names, for a participant who has them."""


def may_enter(session: Session, roles: Collection[str], own: SessionRoles) -> bool:
    """Whether a participant may enter a session. `roles` are those in the conference, `own` those in single
    sessions.
    """
    held = roles_in(session.stream, tuple(roles), own)
    return access.may_enter(session.access, access.clearance(held, is_registered=True, has_code=False))


def appointment(
    session: Session, conference: Conference, language: str, address: str, notes: Iterable[str] = ()
) -> Appointment:
    """A session as an appointment. `address` is that of this server, and `notes` stand above its description."""
    room = in_language(session.room.name, language) if session.room else ""
    said = str(session.description.get(language) or in_language(session.description, language))
    return Appointment(
        uid=session.calendar_uid,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=on_one_line(in_language(session.title, language)),
        sequence=session.sequence,
        changed_at=session.changed_at,
        is_cancelled=session.cancelled_at is not None,
        location=on_one_line(", ".join(filter(None, (room, conference.venue)))),
        url=address + conference.page_path(f"/session/{session.pk}"),
        notes=tuple(str(clean_input(line)) for line in (*notes, said) if line),
    )


def role_notes(session: Session, own: SessionRoles, language: str) -> list[str]:
    """For each role that a person has in a session, a line that says what the person does there."""
    held = [role for at, role in own if at == str(session.pk) and role in ROLES]
    with translation.override(language_of(language)):
        names = {
            "moderator": pgettext("calendar: your part", "You chair this session."),
            "panellist": pgettext("calendar: your part", "You sit on the podium."),
            "rapporteur": pgettext("calendar: your part", "You write the notes of this session."),
            "interpreter": pgettext("calendar: your part", "You interpret."),
            "captioner": pgettext("calendar: your part", "You write the captions."),
            "operator": pgettext("calendar: your part", "You operate the hall."),
        }
        return [names[role] for role in ROLES if role in held]


def list_notes(waiting: int, language: str) -> list[str]:
    """Lines that say that a party is on the list of speakers of a session, with `waiting` entries."""
    if not waiting:
        return []
    with translation.override(language_of(language)):
        return [pgettext("calendar: your part", "Your delegation is on the list of speakers.")]


def sessions_in_calendars(conference: Conference) -> Sequence[Session]:
    """The sessions that calendars show: all but rehearsals. Cancelled ones are among them."""
    rows = conference.sessions.filter(rehearsal=False).select_related("room")
    return list(rows.order_by("starts_at", "pk"))
