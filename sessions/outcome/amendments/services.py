"""The only writer of amendments and comments, but for their anchors (`anchors.py`)."""

from collections.abc import Sequence

from foundation.ids import number
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions import permissions
from sessions.outcome import markup, words
from sessions.outcome import rules as documents
from sessions.outcome.amendments import protocol, rules
from sessions.outcome.amendments.anchors import catch_up
from sessions.outcome.amendments.models import OPEN, Amendment, Anchor, Comment
from sessions.outcome.models import Outcome, Paragraph
from sessions.outcome.services import (
    find_outcome,
    find_paragraph,
    insert_paragraphs,
    journal_event,
    store_undo_data,
    write_text,
)
from sessions.parties.models import Party
from sessions.parties.services import party_named

State = Amendment.State


def propose(context: Context, command: protocol.ProposeAmendment) -> None:
    """Propose other words (OD8).

    Refuses what `_new_amendment`, `_set_range_and_text` and `rules.check_tabling` do.
    """
    document = _find_undecided_outcome(context)
    row = _new_amendment(context, document, command.party)
    row.paragraph = find_paragraph(document, command.paragraph)
    _set_range_and_text(row, command.version, command.start, command.end, command.text)
    _save_and_journal(context, row, is_draft=command.draft)


def propose_paragraph(context: Context, command: protocol.ProposeParagraph) -> None:
    """Propose a new paragraph (OD8).

    Refuses what `_new_amendment` and `rules.check_tabling` do, and what `check_text` does.
    """
    document = _find_undecided_outcome(context)
    row = _new_amendment(context, document, command.party)
    row.kind = "paragraph"
    row.paragraph = find_paragraph(document, command.after) if command.after is not None else None
    row.base = document.version
    row.text = command.text
    documents.check_text(row.text)
    _save_and_journal(context, row, is_draft=command.draft)


def _new_amendment(context: Context, document: Outcome, party: str | None) -> Amendment:
    """A new amendment of a party. Its words are still missing.

    Refuses `wire.forbidden`, `parties.unknown_party`, `parties.party_needed`, `outcome.not_accredited`,
    `outcome.too_many_amendments`.
    """
    sponsor = _party(context, party)
    rules.check_accredited(sponsor.accredited)
    open_rows = document.amendments.filter(party=sponsor, state__in=OPEN)
    rules.check_amendment_count(document.amendments.count(), open_rows.count())
    return Amendment(
        outcome=document, party=sponsor, author_id=_participant(context), reading=document.reading
    )


def _set_range_and_text(row: Amendment, version: int, start: int, end: int, text: str) -> None:
    """Give an amendment its range and its new words, on the present text of its paragraph.

    Refuses `outcome.paragraph_changed`, `outcome.no_such_words`, `outcome.no_change`.
    """
    assert row.paragraph is not None
    _set_anchor(row, row.paragraph, version, start, end)
    new = _with_spaces(row, text)
    rules.check_changes(row.words, new)
    row.text = new


def _set_anchor(row: Anchor, paragraph: Paragraph, version: int, start: int, end: int) -> None:
    documents.check_version(version, paragraph.version)
    rules.check_range(start, end, len(paragraph.text))
    row.base = paragraph.version
    row.start, row.end = words.token_range(paragraph.text, start, end)
    row.words = "".join(words.tokens(paragraph.text)[row.start : row.end])
    row.words_before, row.words_after = words.words_around(paragraph.text, row.start, row.end)
    row.fate = ""


def _with_spaces(row: Amendment, new: str) -> str:
    """The new words, with spaces where an insertion would otherwise touch the words beside it."""
    assert row.paragraph is not None
    if row.start != row.end or not new:
        return new
    around = words.tokens(row.paragraph.text)
    before = around[row.start - 1] if row.start else " "
    after = around[row.end] if row.end < len(around) else " "
    lead = " " if before[-1].isalnum() and new[0].isalnum() else ""
    tail = " " if after[0].isalnum() and (new[-1].isalnum() or new[-1] in ",;:.") else ""
    return f"{lead}{new}{tail}"


def _save_and_journal(context: Context, row: Amendment, *, is_draft: bool) -> None:
    if is_draft:
        row.state = State.DRAFT
        row.save()
        _journal_draft(context, row)
    else:
        _table_amendment(context, row)


def _journal_draft(context: Context, row: Amendment) -> None:
    """Journal a draft for its delegation. Those who draft the document learn that one changed, and no more."""
    journal.append(
        context.stream,
        protocol.AmendmentDrafted(),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        audience=Audience.MODERATORS,
    )


def _table_amendment(context: Context, row: Amendment) -> None:
    document = row.outcome
    drafts = permissions.allows(context.roles, "outcome.draft")
    rules.check_tabling(document.reading, document.amendments_until, context.now, drafts_document=drafts)
    document.last_amendment += 1
    document.save(update_fields=["last_amendment"])
    row.number, row.state = document.last_amendment, State.TABLED
    row.reading, row.tabled_at = document.reading, context.now
    row.save()
    journal_event(context, protocol.AmendmentTabled(amendment=str(row.pk), number=row.number), [row])


def change(context: Context, command: protocol.ChangeAmendment) -> None:
    """Change a draft, or renew an amendment on the present text of its paragraph.

    Refuses `outcome.unknown_amendment`, `outcome.not_yours`, `outcome.amendment_decided`, and what
    `_set_range_and_text` does.
    """
    document = _find_undecided_outcome(context)
    row = _find_own_amendment(context, document, command.amendment)
    rules.check_state(row.state, OPEN)
    if row.kind == "paragraph":
        row.text = command.text
        documents.check_text(row.text)
        row.paragraph = _nearest_present_paragraph(row.paragraph)
        row.fate = ""
    else:
        row.paragraph = find_paragraph(document, str(row.paragraph_id))
        _set_range_and_text(row, command.version, command.start, command.end, command.text)
    if row.state == State.DRAFT:
        row.save()
        _journal_draft(context, row)
        return
    row.supporters = []
    row.save()
    journal_event(context, protocol.AmendmentRenewed(amendment=str(row.pk), number=row.number or 0), [row])


def _nearest_present_paragraph(paragraph: Paragraph | None) -> Paragraph | None:
    """The paragraph, or if it was deleted the next one above it. None is the beginning of the document."""
    if paragraph is None or paragraph.deleted_at is None:
        return paragraph
    above = paragraph.outcome.paragraphs.filter(deleted_at=None, position__lt=paragraph.position)
    return above.order_by("position", "pk").last()


def discard(context: Context, command: protocol.DiscardDraft) -> None:
    """Delete a draft. Refuses `outcome.unknown_amendment`, `outcome.amendment_decided`."""
    row = _find_own_amendment(context, find_outcome(context.subject), command.amendment)
    rules.check_state(row.state, [State.DRAFT])
    # The row stays, so that the frame can tell its owner that it is gone.
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    _journal_draft(context, row)


def table(context: Context, command: protocol.TableAmendment) -> None:
    """Table a draft.

    Refuses `outcome.unknown_amendment`, `outcome.amendment_decided`, `outcome.overtaken`, `outcome.no_reading`,
    `outcome.amendments_closed`.
    """
    row = _find_own_amendment(context, _find_undecided_outcome(context), command.amendment)
    rules.check_state(row.state, [State.DRAFT])
    rules.check_stands(row.fate)
    _table_amendment(context, row)


def withdraw(context: Context, command: protocol.WithdrawAmendment) -> None:
    """Withdraw an amendment.

    Refuses `outcome.unknown_amendment`, `outcome.not_yours`, `outcome.amendment_decided`, `outcome.deciding`,
    `outcome.adopted`.
    """
    row = _find_own_amendment(context, _find_undecided_outcome(context), command.amendment)
    rules.check_state(row.state, [State.TABLED])
    row.state, row.decided_at = State.WITHDRAWN, context.now
    row.save(update_fields=["state", "decided_at"])
    journal_event(context, protocol.AmendmentWithdrawn(amendment=str(row.pk), number=row.number or 0), [row])


def support(context: Context, command: protocol.SupportAmendment) -> None:
    """Support an amendment of another party. To support it again has no effect.

    Refuses `outcome.unknown_amendment`, `outcome.own_amendment`, `outcome.not_accredited`, `outcome.amendment_decided`.
    """
    row = _find_tabled_amendment(_find_undecided_outcome(context), command.amendment)
    party = _party(context, command.party)
    rules.check_accredited(party.accredited)
    rules.check_supporter(str(party.pk), str(row.party_id))
    rules.check_state(row.state, [State.TABLED])
    if str(party.pk) not in row.supporters:
        _set_supporters(context, row, [*row.supporters, str(party.pk)], party, supports=True)


def end_support(context: Context, command: protocol.EndSupport) -> None:
    """End the support of an amendment. If there is none, nothing happens. Refuses what `support` does."""
    row = _find_tabled_amendment(_find_undecided_outcome(context), command.amendment)
    party = _party(context, command.party)
    rules.check_state(row.state, [State.TABLED])
    if str(party.pk) in row.supporters:
        others = [each for each in row.supporters if each != str(party.pk)]
        _set_supporters(context, row, others, party, supports=False)


def _set_supporters(
    context: Context, row: Amendment, supporters: list[str], party: Party, *, supports: bool
) -> None:
    row.supporters = supporters
    row.save(update_fields=["supporters"])
    event = protocol.AmendmentSupported(
        amendment=str(row.pk), number=row.number or 0, party=str(party.pk), supports=supports
    )
    journal_event(context, event, [row])


def accept(context: Context, command: protocol.AcceptAmendment) -> None:
    """Accept an amendment.

    Refuses `outcome.unknown_amendment`, `outcome.amendment_decided`, `outcome.overtaken`,
    `outcome.paragraph_changed`, `outcome.deciding`, `outcome.adopted`, and what `check_text` does.
    """
    document = _find_undecided_outcome(context)
    row = _find_tabled_amendment(document, command.amendment)
    rules.check_state(row.state, [State.TABLED])
    rules.check_stands(row.fate)
    if row.kind == "paragraph":
        _decide_amendments(context, [row], State.ACCEPTED)
        after = find_paragraph(document, str(row.paragraph_id)) if row.paragraph_id else None
        insert_paragraphs(context, document, [("paragraph", row.text)], after, "accepted")
        return
    paragraph = find_paragraph(document, str(row.paragraph_id))
    documents.check_version(command.version, paragraph.version)
    edit = words.Change(row.start, row.end, words.tokens(row.text))
    text = markup.tidy("".join(words.apply_changes(words.tokens(paragraph.text), [edit])))
    documents.check_text(text)
    # Decided before the text changes: the change of the text moves those that are open.
    _decide_amendments(context, [row], State.ACCEPTED)
    write_text(context, paragraph, text, "accepted", [row.number or 0])
    store_undo_data(paragraph, "accepted", [row.pk])


def merge(context: Context, command: protocol.MergeAmendments) -> None:
    """Merge amendments: the paragraph gets the text that the sender wrote. Overtaken amendments may be among them.

    Refuses `outcome.unknown_amendment`, `outcome.amendment_decided`, `outcome.unknown_paragraph`,
    `outcome.paragraph_changed`, `outcome.deciding`, `outcome.adopted`, and what `check_text` does.
    """
    document = _find_undecided_outcome(context)
    paragraph = find_paragraph(document, command.paragraph)
    documents.check_version(command.version, paragraph.version)
    rows = [_find_tabled_amendment(document, each) for each in dict.fromkeys(command.amendments)]
    for row in rows:
        rules.check_state(row.state, [State.TABLED])
        if row.paragraph_id != paragraph.pk:
            raise unknown_amendment_refusal()
    documents.check_text(command.text)
    _decide_amendments(context, rows, State.MERGED)
    if command.text != paragraph.text:
        write_text(context, paragraph, command.text, "merged", [row.number or 0 for row in rows])
        store_undo_data(paragraph, "accepted", [row.pk for row in rows])


def _decide_amendments(context: Context, rows: Sequence[Amendment], state: str) -> None:
    for row in rows:
        row.state, row.decided_at = state, context.now
        row.save(update_fields=["state", "decided_at"])
    event = protocol.AmendmentAccepted(
        amendments=[str(row.pk) for row in rows],
        numbers=[row.number or 0 for row in rows],
        merged=state == State.MERGED,
    )
    journal_event(context, event, rows)


def reject(context: Context, command: protocol.RejectAmendment) -> None:
    """Reject an amendment. Refuses `outcome.unknown_amendment`, `outcome.amendment_decided`, `outcome.no_reason`."""
    row = _find_tabled_amendment(_find_undecided_outcome(context), command.amendment)
    rules.check_state(row.state, [State.TABLED])
    rules.check_reason(command.reason)
    row.state, row.reason, row.decided_at = State.REJECTED, command.reason, context.now
    row.save(update_fields=["state", "reason", "decided_at"])
    journal_event(context, protocol.AmendmentRejected(amendment=str(row.pk), number=row.number or 0), [row])


def reconsider(context: Context, command: protocol.ReconsiderAmendment) -> None:
    """Put an amendment on the table again. Refuses `outcome.unknown_amendment`, `outcome.amendment_decided`."""
    row = _find_tabled_amendment(_find_undecided_outcome(context), command.amendment)
    rules.check_state(row.state, [State.REJECTED, State.WITHDRAWN])
    row.state, row.reason, row.decided_at = State.TABLED, "", None
    if row.paragraph is not None:
        catch_up(row, row.paragraph)
    row.save()
    journal_event(
        context, protocol.AmendmentReconsidered(amendment=str(row.pk), number=row.number or 0), [row]
    )


# Comments


def comment(context: Context, command: protocol.CommentParagraph) -> None:
    """Comment on a paragraph.

    Refuses `outcome.unknown_paragraph`, `outcome.paragraph_changed`, `outcome.no_such_words`, `outcome.adopted`,
    `outcome.too_many_comments`, `parties.party_needed`.
    """
    document = find_outcome(context.subject)
    documents.check_not_adopted(document.state)
    rules.check_comment_count(document.comments.filter(removed_at=None).count())
    paragraph = find_paragraph(document, command.paragraph)
    drafts = permissions.allows(context.roles, "outcome.draft")
    party = None if drafts and context.seat.party is None else party_named(context, None)
    row = Comment(
        outcome=document,
        paragraph=paragraph,
        base=paragraph.version,
        text=command.text,
        party=party,
        author_id=_participant(context),
        at=context.now,
    )
    if command.start is not None and command.end is not None:
        _set_anchor(row, paragraph, command.version, command.start, command.end)
        row.on_words = row.start < row.end
    row.save()
    journal_event(context, protocol.Commented(paragraph=str(paragraph.pk), comment=str(row.pk)), [row])


def resolve_comment(context: Context, command: protocol.ResolveComment) -> None:
    """Mark a comment as dealt with, or open it again. Refuses `outcome.unknown_comment`."""
    row = _find_comment(context, command.comment)
    row.resolved_at = context.now if command.resolved else None
    row.save(update_fields=["resolved_at"])
    journal_event(context, protocol.CommentResolved(comment=str(row.pk), resolved=command.resolved), [row])


def remove_comment(context: Context, command: protocol.RemoveComment) -> None:
    """Remove a comment of the sender's party. Those who draft may remove any comment. Refuses
    `outcome.unknown_comment`, `outcome.not_yours`.
    """
    row = _find_comment(context, command.comment)
    if not permissions.allows(context.roles, "outcome.draft"):
        rules.check_own(str(row.party_id) if row.party_id else None, context.seat.party)
    row.removed_at = context.now
    row.save(update_fields=["removed_at"])
    journal_event(context, protocol.CommentRemoved(comment=str(row.pk)), [row])


def unknown_amendment_refusal() -> Refusal:
    """The refusal `outcome.unknown_amendment`: there is no such amendment, or the seat may not see it."""
    return Refusal(
        "outcome.unknown_amendment", "There is no such amendment to this text. Look at the list again."
    )


def _find_tabled_amendment(document: Outcome, named: str) -> Amendment:
    row = (
        document.amendments.filter(pk=number(named)).exclude(number=None).select_related("paragraph").first()
    )
    if row is None:
        raise unknown_amendment_refusal()
    row.outcome = document
    return row


def _find_own_amendment(context: Context, document: Outcome, named: str) -> Amendment:
    """The amendment that a command names. It belongs to the seat's party; those who draft the document may act for any
    party once the amendment is tabled.
    """
    row = document.amendments.filter(pk=number(named)).select_related("paragraph").first()
    mine = row is not None and context.seat.party == str(row.party_id)
    if row is None or (row.number is None and not mine):
        raise unknown_amendment_refusal()
    if not mine and not permissions.allows(context.roles, "outcome.draft"):
        rules.check_own(str(row.party_id), context.seat.party)
    row.outcome = document
    return row


def _find_comment(context: Context, named: str) -> Comment:
    row = Comment.objects.filter(outcome=context.subject, removed_at=None, pk=number(named)).first()
    if row is None:
        raise Refusal("outcome.unknown_comment", "There is no such comment. Look at the text again.")
    return row


def _find_undecided_outcome(context: Context) -> Outcome:
    document = find_outcome(context.subject)
    documents.check_text_open(document.state)
    return document


def _party(context: Context, named: str | None) -> Party:
    """The party for which a seat acts: its own, or the one that somebody who drafts the document names. Refuses
    `wire.forbidden`.
    """
    if (
        named is not None
        and named != context.seat.party
        and not permissions.allows(context.roles, "outcome.draft")
    ):
        raise Refusal("wire.forbidden", "You act for your own delegation only.")
    return party_named(context, named)


def _participant(context: Context) -> int | None:
    return number(context.seat.participant) if context.seat.participant else None
