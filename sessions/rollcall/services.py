"""The only writer of roll calls and decisions (FL22)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django.db.models import Model

from foundation.journal import services as journal
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, SignalSource
from foundation.wire import signals
from sessions import permissions
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.parties.services import party_named
from sessions.presence.models import CheckIn
from sessions.presence.services import parties_here
from sessions.programme.models import Session
from sessions.programme.protocol import SessionState
from sessions.programme.services import find_session
from sessions.rollcall import models, protocol, rules
from sessions.rollcall.rules import CountedPresence, Roll


def open_roll(context: Context, command: protocol.OpenRollCall) -> None:
    """Open a roll call of the delegations that are accredited now (FL22)."""
    session = find_session(context.subject)
    parties = Party.objects.filter(conference=session.conference_id, accredited=True).order_by("pk")
    accredited = [str(pk) for pk in parties.values_list("pk", flat=True)]
    last = _last_roll_call(session)
    rules.check_new_roll(_session_state(session), _as_roll(last), accredited)
    row = models.RollCall.objects.create(
        session=session,
        number=last.number + 1 if last else 1,
        opened_at=context.now,
        accredited=accredited,
        needed_to_open=rules.quorum(session.quorum_to_open, len(accredited)),
        needed_to_decide=rules.quorum(session.quorum_to_decide, len(accredited)),
    )
    event = protocol.RollCallOpened(roll_call=str(row.number), accredited=len(accredited))
    _journal(context, event, [row])


def answer(context: Context, command: protocol.AnswerRollCall) -> None:
    """Answer the roll call: a member for its party, an operator or a moderator for any party (FL22)."""
    session, party = find_session(context.subject), party_named(context, command.party)
    own = context.seat.party == str(party.pk)
    if not own and not permissions.allows(context.roles, "rollcall.answer_others"):
        raise Refusal(
            "rollcall.not_yours",
            "You answer for your own delegation alone. Let the others answer for theirs.",
        )
    last = _last_roll_call(session)
    rules.check_answer(
        _session_state(session), _as_roll(last), command.roll_call, str(party.pk), command.present
    )
    assert last is not None
    place = cast(Place, context.seat.place) if own else party.place
    event = protocol.RollCallAnswered(
        roll_call=command.roll_call, party=str(party.pk), present=command.present, place=place
    )
    if command.present:
        by = context.seat.participant or ""
        row = last.answers.create(party=party, place=place, at=context.now, answered_by=by)
        _journal(context, event, [row])
    else:
        row = last.answers.get(party=party)
        _journal(context, event, gone=[row])
        row.delete()


def close_roll(context: Context, command: protocol.CloseRollCall) -> None:
    """Close a roll call. Its result is an event (FL22)."""
    row = _last_roll_call(find_session(context.subject))
    roll = rules.find_open_roll(_as_roll(row), command.roll_call)
    assert row is not None
    row.closed_at = context.now
    row.save(update_fields=["closed_at"])
    answers = list(row.answers.select_related("roll_call").order_by("at", "pk"))
    event = protocol.RollCallClosed(
        roll_call=command.roll_call,
        present=[str(each.party_id) for each in answers],
        accredited=len(roll.accredited),
        may_open=roll.may_open,
        may_decide=roll.may_decide,
    )
    _journal(context, event, [row, *answers])
    signals.mark_changed(context.stream, protocol.SIGNAL)


def record_decision(context: Context, command: protocol.RecordDecision) -> None:
    """Record a decision with the quorum (FL22)."""
    session = find_session(context.subject)
    last = _last_roll_call(session)
    roll = rules.check_decision(_session_state(session), _as_roll(last))
    assert last is not None
    row = models.Decision.objects.create(
        session=session,
        number=session.decisions.count() + 1,
        text=command.text,
        at=context.now,
        roll_call=last,
        present=len(roll.present),
        accredited=len(roll.accredited),
        needed=roll.needed_to_decide,
    )
    event = protocol.DecisionRecorded(
        decision=str(row.number),
        text=row.text,
        roll_call=roll.number,
        present=[str(each.party_id) for each in last.answers.order_by("at", "pk")],
        accredited=row.accredited,
        needed=row.needed,
    )
    _journal(context, event, [row])


def counted_presence(session: Session) -> CountedPresence:
    """The presence that counts for the quorum to decide. It is that of the last closed roll call, or without one, of
    the accredited parties that are connected or checked in (FL22).
    """
    last = _last_closed_roll_call(session)
    if last is not None:
        present = tuple(str(each.party_id) for each in last.answers.order_by("at", "pk"))
        return CountedPresence("roll_call", present, tuple(last.accredited), last.needed_to_decide)
    rows = Party.objects.filter(conference=session.conference_id, accredited=True).order_by("pk")
    accredited = tuple(str(pk) for pk in rows.values_list("pk", flat=True))
    here = parties_here(session)
    needed = rules.quorum(session.quorum_to_decide, len(accredited))
    return CountedPresence("presence", tuple(key for key in accredited if key in here), accredited, needed)


def decided_by_vote(session: Session, now: datetime, *, by_roll_call: bool, **fields: Any) -> models.Decision:
    """Make the row of the decision by which a vote decided a proposal. `fields` are the vote's own figures of the
    quorum, and what it decided. The vote's event reports it.
    """
    return models.Decision.objects.create(
        session=session,
        number=session.decisions.count() + 1,
        at=now,
        roll_call=_last_closed_roll_call(session) if by_roll_call else None,
        **fields,
    )


def check_opening(session: Session) -> None:
    """Check that the last roll call lets the session open (FL22). Refuses `rollcall.no_quorum`."""
    last = _last_roll_call(session)
    rules.check_opening(_as_roll(last))


def check_closing(session: Session) -> None:
    """Check that no roll call is open, so that the session can be closed or adjourned. Refuses
    `rollcall.still_open`.
    """
    last = _last_roll_call(session)
    rules.check_closing(_as_roll(last))


def _last_closed_roll_call(session: Session) -> models.RollCall | None:
    return session.roll_calls.filter(closed_at__isnull=False).order_by("number").last()


def _last_roll_call(session: Session) -> models.RollCall | None:
    return session.roll_calls.order_by("number").last()


def _as_roll(row: models.RollCall | None) -> Roll | None:
    if row is None:
        return None
    return Roll(
        number=str(row.number),
        open=row.closed_at is None,
        accredited=frozenset(row.accredited),
        present=frozenset(str(pk) for pk in row.answers.values_list("party", flat=True)),
        needed_to_open=row.needed_to_open,
        needed_to_decide=row.needed_to_decide,
    )


def _session_state(session: Session) -> SessionState:
    return session.state


def _journal(
    context: Context, event: Event, changed: Iterable[Model] = (), gone: Iterable[Model] = ()
) -> None:
    by: dict[str, Any] = {"actor": context.seat.person, "acting_as": context.seat.participant}
    journal.append(context.stream, event, at=context.now, changed=changed, gone=gone, **by)


def quorum_signal(session_id: int) -> protocol.Quorum:
    """The signal `rollcall.quorum` of a session."""
    found = counted_presence(find_session(session_id))
    return protocol.Quorum(
        counted_by=found.counted_by,
        present=len(found.present),
        accredited=len(found.accredited),
        needed=found.needed,
    )


SIGNALS = [
    SignalSource(
        protocol.SIGNAL,
        "session",
        read=quorum_signal,
        of_presence="participants",
        permission="rollcall.open",
        depends_on=(CheckIn, Party, Session),
    )
]
