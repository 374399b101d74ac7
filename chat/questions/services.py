"""The services of questions: what askers and moderators do with them. Only they and `votes.py` write questions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from django.db.models import Max, Model

from chat.questions import protocol, rules
from chat.questions.models import Question, QuestionBlock, QuestionPolicy, Vote
from chat.questions.policy import policy_of
from chat.questions.projections import SHOWN
from chat.questions.votes import MY_VOTES, mark_counts_changed, merged_in, unknown_refusal
from foundation import ids, limits
from foundation.clock import timestamp_text
from foundation.ids import subject
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from foundation.text import clean_name, clean_text
from foundation.wire import signals
from sessions.floor.models import Entry, Floor
from sessions.floor.protocol import Inscribed
from sessions.models import Participant, PodiumSeat, Session
from sessions.parties.services import is_guest, party_of
from sessions.programme.protocol import SessionClosed
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session

# What askers do


def ask(context: Context, command: protocol.AskQuestion) -> None:
    """Ask a question. Only moderators and the asker see it until it is approved.

    Refuses `session.closed`, `question.blank`, `question.not_taken`, `question.blocked`, `question.needs_name`,
    `question.no_party`, `question.no_addressee`, `question.too_many`, `question.slow`, `wire.throttled`.
    """
    session, seat = find_session(context.subject), context.seat
    check_not_closed(session.state)
    policy = policy_of(session)
    text = _clean_text(command.text)
    _check_asker(session, policy, context, command)
    last = Question.objects.filter(session=session).aggregate(last=Max("number"))["last"] or 0
    hidden = command.anonymous and policy.anonymity == "nobody"
    row = Question.objects.create(
        session=session,
        number=last + 1,
        person=seat.person,
        name="" if hidden else seat.name,
        party_id=None if hidden else seat.party,
        place="" if hidden else seat.place,
        anonymous=command.anonymous,
        asker_hidden=hidden,
        for_party=command.for_party,
        simulated=seat.simulated,
        guest=is_guest(seat),
        text=text,
        flagged=rules.flagged_words(text, policy.words),
        language=command.language,
        addressee=command.addressee,
        asked_at=context.now,
    )
    event = protocol.QuestionAsked(question=str(row.number))
    _journal(context, event, [row], Audience.MODERATORS, named=False)


def _check_asker(
    session: Session, policy: QuestionPolicy, context: Context, command: protocol.AskQuestion
) -> None:
    seat = context.seat
    if not policy.is_open:
        raise Refusal("question.not_taken", "This session takes no questions now.")
    if QuestionBlock.objects.filter(session=session, person=seat.person).exists():
        raise Refusal("question.blocked", "The moderators take no more questions from you in this session.")
    rules.check_anonymity(command.anonymous, policy.anonymity)
    if command.for_party and (seat.party is None or command.anonymous):
        raise Refusal(
            "question.no_party",
            "Only the member of a delegation can ask in its name, and not anonymously. Ask in your own name.",
        )
    _check_addressee(session, command.addressee)
    own = Question.objects.filter(session=session, person=seat.person)
    rules.check_pending(own.filter(state="pending").count(), policy.max_pending)
    if policy.slow_s:
        rules.check_pace(own.aggregate(last=Max("asked_at"))["last"], policy.slow_s, context.now)
    limits.check("question.ask", guests=seat.network)


def _check_addressee(session: Session, addressee: str) -> None:
    """Check that a question's addressee is of this conference, and a person on this session's podium.

    Refuses `question.no_addressee`, and `parties.unknown_party`.
    """
    kind, _, id = addressee.partition("/")
    if kind == "party":
        party_of(session.conference_id, id)
    elif (
        kind == "participant"
        and not PodiumSeat.objects.filter(session=session, participant=ids.number(id)).exists()
    ):
        raise Refusal(
            "question.no_addressee", "This person is not on the podium any more. Ask everyone on the podium."
        )


def revise(context: Context, command: protocol.ReviseQuestion) -> None:
    """Change the words of one's own question while it waits. Refuses `question.not_yours`."""
    row = _find_own(context, command.question)
    rules.check_act("revise", row.state)
    row.text = _clean_text(command.text)
    row.flagged = rules.flagged_words(row.text, policy_of(row.session).words)
    row.save()
    event = protocol.QuestionRevised(question=command.question)
    _journal(context, event, [row], Audience.MODERATORS, named=False)


def withdraw(context: Context, command: protocol.WithdrawQuestion) -> None:
    """Take one's own question back. Refuses `question.not_yours`."""
    row = _find_own(context, command.question)
    rules.check_act("withdraw", row.state)
    audience = _audience(row)
    _end_work_on(row, "withdrawn")
    changed = _save_decided(row)
    event = protocol.QuestionWithdrawn(question=command.question)
    _journal(context, event, changed, audience, named=False)
    mark_counts_changed(context.stream)


def decline_floor(context: Context, command: protocol.DeclineFloor) -> None:
    """Decline the floor that was offered for one's own question. Refuses `question.not_yours`,
    `question.not_offered`.
    """
    row = _find_own(context, command.question)
    if row.offered_at is None:
        raise Refusal("question.not_offered", "The floor is not offered to you any more.")
    row.offered_at = None
    row.save()
    event = protocol.FloorDeclined(question=command.question)
    _journal(context, event, [row], Audience.MODERATORS, named=False)


# What moderators do


def approve(context: Context, command: protocol.ApproveQuestion) -> None:
    """Show a question to everyone."""
    row = _find_for("approve", context, command.question)
    row.state, row.reason, row.claimed_by, row.claimed_at = "approved", "", "", None
    row.save()
    _journal(context, protocol.QuestionApproved(question=command.question), [row])
    mark_counts_changed(context.stream)


def dismiss(context: Context, command: protocol.DismissQuestion) -> None:
    """Dismiss a question with a reason that the asker sees. Refuses `question.blank`."""
    row = _find_for("dismiss", context, command.question)
    audience = _audience(row)
    _end_work_on(row, "dismissed", _clean_text(command.reason))
    _journal(context, protocol.QuestionDismissed(question=command.question), _save_decided(row), audience)
    mark_counts_changed(context.stream)


def merge(context: Context, command: protocol.MergeQuestion) -> None:
    """Merge a question into another. Refuses `question.same`.

    The votes stay where they were cast and are counted together, so that an undone merge loses none.
    """
    row = _find_for("merge", context, command.question)
    into = _find(context, command.into)
    rules.check_merge(row.number, into.number, merged_in(context.subject))
    rules.check_act("merge_into", into.state)
    audience = _audience(row)
    before = row.state
    _end_work_on(row, "merged")
    row.merged_into, row.before_merge = into, before
    event = protocol.QuestionMerged(question=command.question, into=command.into)
    _journal(context, event, _save_decided(row), audience)
    _mark_votes_changed(context, row)


def pin(context: Context, command: protocol.PinQuestion) -> None:
    """Show a question on the hall screen. It replaces the question that is shown there."""
    row = _find_for("pin", context, command.question)
    changed = _unpin_present(row)
    row.pinned = True
    row.save()
    _journal(context, protocol.QuestionPinned(question=command.question), [row, *changed])


def _unpin_present(row: Question) -> list[Model]:
    """Unpin the question that is on the hall screen now. Returns it, or nothing."""
    before = Question.objects.filter(session=row.session_id, pinned=True).exclude(pk=row.pk).first()
    if before is None:
        return []
    before.pinned = False
    before.save()
    return [before]


def unpin(context: Context, command: protocol.UnpinQuestion) -> None:
    """Take a question off the hall screen. Refuses `question.not_pinned`."""
    row = _find(context, command.question)
    if not row.pinned:
        raise Refusal(
            "question.not_pinned",
            "This question is not on the hall screen any more. Look at the questions again.",
        )
    row.pinned = False
    row.save()
    _journal(context, protocol.QuestionUnpinned(question=command.question), [row])


def begin_answer(context: Context, command: protocol.BeginAnswer) -> None:
    """Take up a question, in the turn that has the floor. The one that was taken up before is answered."""
    row = _find_for("begin_answer", context, command.question)
    changed: list[Model] = []
    before = Question.objects.filter(session=row.session_id, state="answering").first()
    if before is not None:
        _answered_live(before, context)
        changed += _save_decided(before)
    row.state, row.answered_at, row.turn = "answering", context.now, _current_turn(row.session_id)
    row.claimed_by, row.claimed_at = "", None
    event = protocol.AnswerBegun(question=command.question)
    _journal(context, event, [*_save_decided(row), *changed])


def answer(context: Context, command: protocol.AnswerQuestion) -> None:
    """Mark a question as answered in the room. It leaves the hall screen."""
    row = _find_for("answer", context, command.question)
    _answered_live(row, context)
    _journal(context, protocol.QuestionAnswered(question=command.question), _save_decided(row))


def _answered_live(row: Question, context: Context) -> None:
    if row.state != "answering":
        row.answered_at, row.turn = context.now, _current_turn(row.session_id)
    _end_work_on(row, "answered")
    row.answer_kind = "live"


def _current_turn(session_id: int) -> int | None:
    """The number of the turn that has the floor, if any."""
    return Floor.objects.filter(session=session_id).values_list("turn__number", flat=True).first()


def write_answer(context: Context, command: protocol.WriteAnswer) -> None:
    """Answer a question in writing, also after the session. Everyone sees the question then."""
    row = _find_any(context, command.question)
    rules.check_act("write_answer", row.state)
    _check_claim(context, row)
    if row.state != "answered":
        row.answer_kind, row.answered_at = "written", context.now
    _end_work_on(row, "answered")
    row.answer = clean_text(command.answer)
    _journal(context, protocol.AnswerWritten(question=command.question), _save_decided(row))
    mark_counts_changed(context.stream)


def defer(context: Context, command: protocol.DeferQuestion) -> None:
    """Defer a question with a reason that everyone sees. Refuses `question.blank`."""
    row = _find_for("defer", context, command.question)
    _end_work_on(row, "deferred", _clean_text(command.reason))
    _journal(context, protocol.QuestionDeferred(question=command.question), _save_decided(row))


def restore(context: Context, command: protocol.RestoreQuestion) -> None:
    """Undo the last decision on a question. It leaves the hall screen, and the next ones if it is not approved now."""
    row = _find_for("restore", context, command.question)
    merged = row.state == "merged"
    after = cast(protocol.QuestionState, row.before_merge) if merged else rules.RESTORED[row.state]
    audience = Audience.EVERYONE if row.state in SHOWN or after in SHOWN else Audience.MODERATORS
    row.state, row.reason, row.pinned = after, "", False
    row.merged_into, row.before_merge = None, ""
    row.answer_kind, row.answer, row.answered_at, row.turn = "", "", None, None
    changed = _save_decided(row) if after != "approved" else _saved(row)
    _journal(context, protocol.QuestionRestored(question=command.question), changed, audience)
    _mark_votes_changed(context, row) if merged else mark_counts_changed(context.stream)


def edit(context: Context, command: protocol.EditQuestion) -> None:
    """Change the words of a question. Everyone who sees the question sees the latest earlier wordings too.

    Refuses `question.words_changed`.
    """
    row = _find_for("edit", context, command.question)
    if command.seen != row.text:
        raise Refusal(
            "question.words_changed", "Somebody changed these words meanwhile. Look at them again, then edit."
        )
    text = _clean_text(command.text)
    if text != row.text:
        row.earlier = [*row.earlier, {"text": row.text, "until": timestamp_text(context.now)}]
    row.text, row.flagged = text, rules.flagged_words(text, policy_of(row.session).words)
    row.save()
    _journal(context, protocol.QuestionEdited(question=command.question), [row], _audience(row))


def label(context: Context, command: protocol.LabelQuestion) -> None:
    """Set the labels of a question."""
    row = _find_for("label", context, command.question)
    row.labels = list(dict.fromkeys(filter(None, map(clean_name, command.labels))))
    row.save()
    event = protocol.QuestionLabelled(question=command.question)
    _journal(context, event, [row], Audience.MODERATORS)


def claim(context: Context, command: protocol.ClaimQuestion) -> None:
    """Keep the other moderators away from a question. Refuses `question.claimed`, unless it takes over."""
    row = _find(context, command.question)
    rules.check_act("claim", row.state)
    if not command.take_over:
        _check_claim(context, row)
    row.claimed_by, row.claimed_at = context.seat.participant or "", context.now
    row.save()
    event = protocol.QuestionClaimed(question=command.question)
    _journal(context, event, [row], Audience.MODERATORS)


def release(context: Context, command: protocol.ReleaseQuestion) -> None:
    """End one's own claim. Refuses `question.not_claimed`."""
    row = _find(context, command.question)
    if not row.claimed_by or row.claimed_by != context.seat.participant:
        raise Refusal("question.not_claimed", "You do not work on this question any more.")
    row.claimed_by, row.claimed_at = "", None
    row.save()
    event = protocol.QuestionReleased(question=command.question)
    _journal(context, event, [row], Audience.MODERATORS)


def offer_floor(context: Context, command: protocol.OfferFloor) -> None:
    """Offer the floor to the asker. Refuses `question.no_delegation` if the asker belongs to no party."""
    row = _find_for("offer_floor", context, command.question)
    if row.party_id is None:
        raise Refusal(
            "question.no_delegation",
            "The asker belongs to no delegation and cannot be on the list of speakers. Read the question out.",
        )
    row.offered_at = context.now
    row.save()
    event = protocol.FloorOffered(question=command.question)
    _journal(context, event, [row], Audience.MODERATORS)


def withdraw_offer(context: Context, command: protocol.WithdrawOffer) -> None:
    """Take back the offer of the floor to a question's asker. Refuses `question.not_offered`."""
    row = _find(context, command.question)
    _check_claim(context, row)
    if row.offered_at is None:
        raise Refusal("question.not_offered", "The floor is not offered to this asker any more.")
    row.offered_at = None
    row.save()
    event = protocol.OfferWithdrawn(question=command.question)
    _journal(context, event, [row], Audience.MODERATORS)


def count_as_asked_from_floor(stream: str, event: Inscribed, now: datetime) -> Iterable[Model]:
    """Count the questions for which the floor was offered to a party as asked from the floor, now that it inscribed."""
    if event.kind not in ("statement", "intervention"):
        return []
    entry = Entry.objects.filter(session=subject(stream), number=event.entry).first()
    if entry is None:
        return []
    rows = Question.objects.filter(
        session=entry.session_id, party=entry.party_id, offered_at__isnull=False, state="approved"
    )
    changed: list[Model] = []
    for row in rows.order_by("number")[:1]:
        _end_work_on(row, "answered")
        row.answer_kind, row.answered_at = "floor", now
        changed += _save_decided(row)
    return changed


def show_votes_at_closing(stream: str, event: SessionClosed, now: datetime) -> Iterable[Model]:
    """Show the numbers of votes that were hidden until the session was closed."""
    mark_counts_changed(stream)
    return []


# How the session takes questions


def block(context: Context, command: protocol.BlockAsker) -> None:
    """Take no more questions of this question's asker. Refuses `question.blocked_already`."""
    row = _find(context, command.question)
    blocked, is_new = QuestionBlock.objects.get_or_create(
        session=row.session, person=row.person, defaults={"question": row, "at": context.now}
    )
    if not is_new:
        raise Refusal("question.blocked_already", "Questions of this person are not taken any more already.")
    event = protocol.AskerBlocked(question=command.question)
    _journal(context, event, [blocked], Audience.MODERATORS)


def unblock(context: Context, command: protocol.UnblockAsker) -> None:
    """Take questions of this question's asker again. Refuses `question.not_blocked`."""
    row = _find(context, command.question)
    blocks = QuestionBlock.objects.select_related("question")
    blocked = blocks.filter(session=row.session, person=row.person).first()
    if blocked is None:
        raise Refusal("question.not_blocked", "Questions of this person are taken already.")
    QuestionBlock.objects.filter(pk=blocked.pk).delete()
    event = protocol.AskerUnblocked(question=command.question)
    _journal(context, event, [], Audience.MODERATORS, gone=[blocked])


def arrange(context: Context, command: protocol.ArrangeQuestions) -> None:
    """Set which questions come next. Refuses `question.order_changed`, `question.unknown`."""
    session = find_session(context.subject)
    check_not_closed(session.state)
    policy = _saved_policy(session)
    if command.seen != policy.next_up:
        raise Refusal(
            "question.order_changed",
            "Somebody changed the order meanwhile. Look at it again, then change it.",
        )
    wanted = list(dict.fromkeys(command.next_up))
    numbers = [ids.number(each) for each in wanted]
    rows = Question.objects.filter(session=session, number__in=numbers, state="approved")
    if rows.count() != len(wanted):
        raise Refusal(
            "question.not_approved",
            "Only approved questions can come next. One of these was decided meanwhile.",
        )
    policy.next_up = [str(number) for number in numbers]
    policy.save()
    _journal(context, protocol.QuestionsArranged(), [policy])


def set_policy(context: Context, command: protocol.SetQuestionPolicy) -> None:
    """Set how the session takes questions. Refuses `question.policy_changed`."""
    session = find_session(context.subject)
    check_not_closed(session.state)
    policy = _saved_policy(session)
    seen = command.seen.model_dump(exclude_none=True) if command.seen else {}
    if any(getattr(policy, name) != value for name, value in seen.items()):
        raise Refusal(
            "question.policy_changed",
            "Somebody changed this setting meanwhile. Look at it again, then change it.",
        )
    for name, value in command.model_dump(exclude={"type", "seen"}, exclude_none=True).items():
        setattr(policy, name, list(dict.fromkeys(value)) if isinstance(value, list) else value)
    policy.save()
    _journal(context, protocol.QuestionPolicySet(), [policy])
    mark_counts_changed(context.stream)
    signals.mark_dependent_changed(context.stream, QuestionPolicy)


# What they share


def _clean_text(text: str) -> str:
    """The stored form of a question's words, or of the reason of a decision on it. Refuses `question.blank`."""
    cleaned = clean_text(text)
    rules.check_text(cleaned)
    return cleaned


def _saved_policy(session: Session) -> QuestionPolicy:
    policy, _ = QuestionPolicy.objects.get_or_create(session=session)
    return policy


def _audience(row: Question) -> Audience:
    """Who learns of a change of this question: everyone if it is shown."""
    return Audience.EVERYONE if row.state in SHOWN else Audience.MODERATORS


def _end_work_on(row: Question, state: protocol.QuestionState, reason: str = "") -> None:
    """Put a question into a state in which nobody works on it, and which is not shown on the hall screen."""
    row.state, row.reason, row.pinned = state, reason, False
    row.claimed_by, row.claimed_at, row.offered_at = "", None, None


def _saved(row: Question) -> list[Model]:
    row.save()
    return [row]


def _save_decided(row: Question) -> list[Model]:
    """Save a question that was decided, and take it out of the order of the next ones. Returns the changed rows."""
    row.save()
    number = str(row.number)
    policy = QuestionPolicy.objects.filter(session=row.session_id).first()
    if policy is None or number not in policy.next_up:
        return [row]
    policy.next_up = rules.without_question(policy.next_up, number)
    policy.save()
    return [row, policy]


def _find(context: Context, number: str) -> Question:
    """Return a question of a session that is not closed. Refuses `session.closed`, `question.unknown`."""
    check_not_closed(find_session(context.subject).state)
    return _find_any(context, number)


def _find_any(context: Context, number: str) -> Question:
    rows = Question.objects.select_related("session__conference", "merged_into")
    found = rows.filter(session=context.subject, number=ids.number(number)).first()
    if found is None:
        raise unknown_refusal()
    return found


def _find_for(act: str, context: Context, number: str) -> Question:
    """Return a question on which a moderator may act now. Refuses `question.wrong_state`, `question.claimed`."""
    row = _find(context, number)
    rules.check_act(act, row.state)
    _check_claim(context, row)
    return row


def _check_claim(context: Context, row: Question) -> None:
    """Check that no other moderator works on a question. Refuses `question.claimed`."""
    if rules.is_claimed_by_another(row.claimed_by, row.claimed_at, context.seat.participant, context.now):
        name = Participant.objects.filter(pk=row.claimed_by).values_list("name", flat=True).first()
        raise Refusal(
            "question.claimed",
            f"{name or 'Another moderator'} is working on this question. Choose another, or take it over first.",
        )


def _find_own(context: Context, number: str) -> Question:
    row = _find(context, number)
    if row.person != context.seat.person:
        raise Refusal("question.not_yours", "This is not your question. Only its asker can do this.")
    return row


def _mark_votes_changed(context: Context, row: Question) -> None:
    """Send all numbers of votes again, and to those who voted for a question which question has their vote."""
    mark_counts_changed(context.stream)
    for person in Vote.objects.filter(question=row).values_list("person", flat=True):
        signals.mark_changed(context.stream, MY_VOTES, person)


def _journal(
    context: Context,
    event: Event,
    changed: list[Model],
    audience: Audience = Audience.EVERYONE,
    named: bool = True,
    gone: Sequence[Model] = (),
) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        gone=gone,
        actor=context.seat.person,
        acting_as=context.seat.participant if named else None,
        audience=audience,
    )


REACTIONS = [Reaction(Inscribed, count_as_asked_from_floor), Reaction(SessionClosed, show_votes_at_closing)]
