"""The only writer of roles in one session."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from foundation.audit.services import State, Subject
from foundation.ids import number
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.parties.models import Participant
from sessions.parties.rights import MemberChange, check_change
from sessions.parties.services import (
    all_roles_of,
    check_given_out,
    is_withdrawn,
    overrule_tokens,
    participant_of,
)
from sessions.programme.models import Session
from sessions.roles import protocol, rules
from sessions.roles.models import SessionRole

MAX_SIMULATED_INTERPRETERS = 12
"""As many as a session has language channels at most."""


def give(context: Context, command: protocol.GiveSessionRole) -> None:
    """Give a participant a role in one session. To give the same role again has no effect.

    Refuses `parties.unknown_participant`, `session_roles.unknown_session`, `session_roles.withdrawn`,
    `parties.given_out`, what the rule refuses, and `interpretation.too_many_languages` by the reaction that opens the
    interpreter's channel.
    """
    participant = participant_of(context.subject, command.participant)
    session = Session.objects.filter(conference=context.subject, pk=number(command.session)).first()
    if session is None:
        raise Refusal(
            "session_roles.unknown_session", "There is no such session. Choose one of the programme."
        )
    if is_withdrawn(participant):
        raise Refusal(
            "session_roles.withdrawn",
            "This person's access was withdrawn. Give it back first, then the role.",
        )
    rules.check_new_role(command.role, command.language, participant.session_roles.count())
    check_given_out(participant, [command.role])
    event = protocol.SessionRoleGiven(**command.model_dump(exclude={"type"}))
    _add_role(participant, session, event, **_journal_fields(context, participant))


def assign_simulated_interpreter(
    participant: Participant, session: Session, language: str, at: datetime
) -> None:
    """Let a simulated participant interpret into a language of a session that is rehearsed.

    The caller holds the session's stream. Refuses `rehearsal.too_many_interpreters`, and
    `interpretation.too_many_languages` by the reaction that opens its channel.
    """
    interpreters = session.session_roles.filter(participant__simulated=True, role="interpreter")
    others = interpreters.exclude(participant=participant)
    if others.count() >= MAX_SIMULATED_INTERPRETERS:
        raise Refusal(
            "rehearsal.too_many_interpreters",
            f"A session has at most {MAX_SIMULATED_INTERPRETERS} simulated interpreters. Ask for fewer languages.",
        )
    event = protocol.SessionRoleGiven(
        session=str(session.pk), participant=str(participant.pk), role="interpreter", language=language
    )
    _add_role(participant, session, event, at=at, reseats=str(participant.person.public_id))


def _add_role(
    participant: Participant, session: Session, event: protocol.SessionRoleGiven, **fields: Any
) -> None:
    """Add the role of the event, and journal it with these fields, unless the participant has it."""
    before = all_roles_of(participant)
    row, made = SessionRole.objects.get_or_create(
        session=session, participant=participant, role=event.role, language=event.language
    )
    if made:
        overrule_tokens(participant, before)
        journal.append(session.conference.stream, event, changed=[row, participant], **fields)


def take(context: Context, command: protocol.TakeSessionRole) -> None:
    """Take a role in one session away. Refuses `session_roles.unknown`, `decision.under_way`, and what the rule
    refuses.
    """
    participant = participant_of(context.subject, command.participant)
    held = participant.session_roles.filter(session=number(command.session), role=command.role)
    row = held.filter(language=command.language).select_related("session").first()
    if row is None:
        raise Refusal("session_roles.unknown", "This role was taken already. Look at the list again.")
    rules.check_removal(command.role, row.session.state, _moderators_beside(row))
    _take_role(context, row)


def take_interpreters(context: Context, session: Session, languages: Collection[str]) -> None:
    """Take the role from the interpreters into languages into which a session is no longer interpreted.

    The caller holds the session's stream. Refuses `decision.under_way`.
    """
    held = session.session_roles.filter(role="interpreter", language__in=languages)
    for row in held.select_related("session__conference", "participant__person").order_by("pk"):
        _take_role(context, row)


def take_all(context: Context, session: Session) -> None:
    """Take every role in a session that is removed. The caller holds the session's stream."""
    held = session.session_roles.select_related("session__conference", "participant__person")
    for row in held.order_by("pk"):
        _take_role(context, row)


def _take_role(context: Context, row: SessionRole) -> None:
    participant, number_of_row = row.participant, row.pk
    _check_decisions(participant, row)
    event = protocol.SessionRoleTaken(
        session=str(row.session_id),
        participant=str(row.participant_id),
        role=row.role,
        language=row.language,
    )
    before = all_roles_of(participant)
    row.delete()
    overrule_tokens(participant, before)
    row.pk = number_of_row
    journal.append(
        row.session.conference.stream,
        event,
        changed=[participant],
        gone=[row],
        **_journal_fields(context, participant),
    )


def _check_decisions(participant: Participant, taken: SessionRole) -> None:
    """Check that no decision under way needs the role. A role has several rows if it is held for several languages."""
    held = participant.session_roles.exclude(pk=taken.pk).values_list("session", "role")
    left = tuple((str(session), role) for session, role in held)
    party = str(participant.party_id) if participant.party_id else None
    check_change(MemberChange(participant, party, participant.roles, left))


def roles_of(context: Context, command: protocol.GiveSessionRole | protocol.TakeSessionRole) -> State:
    """A participant and its roles in single sessions, for the audit log. Refuses `parties.unknown_participant`."""
    row = participant_of(context.subject, command.participant)
    held = row.session_roles.order_by("session", "role", "language")
    values = [
        {"session": session, "role": role, "language": language}
        for session, role, language in held.values_list("session", "role", "language")
    ]
    return State(Subject("participant", str(row.pk), row.name), {"session_roles": values})


def _moderators_beside(row: SessionRole) -> bool:
    """Whether others than this participant moderate the session: in it alone, or in the whole conference."""
    in_session = SessionRole.objects.filter(session=row.session_id, role="moderator")
    people = Participant.objects.filter(conference=row.session.conference_id, simulated=False)
    everywhere = people.values_list("roles", flat=True)
    return in_session.exclude(pk=row.pk).exists() or any("moderator" in roles for roles in everywhere)


def _journal_fields(context: Context, participant: Participant) -> dict[str, Any]:
    return {
        "at": context.now,
        "actor": context.seat.person,
        "acting_as": context.seat.participant,
        "reseats": str(participant.person.public_id),
    }
