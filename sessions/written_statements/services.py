"""The only writer of written statements. The event that calls a party also publishes its held text (FL4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from foundation.accounts import seats
from foundation.ids import number, subject
from foundation.journal import services as journal
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from foundation.wire import signals
from sessions.floor.models import Turn
from sessions.floor.protocol import Granted
from sessions.parties.models import Party
from sessions.parties.services import party_named
from sessions.press import rules as press
from sessions.programme.models import Session
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session
from sessions.written_statements import files, protocol, rich_text, rules
from sessions.written_statements.models import WrittenStatement


@dataclass(frozen=True)
class Content:
    """The content of a statement: the stored text, its plain words, and its file."""

    text: str
    plain: str
    rich: bool = False
    file: str = ""


def published_statements(session: Session) -> QuerySet[WrittenStatement]:
    """The published statements of a session, with their parties, in the order of publication."""
    rows = WrittenStatement.objects.filter(session=session, held=False, withdrawn=False)
    return rows.select_related("party").order_by("published_at", "pk")


def texts_of_turn(turn: Turn) -> QuerySet[WrittenStatement]:
    """The published texts of the statement that is spoken in a turn (FL4)."""
    rows = published_statements(turn.session).filter(party=turn.party_id, kind=turn.entry.kind, spoken=True)
    return _on_behalf_of(rows, turn.entry.on_behalf_of)


def plain_text(row: WrittenStatement) -> str:
    """The text of a statement without marks."""
    return rich_text.text_without_marks(row.text) if row.rich else row.text


def submit(context: Context, command: protocol.SubmitStatement) -> None:
    """Hand in a typed text (FL4)."""
    plain = rich_text.text_without_marks(command.text) if command.rich else command.text
    hand_in(context, command, Content(command.text, plain, command.rich))


def hand_in(context: Context, about: protocol.About, content: Content) -> WrittenStatement:
    """Hand in a statement, which takes no turn or is held until its party is called (FL4).

    Refuses `session.closed`, what `rules.py` refuses, `written.unknown`, `press.no_briefing`, `seat.given_out`.
    """
    party, session = party_named(context, None), find_session(context.subject)
    check_not_closed(session.state)
    if party.outlet:
        press.check_may_hand_in(session.kind == "press_briefing")
    of_a_group = bool(about.on_behalf_of) or party.category == "group"
    rules.check_text(content.plain, content.text, of_a_group)
    row = _row_for(context, session, party, about)
    row.text, row.rich, row.words = content.text, content.rich, rules.count_words(content.plain)
    row.language, row.on_behalf_of = about.language, about.on_behalf_of
    row.spoken, row.kind = about.spoken, about.kind
    row.held = rules.is_held(about.spoken, _is_speaking_text(session, party, about))
    row.published_at = None if row.held else context.now
    _drop_file(row)
    row.file, row.submitted_at, row.given_out = content.file, context.now, context.seat.given_out
    row.save()
    signals.mark_dependent_changed(session.conference.stream, WrittenStatement)
    event = protocol.StatementSubmitted(
        statement=str(row.pk), party=str(party.pk), held=row.held, replaced=about.replaces is not None
    )
    _journal_event(context, event, row)
    return row


def _row_for(context: Context, session: Session, party: Party, about: protocol.About) -> WrittenStatement:
    """The row for a statement that is handed in: a new one, or the one that it replaces."""
    handed_in = WrittenStatement.objects.filter(session=session, party=party, withdrawn=False)
    if about.replaces is None:
        row = WrittenStatement(session=session, party=party)
        rules.check_statement_count(handed_in.count())
    else:
        row = _find_held(context, handed_in, about.replaces)
    if about.spoken:
        held = _on_behalf_of(handed_in.filter(held=True, kind=about.kind), about.on_behalf_of)
        rules.check_single(held.exclude(pk=row.pk).exists())
    return row


def _find_held(context: Context, handed_in: QuerySet[WrittenStatement], statement: str) -> WrittenStatement:
    row = handed_in.filter(pk=number(statement)).first()
    if row is None:
        raise Refusal("written.unknown", "Your party has no such statement in this session.")
    rules.check_held(row.held)
    if context.seat.given_out:
        raise seats.given_out_refusal()
    return row


def _on_behalf_of(texts: QuerySet[WrittenStatement], on_behalf_of: str) -> QuerySet[WrittenStatement]:
    """Those of the statements that are for the party itself, or those for a group if `on_behalf_of` names one, in any
    spelling (FL1).
    """
    return texts.exclude(on_behalf_of="") if on_behalf_of else texts.filter(on_behalf_of="")


def _is_speaking_text(session: Session, party: Party, about: protocol.About) -> bool:
    """Whether the turn in which the party speaks this text is running or interrupted."""
    running = Turn.objects.filter(session=session, party=party, ended_at=None, entry__kind=about.kind)
    groups = running.values_list("entry__on_behalf_of", flat=True)
    return any(bool(group) == bool(about.on_behalf_of) for group in groups)


def withdraw(context: Context, command: protocol.WithdrawStatement) -> None:
    """Take a held text back (FL4). Refuses `session.closed`, `written.unknown`, `written.is_public`,
    `seat.given_out`."""
    session = find_session(context.subject)
    check_not_closed(session.state)
    party = party_named(context, None)
    handed_in = WrittenStatement.objects.filter(session=context.subject, party=party, withdrawn=False)
    row = _find_held(context, handed_in, command.statement)
    _drop_file(row)
    row.text, row.file, row.words, row.withdrawn, row.held = "", "", 0, True, False
    row.save()
    signals.mark_dependent_changed(session.conference.stream, WrittenStatement)
    _journal_event(context, protocol.StatementWithdrawn(statement=str(row.pk), party=str(party.pk)), row)


def _drop_file(row: WrittenStatement) -> None:
    gone = row.file
    transaction.on_commit(lambda: files.remove_file(gone), robust=True)


def _journal_event(context: Context, event: Event, row: WrittenStatement) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )


def publish(stream: str, event: Granted, now: datetime) -> Iterable[WrittenStatement]:
    """Publish the texts of a called party, in the frame of the call (FL4)."""
    held = WrittenStatement.objects.filter(session=subject(stream), party=number(event.party), held=True)
    if not held.exists():
        return []
    entry = Turn.objects.select_related("entry").get(session=subject(stream), number=event.turn).entry
    called = list(_on_behalf_of(held.filter(kind=entry.kind), entry.on_behalf_of))
    for row in called:
        row.held, row.published_at = False, now
        row.save(update_fields=["held", "published_at"])
        signals.mark_dependent_changed(row.session.conference.stream, WrittenStatement)
    return called


REACTIONS = [Reaction(Granted, publish)]
