"""Answers to polls: given in batches, counted, and sent as signals."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Count

from chat import guests
from chat.polls import protocol, rules
from chat.polls.models import Poll, PollAnswer
from chat.polls.projections import result_of
from chat.polls.protocol import MyPollAnswer, OpenPollForModerators, OpenPollResult, PollResult
from chat.questions.models import QuestionPolicy
from chat.questions.policy import policy_of
from chat.questions.rules import flagged_words
from foundation import ids
from foundation.clock import timestamp_text
from foundation.ids import subject
from foundation.refusals import Refusal
from foundation.registry import BatchedCommand, SignalSource
from foundation.wire import signals
from sessions.models import Session
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session

RESULT, MODERATORS_RESULT, MY_ANSWER = "poll.result", "poll.moderators_result", "poll.my_answer"


def mark_result_changed(stream: str) -> None:
    """Send the result of the open poll again."""
    signals.mark_changed(stream, RESULT)
    signals.mark_changed(stream, MODERATORS_RESULT)


def answer(stream: str, acts: Sequence[BatchedCommand], now: datetime) -> list[Refusal | None]:
    """Give and change answers of people in one session, in the order in which they came.

    The rows of the polls are locked until the commit: a poll is closed before all answers of a batch, or after them.
    """
    numbers = {ids.number(act.command.poll) for act in acts}
    # In the order of their keys, so that two batches do not wait for each other.
    rows = Poll.objects.filter(session=subject(stream), number__in=numbers).order_by("pk")
    polls = {row.number: row for row in rows.select_for_update(no_key=True)}
    batch = _AnswerBatch(
        find_session(subject(stream)), polls.values(), {act.seat.person for act in acts}, now
    )
    refusals: list[Refusal | None] = []
    for act in acts:
        try:
            batch.take(polls.get(ids.number(act.command.poll)), act)
            refusals.append(None)
        except Refusal as refusal:
            refusals.append(refusal)
    batch.save()
    done = [act.seat for act, refusal in zip(acts, refusals, strict=True) if refusal is None]
    if done:
        mark_result_changed(stream)
    for seat in done:
        signals.mark_changed(stream, MY_ANSWER, seat.person)
    return refusals


class _AnswerBatch:
    """The answers that a batch gives and changes."""

    def __init__(
        self, session: Session, polls: Collection[Poll], people: Collection[str], now: datetime
    ) -> None:
        self._session, self._now = session, now
        rows = PollAnswer.objects.filter(poll__in=[poll.pk for poll in polls], person__in=people)
        self._before = set(rows.values_list("poll_id", "person"))
        self._wanted: dict[tuple[int, str], PollAnswer] = {}

    def take(self, poll: Poll | None, act: BatchedCommand) -> None:
        """Add an answer. Refuses `poll.unknown`, `poll.closed`, `session.closed`, `poll.answer_later`, and what
        `rules.check_answer` does.
        """
        if poll is None or poll.state == "draft":
            check_not_closed(self._session.state)
            raise unknown_refusal()
        if poll.state == "closed":
            raise closed_refusal(poll)
        command: protocol.AnswerPoll = act.command
        checked = rules.check_answer(poll.kind, len(poll.options), poll.most, command.choices, command.words)
        seat, key = act.seat, (poll.pk, act.seat.person)
        if key not in self._before and key not in self._wanted:
            guests.check_pace("poll.answer", seat, self._now)
        self._wanted[key] = PollAnswer(
            poll=poll,
            person=seat.person,
            name="" if poll.anonymous else seat.name,
            party="" if poll.anonymous else seat.party or "",
            network=seat.network,
            answer=rules.stored_answer(checked),
        )

    def save(self) -> None:
        """Write the answers, in one statement: the new ones, and those that replace an earlier one."""
        PollAnswer.objects.bulk_create(
            [self._wanted[key] for key in sorted(self._wanted)],
            update_conflicts=True,
            unique_fields=["poll", "person"],
            update_fields=["name", "party", "network", "answer"],
        )


def unknown_refusal() -> Refusal:
    """`poll.unknown`: the session has no poll with this number that the sender may see."""
    return Refusal("poll.unknown", "There is no such poll in this session. Look at the polls again.")


def closed_refusal(poll: Poll) -> Refusal:
    """`poll.closed`: an answer came after the closing."""
    assert poll.closed_at is not None
    return Refusal(
        "poll.closed",
        f"This poll was closed at {timestamp_text(poll.closed_at)}, before this answer came. It was not counted.",
    )


def totals(poll: Poll) -> rules.Totals:
    """The result of a poll: counted now, or as it was at the closing."""
    if poll.totals is not None:
        return rules.Totals(**poll.totals)
    given = PollAnswer.objects.filter(poll=poll).order_by().values_list("answer")
    return rules.tally(poll.kind, len(poll.options), given.annotate(Count("pk")))


def hidden_words(poll: Poll, words: Collection[str]) -> set[str]:
    """Those of the words that nobody but moderators is shown: hidden by a moderator, or of the session's list."""
    listed = policy_of(poll.session).words if poll.state == "open" else []
    allowed = set(poll.allowed_words)
    from_list = (
        {word for word in words if word not in allowed and flagged_words(word, listed)} if listed else set()
    )
    return (set(poll.hidden_words) | from_list) & set(words)


def _open_poll(session_id: int) -> Poll | None:
    return Poll.objects.select_related("session").filter(session=session_id, state="open").first()


def live_result(poll: Poll, *, moderates: bool) -> PollResult | None:
    """The result of an open poll as moderators or the others may see it now. None if it is hidden."""
    if not moderates and poll.results == "after":
        return None
    counted = totals(poll)
    hidden = hidden_words(poll, [word for word, _ in counted.words])
    return result_of(counted, hidden, moderates=moderates, most_words=rules.LIVE_WORDS)


def result(session_id: int) -> OpenPollResult:
    """The signal `poll.result`."""
    if (poll := _open_poll(session_id)) is None:
        return OpenPollResult(poll="", answers=0, result=None)
    shown = live_result(poll, moderates=False)
    answers = shown.answers if shown else PollAnswer.objects.filter(poll=poll).count()
    return OpenPollResult(poll=str(poll.number), answers=answers, result=shown)


def moderators_result(session_id: int) -> OpenPollForModerators:
    """The signal `poll.moderators_result`."""
    if (poll := _open_poll(session_id)) is None:
        return OpenPollForModerators(poll="", result=None, of_one_network=0)
    of_guests = PollAnswer.objects.filter(poll=poll).exclude(network="").order_by()
    counted = of_guests.values_list("network").annotate(answers=Count("pk"))
    most = max((count for _, count in counted), default=0)
    return OpenPollForModerators(
        poll=str(poll.number),
        result=live_result(poll, moderates=True),
        of_one_network=most if most >= guests.MANY_OF_ONE_ADDRESS else 0,
    )


def my_answers(session_id: int, persons: Collection[str]) -> dict[str, MyPollAnswer]:
    """The signal `poll.my_answer` of each of these persons."""
    found = dict.fromkeys(persons, MyPollAnswer(poll="", choices=[], words=[]))
    if (poll := _open_poll(session_id)) is None:
        return found
    of_words = poll.kind == "words"
    for row in PollAnswer.objects.filter(poll=poll, person__in=persons):
        found[row.person] = MyPollAnswer(
            poll=str(poll.number),
            choices=[] if of_words else rules.choices_of(row.answer),
            words=rules.words_of(row.answer) if of_words else [],
        )
    return found


SIGNALS = [
    SignalSource(RESULT, "session", read=result, depends_on=[QuestionPolicy]),
    SignalSource(
        MODERATORS_RESULT,
        "session",
        read=moderators_result,
        permission="poll.run",
        depends_on=[QuestionPolicy],
    ),
    SignalSource(MY_ANSWER, "session", read_own=my_answers),
]
