"""The only writer of language channels."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from foundation.audit.services import State, Subject
from foundation.ids import number, subject
from foundation.journal import services as journal
from foundation.messages import edits
from foundation.messages.protocol import Event
from foundation.registry import Context, Reaction
from sessions.models import SessionRole
from sessions.parties.protocol import Left
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session
from sessions.roles import services as roles
from sessions.roles.protocol import SessionRoleGiven, SessionRoleTaken
from sessions.roles.rules import SIGN_LANGUAGES
from streaming.equipment_keys import services as keys
from streaming.equipment_keys.protocol import BoothKeyRevoked
from streaming.interpretation import protocol, rules
from streaming.interpretation.models import InterpretationPolicy, LanguageChannel
from streaming.interpretation.rules import Booth, Routing


def set_channels(context: Context, command: protocol.SetChannels) -> None:
    """Set the languages into which a session is interpreted. Channels that stay keep who is on duty. The interpreters
    of those that go lose that role.

    Refuses `session.closed`, `interpretation.repeated_language`, `edit.changed_meanwhile`, `decision.under_way`.
    """
    session = find_session(context.subject)
    check_not_closed(session.state)
    sign = _sign_channel(context)
    rules.check_languages([*command.languages, *([sign.language] if sign else [])])
    before = {row.language: row for row in _channels(context.subject)}
    if command.seen is not None and command.languages != list(before):
        edits.check_seen("languages", tuple(command.seen), tuple(before))
    gone = [row for language, row in before.items() if language not in command.languages]
    changed = []
    for position, language in enumerate(command.languages):
        row = before.get(language) or LanguageChannel(session=session, language=language, position=-1)
        incoming = row.incoming if row.incoming in command.languages else ""
        is_closed = bool(row.outgoing) and row.outgoing not in command.languages
        if (row.position, row.incoming) != (position, incoming) or is_closed:
            row.position, row.incoming = position, incoming
            if is_closed:
                _leave_closed_channel(row)
            row.save()
            changed.append(row)
    if not gone and not changed:
        return
    if sign and sign.incoming not in ("", *command.languages):
        sign.incoming = ""
        sign.save(update_fields=["incoming"])
        changed.append(sign)
    ids = [row.pk for row in gone]
    LanguageChannel.objects.filter(pk__in=ids).delete()
    event = protocol.ChannelsSet(languages=command.languages)
    _journal(context, event, _settle_holders(context.subject, changed), gone)
    roles.take_interpreters(context, session, [row.language for row in gone])


def open_channel(stream: str, event: SessionRoleGiven, now: datetime) -> list[Model]:
    """Open the channel into which somebody was assigned to interpret, unless the session has it. A session has one sign
    language, so another is not opened.

    The caller holds the session's stream. Refuses `interpretation.too_many_languages`.
    """
    session = find_session(number(event.session))
    language = event.language
    if event.role != "interpreter" or not language or session.state == "closed":
        return []
    known = session.language_channels.order_by("position")
    if known.filter(language=language).exists():
        return []
    spoken = [row.language for row in known if not row.signed]
    if language in SIGN_LANGUAGES:
        if known.filter(signed=True).exists():
            return []
        row = LanguageChannel.objects.create(session=session, language=language, signed=True, position=0)
        opened: Event = protocol.SignChannelSet(language=language)
    else:
        rules.check_room(len(spoken))
        row = LanguageChannel.objects.create(session=session, language=language, position=len(spoken))
        opened = protocol.ChannelsSet(languages=[*spoken, language])
    journal.append(session.stream, opened, at=now, changed=_settle_holders(session.pk, [row]))
    return []


def channels_of(context: Context, command: protocol.SetChannels) -> State:
    """The languages of a session, for the audit log."""
    session = find_session(context.subject)
    languages = [row.language for row in _channels(context.subject)]
    return State(Subject("session", str(session.pk), str(session)), {"languages": languages})


def set_sign_channel(context: Context, command: protocol.SetSignChannel) -> None:
    """Set the sign language into which a session is interpreted, or none.

    Refuses `session.closed`, `interpretation.repeated_language`, `edit.changed_meanwhile`, `decision.under_way`.
    """
    session = find_session(context.subject)
    check_not_closed(session.state)
    before = _sign_channel(context)
    present = before.language if before else ""
    if command.language == present:
        return
    if command.seen is not None:
        edits.check_seen("sign language", command.seen, present)
    rules.check_languages([*(row.language for row in _channels(context.subject)), command.language])
    gone, changed = [], []
    if before:
        gone.append(LanguageChannel(pk=before.pk, session=session, language=before.language, signed=True))
        before.delete()
    if command.language:
        shown = before is not None and before.on_hall_screen
        values: dict[str, Any] = {"language": command.language, "signed": True, "on_hall_screen": shown}
        changed.append(LanguageChannel.objects.create(session=session, position=0, **values))
    _journal(context, protocol.SignChannelSet(language=command.language), changed, gone)
    roles.take_interpreters(context, session, [row.language for row in gone])


def sign_channel_of(context: Context, command: protocol.SetSignChannel) -> State:
    """The sign language of a session, for the audit log."""
    session, row = find_session(context.subject), _sign_channel(context)
    return State(
        Subject("session", str(session.pk), str(session)), {"sign_language": row.language if row else ""}
    )


def show_sign_in_hall(context: Context, command: protocol.ShowSignInHall) -> None:
    """Show the sign-language interpreter on the hall screen, or no longer.

    Refuses `session.closed`, `interpretation.unknown_language`.
    """
    check_not_closed(find_session(context.subject).state)
    row = _sign_channel(context)
    if row is None:
        raise rules.unknown_language_refusal()
    if row.on_hall_screen == command.shown:
        return
    row.on_hall_screen = command.shown
    row.save(update_fields=["on_hall_screen"])
    _journal(context, protocol.SignShownInHall(shown=command.shown), [row])


def go_on_duty(context: Context, command: protocol.GoOnDuty) -> None:
    """Begin to interpret into a channel. It has no effect if the sender is on duty there.

    Refuses `interpretation.not_assigned`, `interpretation.occupied`.
    """
    row = _channel(context, command.language)
    interpreters = interpreters_of(row)
    participant = rules.check_assigned(context.seat.participant, interpreters)
    booth = rules.go_on_duty(_booth(row), participant, interpreters)
    if row.on_duty_id == int(participant):
        return
    event = protocol.WentOnDuty(language=row.language, participant=participant)
    others = _leave_other_booths(context, row, participant)
    _write_booth(row, booth, context.now)
    _journal_booths(context, event, [row, *others, *_displace(context, row)])


def _displace(
    context: Context, row: LanguageChannel, meeting: protocol.Meeting | None = None
) -> Sequence[LanguageChannel]:
    """Take the booth off duty in whose channel this booth came on duty. Refuses what the rule refuses."""
    if row.signed:
        return []
    rows = {one.language: one for one in _channels(context.subject)}
    other = rules.displaced_booth(row.language, _routings(rows.values()), meeting or _meeting(context))
    if other is None:
        return []
    rules.check_hall_off_duty(_booth(rows[other]))
    _write_booth(rows[other], Booth(), context.now)
    return [rows[other]]


def _leave_other_booths(
    context: Context, row: LanguageChannel, participant: str
) -> Sequence[LanguageChannel]:
    """Take a participant off duty in the other channels of the session, because one source is in one channel."""
    elsewhere = LanguageChannel.objects.filter(session=context.subject, on_duty=int(participant))
    others = list(elsewhere.exclude(pk=row.pk).order_by("position"))
    for one in others:
        _write_booth(one, Booth(), context.now)
    return others


def go_off_duty(context: Context, command: protocol.GoOffDuty) -> None:
    """Stop interpreting. Refuses `interpretation.not_on_duty`."""
    row = _channel(context, command.language)
    booth = rules.go_off_duty(_booth(row), context.seat.participant)
    event = protocol.WentOffDuty(language=row.language, participant=str(row.on_duty_id))
    _store_booth(context, row, booth, event)


def put_hall_on_duty(context: Context, command: protocol.PutHallOnDuty) -> None:
    """Let the hall's booth interpret. It has no effect if it is on duty. Refuses `interpretation.no_hall_booth`."""
    row = _channel(context, command.language)
    if row.signed:
        raise rules.unknown_language_refusal()
    key = keys.booth_key(row.session_id, row.language)
    booth = rules.put_hall_on_duty(None if key is None else str(key.pk))
    if booth == _booth(row):
        return
    routing = rules.choose_outgoing(row.language, row.language, _routings(_channels(context.subject)))
    row.incoming, row.outgoing = routing.incoming, ""
    _write_booth(row, booth, context.now)
    event = protocol.HallWentOnDuty(language=row.language)
    _journal_booths(context, event, [row, *_displace(context, row, "override")])


def take_hall_off_duty(context: Context, command: protocol.TakeHallOffDuty) -> None:
    """Let the hall's booth interpret no more. Refuses `interpretation.hall_not_on_duty`."""
    row = _channel(context, command.language)
    booth = rules.take_hall_off_duty(_booth(row))
    _store_booth(context, row, booth, protocol.HallWentOffDuty(language=row.language))


def end_duty_of_key(stream: str, event: BoothKeyRevoked, now: datetime) -> list[LanguageChannel]:
    """Take the hall's booth of a language off duty, because its key was revoked."""
    session = subject(stream)
    row = LanguageChannel.objects.filter(
        session=session, language=event.language, hall_booth__isnull=False
    ).first()
    if row is None:
        return []
    row.hall_booth = row.since = None
    row.save(update_fields=["hall_booth", "since"])
    return _settle_holders(session, [row])


def end_duty_of_person(stream: str, event: SessionRoleTaken | Left, now: datetime) -> list[Model]:
    """Take a participant out of the booths of which it is no interpreter any more: off duty, and out of the handover
    that waits. It would be heard there otherwise, or the clock would stop for it.

    The caller holds the streams of the sessions.
    """
    who = number(event.participant)
    in_booth = Q(on_duty=who) | Q(offered_to=who) | Q(offered_by=who)
    rows = LanguageChannel.objects.filter(in_booth).exclude(session__state="closed")
    if isinstance(event, SessionRoleTaken):
        rows = rows.filter(session=number(event.session)) if event.role == "interpreter" else rows.none()
    for row in rows.select_related("session").order_by("session", "position"):
        if event.participant in interpreters_of(row):
            continue
        if row.on_duty_id == who:
            _write_booth(row, Booth(), now)
            ended: Event = protocol.WentOffDuty(language=row.language, participant=event.participant)
        else:
            _write_booth(row, Booth(on_duty=_booth(row).on_duty), now)
            ended = protocol.HandoverCancelled(language=row.language)
        journal.append(row.session.stream, ended, at=now, changed=_settle_holders(row.session_id, [row]))
    return []


REACTIONS = [
    Reaction(BoothKeyRevoked, end_duty_of_key),
    Reaction(SessionRoleGiven, open_channel),
    Reaction(SessionRoleTaken, end_duty_of_person),
    Reaction(Left, end_duty_of_person),
]


def hand_over(context: Context, command: protocol.HandOverBooth) -> None:
    """Offer a handover, or make it now. Refuses `interpretation.not_assigned`, and what the rule refuses."""
    row = _channel(context, command.language)
    interpreters = interpreters_of(row)
    sender = rules.check_assigned(context.seat.participant, interpreters)
    to = rules.check_assigned(command.to, interpreters)
    booth = rules.hand_over(_booth(row), sender, to, now=command.now)
    if command.now:
        _hand_over_to(context, row, booth, to)
        return
    _store_booth(context, row, booth, protocol.HandoverOffered(language=row.language, to=to, by=sender))


def accept_handover(context: Context, command: protocol.AcceptHandover) -> None:
    """Accept a handover. Refuses `interpretation.not_assigned`, and what the rule refuses."""
    row = _channel(context, command.language)
    booth = rules.accept_handover(_booth(row), context.seat.participant)
    to = rules.check_assigned(booth.on_duty, interpreters_of(row))
    _hand_over_to(context, row, booth, to)


def _hand_over_to(context: Context, row: LanguageChannel, booth: Booth, to: str) -> None:
    others = _leave_other_booths(context, row, to)
    _store_booth(context, row, booth, protocol.BoothHandedOver(language=row.language, to=to), *others)


def cancel_handover(context: Context, command: protocol.CancelHandover) -> None:
    """Take back or decline a handover. Refuses what the rule refuses."""
    row = _channel(context, command.language)
    booth = rules.cancel_handover(_booth(row), context.seat.participant)
    _store_booth(context, row, booth, protocol.HandoverCancelled(language=row.language))


def choose_incoming(context: Context, command: protocol.ChooseIncoming) -> None:
    """Choose what a booth interprets from.

    Refuses `interpretation.not_assigned`, `interpretation.unknown_language`, `interpretation.circular`.
    """
    row = _assigned_channel(context, command.language)
    rules.check_incoming(row.language, command.incoming, _routings([*_channels(context.subject), row]))
    if row.incoming == command.incoming:
        return
    row.incoming = command.incoming
    row.save(update_fields=["incoming"])
    event = protocol.IncomingChosen(language=row.language, incoming=row.incoming)
    _journal(context, event, [row])


def choose_outgoing(context: Context, command: protocol.ChooseOutgoing) -> None:
    """Choose the channel into which a booth works.

    Refuses `interpretation.not_assigned`, `interpretation.unknown_language`, `interpretation.channel_held`.
    """
    row = _assigned_channel(context, command.language)
    if row.signed:
        raise rules.unknown_language_refusal()
    rules.check_hall_off_duty(_booth(row))
    routing = rules.choose_outgoing(row.language, command.outgoing, _routings(_channels(context.subject)))
    if routing == _routing(row):
        return
    is_own = routing.outgoing == row.language
    row.incoming, row.outgoing = routing.incoming, "" if is_own else routing.outgoing
    row.second = row.outgoing or row.second
    row.save(update_fields=["incoming", "outgoing", "second"])
    event = protocol.OutgoingChosen(language=row.language, outgoing=routing.outgoing)
    others = _displace(context, row) if routing.is_on_duty else []
    _journal_booths(context, event, [row, *others])


def set_policy(context: Context, command: protocol.SetInterpretationPolicy) -> None:
    """Set how the booths of a session work together. Refuses `session.closed`."""
    session = find_session(context.subject)
    check_not_closed(session.state)
    policy = _policy(context)
    before = (policy.meeting, policy.holds_clock)
    policy.meeting = command.meeting or policy.meeting
    policy.holds_clock = policy.holds_clock if command.holds_clock is None else command.holds_clock
    if policy.pk and (policy.meeting, policy.holds_clock) == before:
        return
    policy.save()
    event = protocol.InterpretationPolicySet(meeting=policy.meeting, holds_clock=policy.holds_clock)
    _journal(context, event, [policy])


def policy_of(context: Context, command: protocol.SetInterpretationPolicy) -> State:
    """How the booths of a session work together, for the audit log."""
    session = find_session(context.subject)
    policy = _policy(context)
    values = {"meeting": policy.meeting, "holds_clock": policy.holds_clock}
    return State(Subject("session", str(session.pk), str(session)), values)


def _policy(context: Context) -> InterpretationPolicy:
    """The policy of the session, not stored yet if it was never set."""
    session = find_session(context.subject)
    return InterpretationPolicy.objects.filter(session=session).first() or InterpretationPolicy(
        session=session
    )


def _meeting(context: Context) -> protocol.Meeting:
    return _policy(context).meeting


def ask_slower(context: Context, command: protocol.AskSlower) -> None:
    """Ask the speaker to slow down. Refuses `interpretation.not_assigned`."""
    row = _assigned_channel(context, command.language)
    row.slower_asked_at = context.now
    row.save(update_fields=["slower_asked_at"])
    _journal(context, protocol.SlowerAsked(language=row.language), [row])


def report_sound(context: Context, command: protocol.ReportSound) -> None:
    """Report that what the booth hears is bad. Refuses `interpretation.not_assigned`."""
    row = _assigned_channel(context, command.language)
    row.sound_reported_at = context.now
    row.save(update_fields=["sound_reported_at"])
    _journal(context, protocol.SoundReported(language=row.language), [row])


def interpreters_of(row: LanguageChannel) -> list[str]:
    """The participants who are assigned to a channel, or to any channel of its session, by id."""
    assigned = SessionRole.objects.filter(
        session=row.session_id, role="interpreter", language__in=(row.language, "")
    )
    return [str(participant) for participant in assigned.values_list("participant", flat=True).order_by("pk")]


def check_interprets(session: int, language: str, participant: str | None) -> None:
    """Check that a participant interprets in a booth that has sound.

    Refuses `interpretation.unknown_language` and `interpretation.not_assigned`.
    """
    row = LanguageChannel.objects.filter(session=session, language=language, signed=False).first()
    if row is None:
        raise rules.unknown_language_refusal()
    rules.check_assigned(participant, interpreters_of(row))


def _channels(session: int) -> list[LanguageChannel]:
    """The channels of a session that have sound."""
    return list(LanguageChannel.objects.filter(session=session, signed=False).order_by("position"))


def _sign_channel(context: Context) -> LanguageChannel | None:
    return LanguageChannel.objects.filter(session=context.subject, signed=True).first()


def _channel(context: Context, language: str) -> LanguageChannel:
    """A channel of a session that is not closed. Refuses `session.closed`, `interpretation.unknown_language`."""
    check_not_closed(find_session(context.subject).state)
    row = LanguageChannel.objects.filter(session=context.subject, language=language).first()
    if row is None:
        raise rules.unknown_language_refusal()
    return row


def _assigned_channel(context: Context, language: str) -> LanguageChannel:
    row = _channel(context, language)
    rules.check_assigned(context.seat.participant, interpreters_of(row))
    return row


def _booth(row: LanguageChannel) -> Booth:
    ids = (row.on_duty_id, row.offered_to_id, row.offered_by_id, row.hall_booth_id)
    return Booth(*(None if one is None else str(one) for one in ids))


def _write_booth(row: LanguageChannel, booth: Booth, now: datetime) -> None:
    on_duty, to, by, hall = (
        None if one is None else number(one)
        for one in (booth.on_duty, booth.offered_to, booth.offered_by, booth.hall_booth)
    )
    if (row.on_duty_id, row.hall_booth_id) != (on_duty, hall):
        row.since = None if on_duty is None and hall is None else now
    row.on_duty_id, row.offered_to_id, row.offered_by_id, row.hall_booth_id = on_duty, to, by, hall
    row.save()


def _leave_closed_channel(row: LanguageChannel) -> None:
    """Let a booth work into its own channel, because the other was closed. It goes off duty and hears the floor."""
    row.outgoing = row.second = row.incoming = ""
    row.hall_booth = None
    row.on_duty = row.since = row.offered_to = row.offered_by = None


def _store_booth(
    context: Context, row: LanguageChannel, booth: Booth, event: Event, *others: LanguageChannel
) -> None:
    _write_booth(row, booth, context.now)
    _journal_booths(context, event, [row, *others])


def _journal_booths(context: Context, event: Event, changed: Sequence[LanguageChannel]) -> None:
    _journal(context, event, _settle_holders(context.subject, changed))


def _settle_holders(session: int, changed: Sequence[LanguageChannel]) -> list[LanguageChannel]:
    """Store which booth is heard in each channel. Returns the rows of `changed`, and those that changed by this."""
    rows = _channels(session)
    holders = rules.holders(_routings(rows))
    settled = [row for row in changed if row.signed]
    for row in rows:
        held_by = next(iter(holders.get(row.language, ())), "")
        if row.held_by != held_by:
            row.held_by = held_by
            row.save(update_fields=["held_by"])
            settled.append(row)
        elif row in changed:
            settled.append(row)
    return settled


def _routings(rows: Iterable[LanguageChannel]) -> dict[str, Routing]:
    return {row.language: _routing(row) for row in rows}


def _routing(row: LanguageChannel) -> Routing:
    return Routing(row.incoming, row.outgoing or row.language, row.is_on_duty)


def _journal(
    context: Context, event: Event, changed: Sequence[Model], gone: Sequence[LanguageChannel] = ()
) -> None:
    by: dict[str, Any] = {"actor": context.seat.person, "acting_as": context.seat.participant}
    journal.append(context.stream, event, at=context.now, changed=changed, gone=gone, **by)
