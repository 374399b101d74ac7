"""Previews a file for a session's list, and inscribes its rows (FL3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.floor import services as floor_services
from sessions.floor import store
from sessions.floor.bulk_inscription import matching, protocol, rules, sheet
from sessions.floor.bulk_inscription.matching import NameIndex, folded_name
from sessions.floor.bulk_inscription.rules import RequestedRow, Verdict
from sessions.floor.bulk_inscription.sheet import SheetLine
from sessions.floor.core.speakers_list import accepts_entry
from sessions.floor.protocol import Inscribe
from sessions.parties.models import Party
from sessions.parties.services import parties_of
from sessions.programme.models import Session
from sessions.programme.services import find_session


@dataclass(frozen=True)
class JudgedRow:
    """A row of the file, the request that it makes if it was understood, and the verdict on that request."""

    line: SheetLine
    row: protocol.InscriptionRow | None
    verdict: Verdict
    party_theme: str = ""
    """The key of its party's theme, if that is not the session's."""


@dataclass(frozen=True)
class InscriptionPreview:
    """Every row of a file, and the columns that were not read. `late` means that the list takes rows only with a
    reason."""

    rows: list[JudgedRow]
    ignored: list[str]
    late: bool


def inscribe_many(context: Context, command: protocol.InscribeMany) -> None:
    """Inscribe all rows in one event, or none (FL3)."""
    parties = parties_of(find_session(context.subject).conference)
    requested = [_requested_row(parties, row, command.reason) for row in command.rows]
    actor = floor_services.actor_of(context, "floor.inscribe_others")
    floor_services.apply_rule(
        context, lambda floor: rules.inscribe_many(floor, actor, requested, command.reason, context.now)
    )


def _requested_row(parties: dict[str, Party], row: protocol.InscriptionRow, reason: str) -> RequestedRow:
    party = parties.get(row.party)
    if party is None:
        raise Refusal(
            "parties.unknown_party", "There is no such party in this conference. Choose one of the list."
        )
    groups = [each for each in parties.values() if each.category == "group"]
    command = Inscribe(**row.model_dump(), reason=reason)
    return RequestedRow(floor_services.candidate(party, party.place, groups), command)


def preview(context: Context, content: bytes) -> InscriptionPreview:
    """Read a file, and judge each row as if the rows before it were on the list. Locks and writes nothing. Refuses what
    `sheet.read_sheet` refuses.
    """
    read, session, now = sheet.read_sheet(content), find_session(context.subject), context.now
    parties = parties_of(session.conference)
    names = _name_index(session, parties.values())
    matched = [_match_line(line, names) for line in read.lines]
    floor, actor = store.load_floor(session, now), floor_services.actor_of(context, "floor.inscribe_others")
    late = not accepts_entry(floor, "statement", now)
    requested = [
        _requested_row(parties, row, "late" if late else "")
        for row in matched
        if isinstance(row, protocol.InscriptionRow)
    ]
    _, verdicts = rules.judge_rows(floor, actor, requested, now)
    left = iter(verdicts)
    judged = [
        JudgedRow(line, row, next(left), _other_theme(session, parties[row.party]))
        if isinstance(row, protocol.InscriptionRow)
        else JudgedRow(line, None, row)
        for line, row in zip(read.lines, matched, strict=True)
    ]
    return InscriptionPreview(judged, read.ignored, late)


def _match_line(line: SheetLine, names: NameIndex) -> protocol.InscriptionRow | Refusal:
    try:
        return matching.match_line(line, names)
    except Refusal as refusal:
        return refusal


def _other_theme(session: Session, party: Party) -> str:
    if party.theme is None or session.theme_id is None or party.theme_id == session.theme_id:
        return ""
    return party.theme.key


def _name_index(session: Session, parties: Iterable[Party]) -> NameIndex:
    by_name: dict[str, list[str]] = defaultdict(list)
    members: dict[str, dict[str, list[str]]] = {}
    for party in parties:
        for name in {folded_name(name) for name in (party.code, *party.name.values()) if name}:
            by_name[name].append(str(party.pk))
        known = members.setdefault(str(party.pk), defaultdict(list))
        for member in party.members.all():
            known[folded_name(member.name)].append(str(member.pk))
    themes = {
        folded_name(name): str(theme.pk)
        for theme in session.conference.themes.all()
        for name in (theme.key, *theme.title.values())
    }
    return NameIndex(by_name, members, themes, str(session.theme_id) if session.theme_id else None)
