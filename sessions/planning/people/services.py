"""Changes values of parties and participants, for organisers."""

from typing import Any

from foundation.audit.services import State, Subject
from foundation.journal import services as journal
from foundation.messages import edits
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire import signals
from sessions.parties.models import Participant, Party
from sessions.parties.rights import MemberChange, RightToVoteChange, check_change, session_roles_of
from sessions.parties.services import (
    all_roles_of,
    is_withdrawn,
    mark_sessions_changed,
    overrule_tokens,
    participant_of,
    party_of,
)
from sessions.planning.people import protocol
from sessions.programme.models import Theme
from sessions.programme.services import find_in, is_used

_SAME = ("name", "spoken", "category", "code", "region", "place", "accredited", "groups", "rank", "most_members",
         "microphone")  # fmt: skip
_PERSON = ("name", "honorific", "function", "place")
_RESEATING = {"party", "place"}
"""The fields of a participant that are in the token of its seat."""


def party_values(row: Party) -> protocol.PartyValues:
    """The values of a party that organisers can change, in the form in which the commands have them."""
    values = {name: getattr(row, name) for name in _SAME}
    return protocol.PartyValues.model_construct(theme=str(row.theme_id) if row.theme_id else None, **values)


def change_party(context: Context, command: protocol.ChangeParty) -> None:
    """Change values of a party. Sending the present values has no effect.

    Refuses `edit.changed_meanwhile`, `edit.nothing_seen`, `parties.unknown_party`, `parties.already_there`,
    `programme.unknown_row`, `decision.under_way`.
    """
    row = party_of(context.subject, command.party)
    changed = edits.changes(command.values, command.seen, party_values(row))
    if "accredited" in changed:
        check_change(RightToVoteChange(row, changed["accredited"]))
    if "name" in changed:
        _check_name(row, changed["name"])
    if changed.get("theme") is not None:
        changed["theme"] = find_in(Theme, context.subject, changed["theme"])
    if changed:
        _save_party(row, changed)
        _journal_event(
            context, protocol.PartyChanged(party=str(row.pk), fields=sorted(changed)), changed=[row]
        )
        mark_sessions_changed(row)


def _save_party(row: Party | Participant, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))


def _check_name(row: Party, name: dict[str, str]) -> None:
    others = Party.objects.filter(conference=row.conference_id).exclude(pk=row.pk)
    known = {text.casefold() for texts in others.values_list("name", flat=True) for text in texts.values()}
    if not known.isdisjoint(text.casefold() for text in name.values()):
        raise Refusal(
            "parties.already_there", "A party of this name is here already. Choose it from the list."
        )


def remove_party(context: Context, command: protocol.RemoveParty) -> None:
    """Remove a party. Refuses `parties.unknown_party`, `parties.in_use`, `decision.under_way`."""
    row = party_of(context.subject, command.party)
    if is_used(row) or row.video_statement_file or row.video_statement_coming:
        raise Refusal(
            "parties.in_use",
            "It has members, or it spoke, voted or handed something in, so it stays. Remove its members first.",
        )
    check_change(RightToVoteChange(row, accredited=False))
    _journal_event(context, protocol.PartyRemoved(party=str(row.pk)), gone=[row])
    mark_sessions_changed(row)
    row.delete()


def change_person(context: Context, command: protocol.ChangePerson) -> None:
    """Change values of a participant. If the party or the place changes, tokens that were signed before are overruled.

    Refuses `edit.changed_meanwhile`, `edit.nothing_seen`, `parties.unknown_participant`, `parties.unknown_party`,
    `parties.was_removed`, `decision.under_way`.
    """
    row = participant_of(context.subject, command.participant)
    present = protocol.PersonValues.model_construct(
        party=str(row.party_id) if row.party_id else None, **{name: getattr(row, name) for name in _PERSON}
    )
    changed = edits.changes(command.values, command.seen, present)
    if not changed:
        return
    if is_withdrawn(row):
        raise Refusal(
            "parties.was_removed", f"{row.name} was removed from the conference. Add the person again."
        )
    if changed.get("party") is not None:
        changed["party"] = party_of(context.subject, changed["party"])
    if "party" in changed:
        party = str(changed["party"].pk) if changed["party"] else None
        check_change(MemberChange(row, party, row.roles, session_roles_of(row)))
    _save_party(row, changed)
    if "party" in changed:
        signals.mark_dependent_changed(context.stream, Participant)
    reseats = ""
    if changed.keys() & _RESEATING:
        overrule_tokens(row, all_roles_of(row))
        reseats = str(row.person.public_id)
    event = protocol.PersonChanged(participant=str(row.pk), fields=sorted(changed))
    _journal_event(context, event, changed=[row], reseats=reseats)


def _journal_event(context: Context, event: Event, **rows: Any) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        actor=context.seat.person,
        acting_as=context.seat.participant,
        **rows,
    )


def party_state(context: Context, command: protocol.ChangeParty | protocol.RemoveParty) -> State | None:
    """A party and its values, for the audit log. None once it is removed."""
    row = (
        Party.objects.filter(conference=context.subject, pk=command.party).first()
        if command.party.isdigit()
        else None
    )
    if row is None:
        return None
    return State(Subject("party", str(row.pk), str(row)), party_values(row).model_dump(mode="json"))


def person_state(context: Context, command: protocol.ChangePerson) -> State:
    """A participant and its values, for the audit log."""
    row = participant_of(context.subject, command.participant)
    values = {name: getattr(row, name) for name in _PERSON}
    return State(
        Subject("participant", str(row.pk), row.name),
        values | {"party": str(row.party_id) if row.party_id else None},
    )
