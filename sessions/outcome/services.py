"""The only writer of outcome documents, their paragraphs and citations."""

import itertools
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import Model, QuerySet

from foundation import clock
from foundation.audit.services import State, Subject
from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.ids import kind, number
from foundation.journal import services as journal
from foundation.messages.edits import changes as edits
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, StreamFacts
from sessions.outcome import labels, markup, protocol, rules, words
from sessions.outcome.models import Citation, Outcome, Paragraph, ParagraphVersion
from sessions.programme.models import Conference, Session
from sessions.programme.services import shown_conferences

NewText = tuple[protocol.ParagraphKind, str]
"""The kind and the cleaned text of a paragraph to be added."""


def outcomes_of(conference: int) -> QuerySet[Outcome]:
    """The outcome documents of a conference that were not removed."""
    return Outcome.objects.filter(conference=conference, removed_at=None)


def find_streams(names: Collection[str]) -> dict[str, StreamFacts]:
    """The streams of outcome documents that have these names. If a document was removed, only the staff may still
    follow its stream.
    """
    wanted = [number(name.partition("/")[2]) for name in names if name.startswith("outcome/")]
    if not wanted:
        return {}
    rows = Outcome.objects.filter(pk__in=wanted, conference__in=shown_conferences())
    return {
        f"outcome/{pk}": StreamFacts(str(conference), access if removed_at is None else "staff")
        for pk, conference, access, removed_at in rows.values_list(
            "pk", "conference_id", "access", "removed_at"
        )
    }


def find_outcome(outcome: int) -> Outcome:
    """The document whose stream is `outcome/<outcome>`. Refuses `outcome.unknown`."""
    row = Outcome.objects.filter(pk=outcome, removed_at=None).select_related("conference").first()
    if row is None:
        raise rules.unknown_refusal()
    return row


def find_paragraph(document: Outcome, named: str | None) -> Paragraph:
    """The paragraph that a command names, if it was not deleted. Refuses `outcome.unknown_paragraph`."""
    row = document.paragraphs.filter(pk=number(named or ""), deleted_at=None).first()
    if row is None:
        raise rules.unknown_paragraph_refusal()
    row.outcome = document
    return row


def parse_moment(given: str | None) -> datetime | None:
    """The moment that a command gives, in UTC. Refuses `outcome.no_moment`."""
    if given is None:
        return None
    try:
        return clock.parse_timestamp(given)
    except ValueError:
        raise Refusal("outcome.no_moment", "Give a date and a time.") from None


def journal_event(
    context: Context,
    event: Event,
    changed: Iterable[Model] = (),
    gone: Iterable[Model] = (),
    audience: Audience = Audience.EVERYONE,
) -> None:
    """Journal an event in the context's stream, with the rows that it changed and those that are to be deleted."""
    seat = context.seat
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        gone=gone,
        actor=seat.person,
        acting_as=seat.participant,
        audience=audience,
    )


def journal_in_conference(
    document: Outcome,
    at: datetime,
    actor: str = "",
    acting_as: str | None = None,
    *,
    adopted: bool = False,
    was_open: bool = False,
) -> None:
    """Journal in the conference's stream that its summary of a document changed. The document's stream is locked.

    `was_open` says that everyone could see the document before. Then everyone gets the event. Otherwise everyone gets
    it only if the document is open to everyone now.
    """
    event = protocol.OutcomeTold(outcome=str(document.pk), adopted=adopted)
    journal.append(
        document.conference.stream,
        event,
        at=at,
        changed=[document],
        actor=actor,
        acting_as=acting_as,
        audience=audience_of_event(document, was_open=was_open),
    )


def audience_of_event(document: Outcome, *, was_open: bool = False) -> Audience:
    """Who gets an event about a document in the conference's stream. Groups that may see the document get its summary
    in any case, beside the frame.
    """
    return Audience.EVERYONE if document.is_open or was_open else Audience.MODERATORS


# Documents


def create(context: Context, command: protocol.CreateOutcome) -> None:
    """Create a document. Refuses `outcome.too_many`, `wire.unknown_stream`, `outcome.empty`."""
    there = outcomes_of(context.subject)
    rules.check_document_count(there.count())
    document = Outcome.objects.create(
        conference=Conference.objects.get(pk=context.subject),
        session=_find_session(context.subject, command.session),
        symbol=command.symbol,
        title=command.title,
        language=command.language,
        access=command.access,
    )
    given: list[NewText] = [("area", area) for area in command.areas]
    if given:
        document.version = 1
        document.save(update_fields=["version"])
        _make_paragraphs(document, given, None, context)
        _renumber_and_journal(document, context, [])
    event = protocol.OutcomeCreated(outcome=str(document.pk))
    journal_event(context, event, [document], audience=audience_of_event(document))


def remove(context: Context, command: protocol.RemoveOutcome) -> None:
    """Remove a document. Refuses `outcome.adopted`, `outcome.deciding`."""
    document = _open_outcome(context)
    was_open = document.is_open
    document.removed_at = context.now
    document.save(update_fields=["removed_at"])
    journal_event(context, protocol.OutcomeRemoved(), [document])
    journal_document(context, document, was_open=was_open)


def restore(context: Context, command: protocol.RestoreOutcome) -> None:
    """Restore a removed document. Refuses `outcome.unknown`, `outcome.too_many`."""
    rows = Outcome.objects.filter(conference=context.subject).exclude(removed_at=None)
    document = rows.filter(pk=number(command.outcome)).first()
    if document is None:
        raise rules.unknown_refusal()
    rules.check_document_count(outcomes_of(context.subject).count())
    document.removed_at = None
    document.save(update_fields=["removed_at"])
    event = protocol.OutcomeRestored(outcome=str(document.pk))
    journal_event(context, event, [document], audience=audience_of_event(document))


def change(context: Context, command: protocol.ChangeOutcome) -> None:
    """Change values of a document.

    Refuses `outcome.adopted`, `outcome.deciding`, `outcome.moment_passed`, `wire.unknown_stream`, and what
    `edits.changes` does.
    """
    document = find_outcome(context.subject)
    was_open = document.is_open
    wanted = edits(command.values, command.seen, values_of(document))
    rules.check_not_deciding(document.state)
    if wanted.keys() - {"access"}:
        rules.check_not_adopted(document.state)
    if "session" in wanted:
        document.session = _find_session(document.conference_id, wanted.pop("session"))
    if "amendments_until" in wanted:
        document.amendments_until = parse_moment(wanted.pop("amendments_until"))
        rules.check_future(document.amendments_until, context.now)
    for name, value in wanted.items():
        setattr(document, name, value)
    document.save()
    journal_event(context, protocol.OutcomeChanged(), [document])
    journal_document(context, document, was_open=was_open)


def values_of(document: Outcome) -> protocol.OutcomeValues:
    """The values of a document that can be changed, in the form in which the commands have them."""
    return protocol.OutcomeValues(
        title=document.title,
        symbol=document.symbol,
        session=str(document.session_id) if document.session_id else None,
        access=document.access,
        amendments_until=timestamp_text_or_none(document.amendments_until),
    )


def begin_reading(context: Context, command: protocol.BeginReading) -> None:
    """Begin a reading (OD3). Refuses `outcome.no_such_reading`, `outcome.moment_passed`, `outcome.deciding`,
    `outcome.adopted`.
    """
    document = find_outcome(context.subject)
    rules.check_text_open(document.state)
    rules.check_reading(command.reading, document.reading)
    until = parse_moment(command.amendments_until)
    rules.check_future(until, context.now)
    if command.reading != document.reading:
        document.milestones = [
            *document.milestones,
            {
                "version": document.version,
                "label": "reading",
                "reading": command.reading,
                "at": timestamp_text(context.now),
            },
        ]
    document.reading, document.amendments_until = command.reading, until
    document.save(update_fields=["reading", "amendments_until", "milestones"])
    journal_event(context, protocol.ReadingBegan(reading=command.reading), [document])
    journal_document(context, document)


def journal_document(context: Context, document: Outcome, *, was_open: bool = False) -> None:
    """As `journal_in_conference`, for a change by the context's seat."""
    seat = context.seat
    journal_in_conference(document, context.now, seat.person, seat.participant, was_open=was_open)


# Paragraphs


def add_paragraphs(context: Context, command: protocol.AddParagraphs) -> None:
    """Add paragraphs.

    Refuses `outcome.unknown_paragraph`, `outcome.deciding`, `outcome.adopted`, and what `insert_paragraphs` does.
    """
    document = _open_outcome(context)
    after = find_paragraph(document, command.after) if command.after is not None else None
    insert_paragraphs(context, document, [(each.kind, each.text) for each in command.paragraphs], after)


def insert_paragraphs(
    context: Context,
    document: Outcome,
    given: Sequence[NewText],
    after: Paragraph | None,
    cause: str = "added",
) -> list[Paragraph]:
    """Insert paragraphs after another one, and journal that they were added. Refuses `outcome.too_long`, and what
    `check_text` does.
    """
    raise_version(document)
    made = _make_paragraphs(document, given, after, context, cause)
    event = protocol.ParagraphsAdded(paragraphs=[str(row.pk) for row in made])
    journal_event(context, event, [document, *_renumber_and_journal(document, context, made)])
    return made


def _make_paragraphs(
    document: Outcome,
    given: Sequence[NewText],
    after: Paragraph | None,
    context: Context,
    cause: str = "added",
) -> list[Paragraph]:
    there = _present_paragraphs(document)
    rules.check_paragraph_count(len(there) + len(given))
    at = 1 + next(index for index, row in enumerate(there) if row == after) if after is not None else 0
    made: list[Paragraph] = []
    before = there[at - 1].position if at else None
    following = there[at].position if at < len(there) else None
    places = rules.positions_between(before, following, len(given))
    for (of_kind, text), position in zip(given, places, strict=True):
        rules.check_text(text)
        row = Paragraph(
            outcome=document,
            kind=of_kind,
            position=position,
            text=text,
            version=document.version,
            label=_label(document, of_kind, there[:at]),
        )
        row.save()
        there.insert(at, row)
        made.append(row)
        at += 1
        store_version(row, cause, context.seat.person, context.now)
    return made


def _label(document: Outcome, kind: protocol.ParagraphKind, before: Sequence[Paragraph]) -> str:
    """The label of a new paragraph, from the first reading on, when labels stay. Before that, `_renumber_and_journal`
    gives all labels.
    """
    if not document.reading:
        return ""
    above = [(row.kind, row.label) for row in before]
    taken = set(document.paragraphs.filter(kind=kind).values_list("label", flat=True))
    if kind == "item":
        # Items of other paragraphs may have the same labels.
        start = max((at + 1 for at, (each, _) in enumerate(above) if each != "item"), default=0)
        taken = {label for each, label in above[start:] if each == "item"}
    return labels.inserted_label(kind, above, taken)


def _renumber_and_journal(
    document: Outcome, context: Context, told: Sequence[Paragraph], *, always: bool = False
) -> list[Paragraph]:
    """Give paragraphs their positions and labels after a change. Returns the rows to journal: `told`, and those that
    changed.

    Labels follow the order before the first reading, or if `always`. If two positions are too close, all paragraphs get
    new ones.
    """
    rows = _present_paragraphs(document)
    changed = {row.pk for row in told}
    gaps = [after.position - before.position for before, after in itertools.pairwise(rows)]
    if min(gaps, default=1.0) < rules.GAP:
        for place, row in enumerate(rows):
            row.position = float(place)
            row.save(update_fields=["position"])
            store_version(row, "moved", context.seat.person, context.now)
            changed.add(row.pk)
    if always or not document.reading:
        for row, label in zip(rows, labels.labels_of(row.kind for row in rows), strict=True):
            if row.label != label:
                row.label = label
                row.save(update_fields=["label"])
                store_version(row, "renumbered", context.seat.person, context.now)
                changed.add(row.pk)
    present = {row.pk for row in rows}
    return [
        *(row for row in rows if row.pk in changed),
        *(row for row in told if row.pk not in present),
    ]


def write(context: Context, command: protocol.WriteParagraph) -> None:
    """Write the text of a paragraph (OD4).

    Refuses `outcome.unknown_paragraph`, `outcome.paragraph_changed`, `outcome.deciding`, `outcome.adopted`, and what
    `check_text` does.
    """
    document = _open_outcome(context)
    row = find_paragraph(document, command.paragraph)
    rules.check_version(command.version, row.version)
    wanted = command.kind or row.kind
    rules.check_text(command.text)
    if (command.text, wanted) != (row.text, row.kind):
        row.kind = wanted
        write_text(context, row, command.text, "written")


def write_text(
    context: Context, row: Paragraph, text: str, cause: str, amendments: Sequence[int] = ()
) -> None:
    """Give a paragraph another text, and journal it. The caller has checked that the text may change, and has cleaned
    it.
    """
    document, before = row.outcome, row.version
    raise_version(document)
    row.text = text
    # What was agreed is not agreed any more (OD6).
    row.status = "open"
    store_text(row, cause, context)
    event = protocol.ParagraphWritten(
        paragraph=str(row.pk), before=before, version=row.version, amendments=list(amendments)
    )
    journal_event(context, event, [document, *_renumber_and_journal(document, context, [row])])


def split(context: Context, command: protocol.SplitParagraph) -> None:
    """Split a paragraph into two.

    Refuses `outcome.unknown_paragraph`, `outcome.paragraph_changed`, `outcome.empty`, `outcome.too_long`,
    `outcome.deciding`, `outcome.adopted`.
    """
    document = _open_outcome(context)
    row = find_paragraph(document, command.paragraph)
    rules.check_version(command.version, row.version)
    before = row.version
    token, _ = words.token_range(row.text, command.at, command.at)
    first, second = markup.split(row.text, token)
    rules.check_split((first, second))
    raise_version(document)
    row.text = first
    store_text(row, "split", context)
    below = "paragraph" if row.kind == "area" else cast(protocol.ParagraphKind, row.kind)
    (made,) = _make_paragraphs(document, [(below, second)], row, context, "split")
    # No word changed: both are agreed as far as the whole was.
    made.status = row.status
    made.save(update_fields=["status"])
    event = protocol.ParagraphSplit(paragraph=str(row.pk), into=str(made.pk), before=before, token=token)
    journal_event(context, event, [document, *_renumber_and_journal(document, context, [row, made])])


def join(context: Context, command: protocol.JoinParagraphs) -> None:
    """Append a paragraph to another.

    Refuses `outcome.unknown_paragraph`, `outcome.paragraph_changed`, `outcome.same_paragraph`,
    `outcome.paragraph_too_long`, `outcome.deciding`, `outcome.adopted`.
    """
    document = _open_outcome(context)
    row, other = find_paragraph(document, command.paragraph), find_paragraph(document, command.joined)
    if row == other:
        raise Refusal("outcome.same_paragraph", "Choose another paragraph to join with this one.")
    rules.check_version(command.version, row.version)
    rules.check_version(command.joined_version, other.version)
    before = len(words.tokens(row.text)) + 1
    raise_version(document)
    row.text = f"{row.text} {other.text}"
    rules.check_text(row.text)
    row.status = rules.status_of_both(row.status, other.status)
    store_text(row, "joined", context)
    _remove_joined(other, row, "joined", context)
    store_undo_data(row, "citations", _move_citations(other, row))
    event = protocol.ParagraphsJoined(paragraph=str(row.pk), joined=str(other.pk), tokens=before)
    cited = [*row.citations.all(), *other.citations.all()]
    journal_event(context, event, [document, *_renumber_and_journal(document, context, [row, other]), *cited])


def _remove_joined(gone: Paragraph, into: Paragraph, cause: str, context: Context) -> None:
    """Delete a paragraph whose words are in another now. If the chair took it up, it took up the other."""
    document = into.outcome
    gone.deleted_at = context.now
    store_paragraph(gone, cause, context)
    if document.taken_up_id == gone.pk:
        document.taken_up = into
        document.save(update_fields=["taken_up"])


def _move_citations(source: Paragraph, target: Paragraph) -> list[int]:
    """Give the citations of a paragraph to another. Returns the ids of those that moved."""
    known = {(each.kind, each.session_id, each.target) for each in target.citations.all()}
    moved = []
    for each in source.citations.all():
        # A citation that both have stays with the deleted paragraph: nobody sees it there.
        if (each.kind, each.session_id, each.target) not in known:
            each.paragraph = target
            each.save(update_fields=["paragraph"])
            moved.append(each.pk)
    return moved


def store_undo_data(row: Paragraph, name: str, moved: Iterable[int]) -> None:
    """Store which rows a change moved to a paragraph, with the paragraph's present version, so that an undo can move
    them back.
    """
    version = row.versions.get(number=row.version)
    version.brought = {**version.brought, name: list(moved)}
    version.save(update_fields=["brought"])


def undo(context: Context, command: protocol.UndoWords) -> None:
    """Undo the split, the join, or the acceptance that gave a paragraph its version.

    Refuses `outcome.unknown_paragraph`, `outcome.paragraph_changed`, `outcome.nothing_to_undo`, `outcome.deciding`,
    `outcome.adopted`.
    """
    document = _open_outcome(context)
    row = find_paragraph(document, command.paragraph)
    rules.check_version(command.version, row.version)
    present = row.versions.get(number=row.version)
    before = row.versions.filter(number__lt=row.version).last()
    if before is not None and "accepted" in present.brought:
        _undo_acceptance(context, row, before.text, present.number)
        return
    parts = ParagraphVersion.objects.filter(
        paragraph__outcome=document, number=row.version, cause=present.cause
    ).exclude(paragraph=row)
    other = Paragraph.objects.filter(versions__in=parts).first()
    if before is None or other is None:
        raise rules.nothing_to_undo_refusal()
    other.outcome = document
    row.text = before.text
    if present.cause == "split" and other.deleted_at is None and other.version == present.number:
        _undo_split(context, row, other, present.number)
    elif present.cause == "joined" and other.deleted_at is not None:
        _undo_join(context, row, other, present)
    else:
        raise rules.nothing_to_undo_refusal()


def _undo_split(context: Context, row: Paragraph, other: Paragraph, split: int) -> None:
    document = row.outcome
    raise_version(document)
    row.status = rules.status_of_both(row.status, other.status)
    store_text(row, "undone", context)
    _remove_joined(other, row, "undone", context)
    _move_citations(other, row)
    event = protocol.SplitUndone(paragraph=str(row.pk), split_off=str(other.pk), split=split)
    cited = [*row.citations.all(), *other.citations.all()]
    journal_event(context, event, [document, *_renumber_and_journal(document, context, [row, other]), *cited])


def _undo_join(context: Context, row: Paragraph, other: Paragraph, join: ParagraphVersion) -> None:
    document = row.outcome
    raise_version(document)
    store_text(row, "undone", context)
    other.deleted_at = None
    store_paragraph(other, "undone", context)
    row.citations.filter(pk__in=join.brought.get("citations", ())).update(paragraph=other)
    event = protocol.JoinUndone(
        paragraph=str(row.pk),
        restored=str(other.pk),
        join=join.number,
        tokens=len(words.tokens(row.text)) + 1,
    )
    cited = [*row.citations.all(), *other.citations.all()]
    journal_event(context, event, [document, *_renumber_and_journal(document, context, [row, other]), *cited])


def _undo_acceptance(context: Context, row: Paragraph, text: str, acceptance: int) -> None:
    document = row.outcome
    raise_version(document)
    row.text = text
    store_text(row, "undone", context)
    event = protocol.AcceptanceUndone(paragraph=str(row.pk), acceptance=acceptance)
    journal_event(context, event, [document, *_renumber_and_journal(document, context, [row])])


def move(context: Context, command: protocol.MoveParagraph) -> None:
    """Move a paragraph. Refuses `outcome.unknown_paragraph`, `outcome.deciding`, `outcome.adopted`."""
    document = _open_outcome(context)
    row = find_paragraph(document, command.paragraph)
    after = find_paragraph(document, command.after) if command.after is not None else None
    if after == row:
        return
    there = [each for each in _present_paragraphs(document) if each != row]
    at = there.index(after) + 1 if after is not None else 0
    raise_version(document)
    (row.position,) = rules.positions_between(
        there[at - 1].position if at else None, there[at].position if at < len(there) else None
    )
    store_paragraph(row, "moved", context)
    journal_event(
        context,
        protocol.ParagraphMoved(paragraph=str(row.pk)),
        [document, *_renumber_and_journal(document, context, [row])],
    )


def delete_paragraph(context: Context, command: protocol.DeleteParagraph) -> None:
    """Delete a paragraph.

    Refuses `outcome.unknown_paragraph`, `outcome.paragraph_changed`, `outcome.deciding`, `outcome.adopted`.
    """
    document = _open_outcome(context)
    row = find_paragraph(document, command.paragraph)
    rules.check_version(command.version, row.version)
    raise_version(document)
    row.deleted_at = context.now
    store_paragraph(row, "deleted", context)
    if document.taken_up_id == row.pk:
        document.taken_up = None
        document.save(update_fields=["taken_up"])
    event = protocol.ParagraphDeleted(paragraph=str(row.pk))
    journal_event(
        context, event, [document, *_renumber_and_journal(document, context, [row]), *row.citations.all()]
    )


def restore_paragraph(context: Context, command: protocol.RestoreParagraph) -> None:
    """Restore a deleted paragraph. Refuses `outcome.unknown_paragraph`, `outcome.deciding`, `outcome.adopted`."""
    document = _open_outcome(context)
    rows = document.paragraphs.exclude(deleted_at=None)
    row = rows.filter(pk=number(command.paragraph)).first()
    if row is None:
        raise rules.unknown_paragraph_refusal()
    row.outcome = document
    raise_version(document)
    row.deleted_at = None
    store_paragraph(row, "restored", context)
    event = protocol.ParagraphRestored(paragraph=str(row.pk))
    journal_event(
        context, event, [document, *_renumber_and_journal(document, context, [row]), *row.citations.all()]
    )


def renumber(context: Context, command: protocol.RenumberParagraphs) -> None:
    """Give all paragraphs labels in their order (OD2). Refuses `outcome.deciding`, `outcome.adopted`."""
    document = _open_outcome(context)
    journal_event(
        context, protocol.ParagraphsRenumbered(), _renumber_and_journal(document, context, [], always=True)
    )


def take_up(context: Context, command: protocol.TakeUpParagraph) -> None:
    """Take up a paragraph for discussion, or none (OD6). Refuses `outcome.unknown_paragraph`, `outcome.adopted`."""
    document = find_outcome(context.subject)
    rules.check_not_adopted(document.state)
    row = find_paragraph(document, command.paragraph) if command.paragraph is not None else None
    document.taken_up = row
    document.save(update_fields=["taken_up"])
    journal_event(context, protocol.ParagraphTakenUp(paragraph=str(row.pk) if row else None), [document])


def mark(context: Context, command: protocol.MarkParagraph) -> None:
    """Record how far the negotiation of a paragraph is (OD6). Refuses `outcome.unknown_paragraph`,
    `outcome.adopted`, `outcome.deciding`.
    """
    document = _open_outcome(context)
    row = find_paragraph(document, command.paragraph)
    row.status = command.status
    row.save(update_fields=["status"])
    journal_event(context, protocol.ParagraphMarked(paragraph=str(row.pk), status=command.status), [row])


def cite(context: Context, command: protocol.Cite) -> None:
    """Add a citation to a paragraph. To add it again has no effect.

    Refuses `outcome.unknown_paragraph`, `outcome.deciding`, `wire.unknown_stream`, `outcome.no_moment`.
    """
    document = find_outcome(context.subject)
    rules.check_not_deciding(document.state)
    row = find_paragraph(document, command.paragraph)
    session = _find_session(document.conference_id, command.session)
    assert session is not None
    citation, is_new = Citation.objects.get_or_create(
        paragraph=row,
        kind=command.kind,
        session=session,
        target=command.target,
        defaults={"label": command.label, "at": parse_moment(command.at)},
    )
    if is_new:
        journal_event(context, protocol.Cited(paragraph=str(row.pk), citation=str(citation.pk)), [citation])


def remove_citation(context: Context, command: protocol.RemoveCitation) -> None:
    """Remove a citation. Refuses `outcome.unknown_paragraph`, `outcome.deciding`."""
    document = find_outcome(context.subject)
    rules.check_not_deciding(document.state)
    row = Citation.objects.filter(paragraph__outcome=document, pk=number(command.citation)).first()
    if row is None:
        raise rules.unknown_paragraph_refusal()
    journal_event(
        context, protocol.CitationRemoved(paragraph=str(row.paragraph_id), citation=str(row.pk)), gone=[row]
    )
    row.delete()


def raise_version(document: Outcome) -> None:
    """Raise the document's version by one, because its text or order changes."""
    document.version += 1
    document.save(update_fields=["version"])


def store_text(row: Paragraph, cause: str, context: Context) -> None:
    """Save a paragraph whose text changed, with the document's present version."""
    row.version = row.outcome.version
    store_paragraph(row, cause, context)


def store_paragraph(row: Paragraph, cause: str, context: Context) -> None:
    """Save a changed paragraph, and add a row with what it is in the document's present version."""
    row.save()
    store_version(row, cause, context.seat.person, context.now)


def store_version(row: Paragraph, cause: str, by: str, at: datetime) -> None:
    """Store what a paragraph is in the document's present version, for comparisons. If there is a row for this version
    already, its values change, and its cause stays.
    """
    is_now = {
        "kind": row.kind,
        "label": row.label,
        "position": row.position,
        "text": row.text,
        "deleted": row.deleted_at is not None,
    }
    ParagraphVersion.objects.update_or_create(
        paragraph=row,
        number=row.outcome.version,
        defaults=is_now,
        create_defaults={**is_now, "cause": cause, "by": by, "at": at},
    )


def state_of(context: Context, command: Any) -> State | None:
    """A document and its values, for the audit log. Refuses nothing."""
    if kind(context.stream) == "outcome":
        row = Outcome.objects.filter(pk=context.subject).first()
    else:
        row = Outcome.objects.filter(conference=context.subject, pk=number(command.outcome)).first()
    if row is None:
        return None
    facts = {"title": row.title, "state": row.state, "removed": row.removed_at is not None}
    return State(Subject("outcome", str(row.pk), str(row)), facts)


def _present_paragraphs(document: Outcome) -> list[Paragraph]:
    rows = list(document.paragraphs.filter(deleted_at=None).order_by("position", "pk"))
    for row in rows:
        row.outcome = document
    return rows


def _open_outcome(context: Context) -> Outcome:
    document = find_outcome(context.subject)
    rules.check_text_open(document.state)
    return document


def _find_session(conference: int, named: str | None) -> Session | None:
    if named is None:
        return None
    row = Session.objects.filter(conference=conference, pk=number(named)).first()
    if row is None:
        raise Refusal("wire.unknown_stream", "There is no such session.")
    return row
