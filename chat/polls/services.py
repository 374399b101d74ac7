"""The services of polls: what moderators and organisers do with them. Only they and `answers.py` write polls."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db.models import Max, Model, QuerySet

from chat.polls import protocol, rules
from chat.polls.answers import closed_refusal, hidden_words, mark_result_changed, totals, unknown_refusal
from chat.polls.models import Poll, PollAnswer
from chat.polls.projections import closed_result
from chat.questions.protocol import QuestionPinned
from foundation import ids
from foundation.ids import subject
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from foundation.text import clean_text
from sessions.floor.motions.protocol import HeardOnMotion
from sessions.floor.points_of_order.protocol import Recognised
from sessions.floor.protocol import Granted
from sessions.programme.protocol import SessionClosed
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session
from sessions.rollcall.protocol import RollCallOpened
from sessions.votes.protocol import VoteClosed, VotePut

RESTORABLE_FOR = timedelta(days=1)
"""How long a draft can be restored after it was deleted."""


def polls_of(session: int) -> QuerySet[Poll]:
    """The polls of a session that were not deleted."""
    return Poll.objects.filter(session=session, removed_at=None)


def draft(context: Context, command: protocol.DraftPoll) -> None:
    """Prepare a poll. Only moderators see it until it is opened.

    Refuses `session.closed`, `poll.too_many`, and what `rules.check_options` does.
    """
    session = find_session(context.subject)
    check_not_closed(session.state)
    _check_count(session.pk)
    last = Poll.objects.filter(session=session).aggregate(number=Max("number"), position=Max("position"))
    row = Poll(
        session=session,
        number=(last["number"] or 0) + 1,
        position=(last["position"] or 0) + 1,
        drafted_at=context.now,
    )
    _fill(row, command)
    row.save()
    _journal(context, protocol.PollDrafted(poll=str(row.number)), [row], Audience.MODERATORS)


def _check_count(session_id: int) -> None:
    if polls_of(session_id).count() >= rules.MAX_POLLS:
        raise Refusal("poll.too_many", "This session has very many polls already. Delete some that wait.")


def edit(context: Context, command: protocol.EditPoll) -> None:
    """Change a poll that was not opened yet. Refuses `poll.changed`, and what `rules.check_options` does."""
    row = _find_for("edit", context, command.poll)
    if seen_of(row) != command.seen:
        raise Refusal("poll.changed", "Somebody changed this poll meanwhile. Look at it again, then edit.")
    _fill(row, command)
    row.save()
    _journal(context, protocol.PollEdited(poll=command.poll), [row], Audience.MODERATORS)


def seen_of(row: Poll) -> protocol.SeenPoll:
    """What a sender who saw the poll as it is now says that it saw."""
    return protocol.SeenPoll(
        kind=row.kind,
        question=row.question,
        options=row.options,
        most=row.most,
        anonymous=row.anonymous,
        results=row.results,
    )


def _fill(row: Poll, command: protocol.DraftPoll | protocol.EditPoll) -> None:
    question, options = clean_text(command.question), [clean_text(option) for option in command.options]
    rules.check_readable(question)
    rules.check_options(command.kind, options, command.most)
    row.kind, row.question, row.options = command.kind, question, options
    row.most = command.most if command.kind == "multiple" else 1
    row.anonymous, row.results = command.anonymous, command.results


def delete(context: Context, command: protocol.DeletePoll) -> None:
    """Delete a poll that was not opened yet. What was deleted more than a day ago is not kept any longer."""
    row = _find_for("delete", context, command.poll)
    deleted = Poll.objects.filter(session=row.session_id, removed_at__lt=context.now - RESTORABLE_FOR)
    deleted.delete()
    row.removed_at = context.now
    row.save(update_fields=["removed_at"])
    _journal(context, protocol.PollDeleted(poll=command.poll), [row], Audience.MODERATORS)


def restore(context: Context, command: protocol.RestorePoll) -> None:
    """Restore a poll that was deleted, at its former place. Refuses `poll.too_many`."""
    session = find_session(context.subject)
    check_not_closed(session.state)
    deleted = Poll.objects.filter(session=session, removed_at__gte=context.now - RESTORABLE_FOR)
    row = deleted.filter(number=ids.number(command.poll)).first()
    if row is None:
        raise unknown_refusal()
    _check_count(session.pk)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    _journal(context, protocol.PollRestored(poll=command.poll), [row], Audience.MODERATORS)


def move(context: Context, command: protocol.MovePoll) -> None:
    """Move a poll that was not opened yet to another place among those that wait."""
    row = _find_for("move", context, command.poll)
    waiting = polls_of(context.subject).filter(state="draft").exclude(pk=row.pk)
    order = list(waiting.order_by("position", "number"))
    order.insert(command.position, row)
    moved: list[Model] = []
    for position, each in enumerate(order, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
            moved.append(each)
    if moved:
        _journal(context, protocol.PollsMoved(poll=command.poll), moved, Audience.MODERATORS)


def open_poll(context: Context, command: protocol.OpenPoll) -> None:
    """Open a poll. Refuses `poll.one_at_a_time` if another one is open."""
    row = _find_for("open", context, command.poll)
    if Poll.objects.filter(session=row.session_id, state="open").exists():
        raise Refusal("poll.one_at_a_time", "Another poll is open. Close it first.")
    row.state, row.opened_at = "open", context.now
    row.save()
    _journal(context, protocol.PollOpened(poll=command.poll), [row])
    mark_result_changed(context.stream)


def undo_open(context: Context, command: protocol.UndoOpenPoll) -> None:
    """Undo the opening of a poll. Refuses `poll.answered` as soon as somebody has answered it."""
    row = _find_for("undo_open", context, command.poll)
    if PollAnswer.objects.filter(poll=row).exists():
        raise Refusal("poll.answered", "People have answered this poll already. Close it instead.")
    row.state, row.opened_at, row.on_screen = "draft", None, False
    row.save()
    _journal(context, protocol.PollOpeningUndone(poll=command.poll), [row])
    mark_result_changed(context.stream)


def close(context: Context, command: protocol.ClosePoll) -> None:
    """Close a poll. Its totals are final. Of an anonymous one, the answers of the people are deleted.

    Refuses `poll.closed` if another moderator closed it meanwhile.
    """
    row = _find(context, command.poll)
    if row.state == "closed":
        raise closed_refusal(row)
    rules.check_act("close", row.state)
    _close(row, context.now)
    result = closed_result(row)
    assert result is not None
    _journal(context, protocol.PollClosed(poll=command.poll, result=result), [row])
    mark_result_changed(context.stream)


def _close(row: Poll, now: datetime) -> None:
    """Close a poll whose row the caller locked, so that no batch of answers is counted in part."""
    counted = totals(row)
    row.hidden_words = sorted(hidden_words(row, [word for word, _ in counted.words]))
    counted.words = counted.words[: rules.KEPT_WORDS]
    row.totals, row.state, row.closed_at = asdict(counted), "closed", now
    row.save()
    if row.anonymous:
        PollAnswer.objects.filter(poll=row).delete()


def show(context: Context, command: protocol.ShowPoll) -> None:
    """Show a poll on the hall screen. It replaces the poll that is shown there."""
    row = _find_for("show", context, command.poll)
    before = Poll.objects.filter(session=row.session_id, on_screen=True).exclude(pk=row.pk).first()
    changed: list[Model] = [row]
    if before is not None:
        before.on_screen = False
        before.save(update_fields=["on_screen"])
        changed.append(before)
    row.on_screen = True
    row.save(update_fields=["on_screen"])
    _journal(context, protocol.PollShown(poll=command.poll), changed)


def hide(context: Context, command: protocol.HidePoll) -> None:
    """Take a poll off the hall screen. Refuses `poll.not_shown`."""
    row = _find(context, command.poll)
    if not row.on_screen:
        raise Refusal("poll.not_shown", "This poll is not on the hall screen any more.")
    row.on_screen = False
    row.save(update_fields=["on_screen"])
    _journal(context, protocol.PollHidden(poll=command.poll), [row])


def hide_word(context: Context, command: protocol.HideWord) -> None:
    """Hide a word of a word cloud, also after the session. Refuses `poll.no_such_word`."""
    row, word = _find_word(context, command)
    row.hidden_words = sorted({*row.hidden_words, word})
    row.allowed_words = [each for each in row.allowed_words if each != word]
    _save_words(context, row)


def show_word(context: Context, command: protocol.ShowWord) -> None:
    """Show a word again that was hidden. Refuses `poll.no_such_word`."""
    row, word = _find_word(context, command)
    row.hidden_words = [each for each in row.hidden_words if each != word]
    row.allowed_words = sorted({*row.allowed_words, word})
    _save_words(context, row)


def _find_word(context: Context, command: protocol.HideWord | protocol.ShowWord) -> tuple[Poll, str]:
    row = _find_any(context, command.poll)
    rules.check_act("choose_words", row.state)
    word = rules.normal_word(command.word)
    if row.kind != "words" or word not in dict(totals(row).words):
        raise Refusal("poll.no_such_word", "Nobody has written this word. Look at the words again.")
    return row, word


def _save_words(context: Context, row: Poll) -> None:
    row.save(update_fields=["hidden_words", "allowed_words"])
    audience = Audience.EVERYONE if row.state == "closed" else Audience.MODERATORS
    _journal(context, protocol.WordsChosen(poll=str(row.number)), [row], audience)
    mark_result_changed(context.stream)


def close_with_session(stream: str, event: SessionClosed, now: datetime) -> Iterable[Model]:
    """Close the poll that is open when its session is closed, clear the hall screen, and forget deleted drafts."""
    Poll.objects.filter(session=subject(stream)).exclude(removed_at=None).delete()
    rows = list(
        Poll.objects.select_for_update(no_key=True)
        .filter(session=subject(stream))
        .exclude(state="draft")
        .order_by("pk")
    )
    changed = [row for row in rows if row.state == "open" or row.on_screen]
    for row in changed:
        row.on_screen = False
        if row.state == "open":
            _close(row, now)
        else:
            row.save()
    if changed:
        mark_result_changed(stream)
    return changed


def leave_the_screen(stream: str, event: Event, now: datetime) -> Iterable[Model]:
    """Take a closed poll off the hall screen, because something else is shown there now."""
    row = Poll.objects.filter(session=subject(stream), state="closed", on_screen=True).first()
    if row is None:
        return []
    row.on_screen = False
    row.save(update_fields=["on_screen"])
    return [row]


def _find(context: Context, number: str) -> Poll:
    """Return a poll of a session that is not closed, locked as batches of answers lock it.

    Refuses `session.closed`, `poll.unknown`.
    """
    check_not_closed(find_session(context.subject).state)
    return _find_any(context, number)


def _find_any(context: Context, number: str) -> Poll:
    rows = Poll.objects.select_for_update(no_key=True)
    row = rows.filter(session=context.subject, removed_at=None, number=ids.number(number)).first()
    if row is None:
        raise unknown_refusal()
    return row


def _find_for(act: str, context: Context, number: str) -> Poll:
    row = _find(context, number)
    rules.check_act(act, row.state)
    return row


def _journal(
    context: Context,
    event: Event,
    changed: list[Model],
    audience: Audience = Audience.EVERYONE,
) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=audience,
    )


_SHOWN_LATER = (Granted, Recognised, HeardOnMotion, VotePut, VoteClosed, RollCallOpened, QuestionPinned)

REACTIONS = [
    Reaction(SessionClosed, close_with_session),
    *(Reaction(event, leave_the_screen) for event in _SHOWN_LATER),
]
