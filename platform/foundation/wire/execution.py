"""Executes a command: parses it, checks permission, runs it and stores the answer, in one transaction.

Commands that thousands may send in the same second, which are votes, are executed in batches: one transaction for many.
"""

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import DatabaseError, IntegrityError, transaction
from pydantic import ValidationError

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.roles import session_of
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import State, Subject
from foundation.database import TRIES, retry_after_deadlock, write_transaction
from foundation.database_log_filter import is_disk_full
from foundation.http.problems import DISK_FULL
from foundation.ids import kind
from foundation.journal import services as journal
from foundation.journal.models import Answer, Stream
from foundation.messages.protocol import Command, CommandFrame, Done, Refused
from foundation.messages.schema import type_of
from foundation.refusals import Refusal
from foundation.registry import BatchedCommand, Context, Handler, StreamFacts, registry

logger = logging.getLogger(__name__)

ANSWERS_KEPT_FOR = timedelta(hours=24)


ParsedCommand = tuple[Handler, Command]


def execute(
    seat: Seat, frame: CommandFrame, address: str = "", parsed: ParsedCommand | None = None
) -> Done | Refused:
    """Execute a command once, however often it is sent. The same id gets the same answer.

    `address` is the address of the client that sends it, for the audit log. A caller in a transaction gives what
    `parse_command` returned before.

    Refusals, besides those of the service: `wire.unknown_command`, `wire.bad_command`, `wire.wrong_stream`,
    `wire.unknown_stream`, `wire.wrong_conference`, `wire.forbidden`, `wire.id_reused`, `seat.withdrawn`.
    """
    try:
        handler, command = parsed or parse_command(frame)
        if handler.run_batch is not None:
            return execute_batch([SentCommand(seat, frame)])[0]
        try:
            return _execute_once(seat, frame, handler, command, address)
        except IntegrityError:
            # Two copies ran at the same moment. The other one was stored first, so its answer is returned now.
            return _execute_once(seat, frame, handler, command, address)
    except Refusal as refusal:
        return _refused(frame, refusal)
    except (DatabaseError, OSError) as error:
        return _not_stored(error, [frame])[0]


def _not_stored(error: Exception, frames: Sequence[CommandFrame]) -> list[Done | Refused]:
    """The answers to commands that were not executed because the disk is full. They are not stored either, so that each
    may be sent again under its id. Raises any other error.
    """
    if not is_disk_full(error):
        raise error
    logger.error("Commands are refused because the disk is full", exc_info=error)
    return [_refused(frame, DISK_FULL) for frame in frames]


def _refused(frame: CommandFrame, refusal: Refusal) -> Refused:
    return Refused(refused=frame.id, code=refusal.code, message=refusal.message, values=refusal.values)


def is_low_priority(seat: Seat, frame: CommandFrame) -> bool:
    """Whether a command waits in the `LowPriorityQueue`: it is not journaled, or its sender is no participant.

    Thousands of seats may send such a command at the same time. Anyone can get a guest's seat, and more than one.
    However many there are, they must not delay the chair's next command.
    """
    return seat.participant is None or not is_journaled(frame)


def is_frequent(seat: Seat, frame: CommandFrame) -> bool:
    """Whether a command has the limit of frequent ones, because who may send it sends it many times a minute."""
    handler = _handler_of(frame)
    if handler is None or not handler.frequent:
        return False
    return registry().allows(seat.roles_in(frame.stream), handler.permission)


def is_journaled(frame: CommandFrame) -> bool:
    """Whether a command is recorded as an event. A vote is not."""
    handler = _handler_of(frame)
    return handler is None or handler.journaled


def _handler_of(frame: CommandFrame) -> Handler | None:
    name = frame.command.get("type")
    return registry().handler(name) if isinstance(name, str) else None


def parse_command(frame: CommandFrame) -> ParsedCommand:
    """The handler and the fields of a command, with cleaned texts. Call it outside of transactions.

    Refuses `wire.unknown_command`, `wire.wrong_stream`, `wire.bad_command`, and what the fields refuse.
    """
    name, handler = frame.command.get("type"), _handler_of(frame)
    if handler is None:
        raise Refusal("wire.unknown_command", "This server does not know that command. Reload the page.")
    if kind(frame.stream) != handler.stream:
        raise Refusal(
            "wire.wrong_stream", f"The command {name} belongs to a stream of kind “{handler.stream}”."
        )
    try:
        return handler, handler.command.model_validate(frame.command, strict=True)
    except ValidationError as error:
        raise Refusal("wire.bad_command", validation_sentence(error)) from None


MESSAGES: dict[str, str] = {
    "greater_than_equal": "“{where}” must be at least {ge}",
    "less_than_equal": "“{where}” must be at most {le}",
    "string_too_long": "“{where}” may have at most {max_length} characters",
    "string_too_short": "“{where}” must have at least {min_length} characters",
    "too_long": "“{where}” may have at most {max_length} items",
    "too_short": "“{where}” must have at least {min_length} items",
    "missing": "“{where}” is missing",
    "extra_forbidden": "this server does not know “{where}”; reload the page",
    "literal_error": "“{where}” must be {expected}",
}
"""The sentence for each error type of Pydantic. Errors of other types have Pydantic's own message."""

LONGEST_INPUT = 40
"""The most characters of an input that the message repeats."""


def validation_sentence(error: ValidationError) -> str:
    """One sentence that says what is wrong with a message and what would be right."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the message"
    words = MESSAGES.get(first["type"], "“{where}”: {msg}")
    said = words.format(where=where, **{"msg": first["msg"], **first.get("ctx", {})})
    sent = first["input"]
    plain = isinstance(sent, (bool, int, float, str)) and 0 < len(str(sent)) <= LONGEST_INPUT
    shown = plain and first["type"] not in ("missing", "extra_forbidden")
    return f"The message is not understood: {said}" + (f" (“{sent}” was sent)." if shown else ".")


def streams_locked_first(handler: Handler, command: Command) -> Collection[str]:
    """The other streams that a command locks, before its own."""
    streams = handler.locks(command)
    return registry().find(streams) if streams else ()


@retry_after_deadlock
def _execute_once(
    seat: Seat, frame: CommandFrame, handler: Handler, command: Command, address: str
) -> Done | Refused:
    with write_transaction():
        for stream in streams_locked_first(handler, command):
            journal.lock(stream)
        if handler.journaled and not journal.lock_known(frame.stream):
            _facts_of_stream(frame.stream)
            journal.lock(frame.stream)
        known = Answer.objects.filter(person=seat.person, command_id=frame.id).first()
        return _stored_reply(frame, known or _run_handler(seat, frame, handler, command, address))


def _digest(frame: CommandFrame) -> str:
    return hashlib.sha256(json.dumps([frame.stream, frame.command], sort_keys=True).encode()).hexdigest()


def _stored_reply(frame: CommandFrame, answer: Answer) -> Done | Refused:
    """The stored answer, if it is the answer to this command."""
    if answer.digest != _digest(frame):
        return Refused(
            refused=frame.id,
            code="wire.id_reused",
            message="This command id was used for another command. Send it with a new id.",
        )
    if answer.code:
        return Refused(refused=frame.id, code=answer.code, message=answer.message, values=answer.values)
    return Done(done=frame.id, seq=answer.seq or 0)


def _run_handler(seat: Seat, frame: CommandFrame, handler: Handler, command: Command, address: str) -> Answer:
    assert handler.run is not None
    answer = Answer(person=seat.person, command_id=frame.id, digest=_digest(frame), at=clock.now())
    try:
        with transaction.atomic():
            seat = seats.current(seat)
            context = Context(seat=seat, stream=frame.stream, now=clock.now())
            check_permission(seat, frame.stream, handler.permission)
            before = _audited_state(handler, context, command)
            handler.run(context, command)
            _audit(handler, context, command, address, before)
            answer.seq = Stream.objects.filter(name=frame.stream).values_list("seq", flat=True).first() or 0
    except Refusal as refusal:
        answer.code, answer.message, answer.values = refusal.code, refusal.message, refusal.values
        registry().note_refusal(seat, frame, refusal.code)
        _audit_refusal(seat, frame.stream, handler, command, refusal.code, address)
    answer.save(force_insert=True)
    return answer


def _audited_state(handler: Handler, context: Context, command: Command) -> State | None:
    return handler.state(context, command) if handler.is_audited and handler.state else None


def _audit(handler: Handler, context: Context, command: Command, address: str, before: State | None) -> None:
    """Record an administrative command that was done."""
    if not handler.is_audited:
        return
    after = _audited_state(handler, context, command)
    about = after or before
    audit.record(
        type_of(handler.command),
        actor=context.seat,
        conference=context.seat.conference,
        subject=about.subject if about else _stream_as_subject(context.stream),
        before=before.values if before else None,
        after=after.values if about and after else _audited_fields(handler, command),
        address=address,
    )


def _audit_refusal(
    seat: Seat, stream: str, handler: Handler, command: Command, code: str, address: str
) -> None:
    """Record an administrative command that was refused. Refusals to people who are no participants are not recorded,
    so that they cannot fill the log.
    """
    if handler.is_audited and seat.participant is not None:
        audit.record(
            type_of(handler.command),
            actor=seat,
            conference=seat.conference,
            subject=_stream_as_subject(stream),
            after=_audited_fields(handler, command),
            address=address,
            result=code,
        )


def _audited_fields(handler: Handler, command: Command) -> dict[str, Any]:
    """The fields of a command, as the audit log stores them."""
    return command.model_dump(mode="json", exclude={"type", *handler.personal})


def _stream_as_subject(stream: str) -> Subject:
    return Subject(kind(stream), stream.partition("/")[2])


class SentCommand(NamedTuple):
    """A command that a person sent, to be executed in a batch."""

    seat: Seat
    frame: CommandFrame

    @property
    def key(self) -> tuple[str, str]:
        """The person and the command's id: the key of its answer."""
        return self.seat.person, self.frame.id


class _ParsedCommand(NamedTuple):
    sent: SentCommand
    handler: Handler
    command: Command


def is_batched(frame: CommandFrame) -> bool:
    """Whether a command is executed in a batch."""
    handler = _handler_of(frame)
    return handler is not None and handler.run_batch is not None


def execute_batch(sent: Sequence[SentCommand]) -> list[Done | Refused]:
    """Execute commands for which `is_batched` holds, in their order and in one transaction.

    Returns for each what `execute` would have returned. A refused command does not affect the others.
    """
    results: list[_ParsedCommand | Refused] = []
    for one in sent:
        try:
            results.append(_ParsedCommand(one, *parse_command(one.frame)))
        except Refusal as refusal:
            results.append(_refused(one.frame, refusal))
    parsed = [one for one in results if isinstance(one, _ParsedCommand)]
    try:
        answers = _answer_batch(parsed)
    except (DatabaseError, OSError) as error:
        refused = iter(_not_stored(error, [one.sent.frame for one in parsed]))
        return [one if isinstance(one, Refused) else next(refused) for one in results]
    return [
        one if isinstance(one, Refused) else _stored_reply(one.sent.frame, answers[one.sent.key])
        for one in results
    ]


def _answer_batch(parsed: Sequence[_ParsedCommand]) -> dict[tuple[str, str], Answer]:
    for _ in range(TRIES - 1):
        try:
            return _run_batch(parsed)
        except IntegrityError:
            # Another process has just stored the answer to one of these commands. It is found now.
            continue
    return _run_batch(parsed)


@retry_after_deadlock
def _run_batch(parsed: Sequence[_ParsedCommand]) -> dict[tuple[str, str], Answer]:
    """The answers, by person and command id: those that were stored before, and those of the commands run now."""
    with write_transaction():
        now = clock.now()
        answers = _stored_answers(parsed)
        revisions = seats.revisions_of([one.sent.seat for one in parsed])
        streams = registry().find({one.sent.frame.stream for one in parsed})
        new: dict[tuple[str, str], Answer] = {}
        batches: dict[tuple[str, int], list[tuple[_ParsedCommand, Seat]]] = defaultdict(list)
        for one in parsed:
            (seat, frame), handler = one.sent, one.handler
            if one.sent.key in answers or one.sent.key in new:
                continue
            new[one.sent.key] = Answer(person=seat.person, command_id=frame.id, digest=_digest(frame), at=now)
            try:
                seat = seats.overrule(seat, revisions.get((seat.person, seat.conference)))
                if over := seats.refusal(seat):
                    raise over
                if frame.stream not in streams:
                    raise unknown_stream_refusal()
                check_permission_in(streams[frame.stream], seat, handler.permission, frame.stream)
                batches[frame.stream, id(handler.run_batch)].append((one, seat))
            except Refusal as refusal:
                _store_refusal(new[one.sent.key], one, refusal)
        for (stream, _), batch in batches.items():
            run = batch[0][0].handler.run_batch
            assert run is not None
            refusals = run(stream, [BatchedCommand(seat, one.command) for one, seat in batch], now)
            seq = Stream.objects.filter(name=stream).values_list("seq", flat=True).first() or 0
            for (one, _), refused in zip(batch, refusals, strict=True):
                if refused is None:
                    new[one.sent.key].seq = seq
                else:
                    _store_refusal(new[one.sent.key], one, refused)
        # In the same order in all processes: otherwise two batches with the same ids could wait for each other.
        Answer.objects.bulk_create([new[key] for key in sorted(new)])
        return answers | new


def _stored_answers(parsed: Sequence[_ParsedCommand]) -> dict[tuple[str, str], Answer]:
    keys = {one.sent.key for one in parsed}
    rows = Answer.objects.filter(
        person__in={person for person, _ in keys}, command_id__in={number for _, number in keys}
    )
    return {key: row for row in rows if (key := (row.person, row.command_id)) in keys}


def _store_refusal(answer: Answer, parsed: _ParsedCommand, refusal: Refusal) -> None:
    answer.code, answer.message, answer.values = refusal.code, refusal.message, refusal.values
    registry().note_refusal(parsed.sent.seat, parsed.sent.frame, refusal.code)


def _facts_of_stream(stream: str) -> StreamFacts:
    found = registry().find([stream]).get(stream)
    if found is None:
        raise unknown_stream_refusal()
    return found


def unknown_stream_refusal() -> Refusal:
    """The refusal `wire.unknown_stream`."""
    return Refusal(
        "wire.unknown_stream",
        "There is no such conference or session. Check the address, or ask who sent it to you.",
    )


def follow_permission(stream: str) -> str:
    """The permission to follow a stream: `wire.follow_session` for `session/4`."""
    return f"wire.follow_{kind(stream)}"


def check_permission(seat: Seat, stream: str, permission: str) -> None:
    """Check that a seat may do this in a stream.

    Refuses a seat of another conference, one that the stream's access policy keeps out, one whose roles lack the
    permission, and a permission that the stream withholds from all.
    """
    check_permission_in(_facts_of_stream(stream), seat, permission, stream)


def check_permission_in(found: StreamFacts, seat: Seat, permission: str, stream: str) -> None:
    """Check that a seat may do this in a stream that was found already. Does not query the database."""
    if found.conference != seat.conference:
        raise Refusal("wire.wrong_conference", "Your seat is in another conference. Take a seat in this one.")
    if seat.session and session_of(stream) != seat.session and permission != "wire.follow_conference":
        raise seats.other_session_refusal()
    if found.access:
        registry().check_entrance(seat, stream, found.access)
    if permission in found.withheld:
        raise Refusal("wire.withheld", "The demo allows this to nobody, because others use it too.")
    check_roles(seat, permission, stream)


def check_roles(seat: Seat, permission: str, stream: str) -> None:
    """Check that a seat's roles in the stream have the permission. Does not query the database."""
    if not registry().allows(seat.roles_in(stream), permission):
        raise Refusal("wire.forbidden", "Your role does not allow this. Ask a moderator.")


def forget_old() -> None:
    """Delete answers older than 24 hours."""
    with write_transaction():
        Answer.objects.filter(at__lt=clock.now() - ANSWERS_KEPT_FOR).delete()
