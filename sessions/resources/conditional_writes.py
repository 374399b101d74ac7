"""Runs commands for REST requests: only if nobody changed the row meanwhile, and once for each Idempotency-Key."""

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import IntegrityError
from rest_framework.request import Request

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.database import retry_after_deadlock, write_transaction
from foundation.http.client_ip import address
from foundation.http.problems import problem_body, status_of
from foundation.journal import services as journal
from foundation.messages.protocol import CommandFrame, Refused
from foundation.refusals import Refusal
from foundation.wire.execution import ParsedCommand, execute, parse_command
from sessions.api_tokens.models import KeptAnswer

KEPT = timedelta(hours=24)
KEY = r"^[!-~]{1,120}$"


@dataclass(frozen=True)
class StoredResponse:
    """The answer to a request. `is_repeated`: it is the stored answer to an earlier, equal request."""

    status: int
    body: Any
    is_repeated: bool = False


def etag(shown: Any) -> str:
    """The strong validator of a representation (RFC 9110, section 8.8.3)."""
    text = json.dumps(shown, sort_keys=True, ensure_ascii=False)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def check_match(request: Request, shown: Any) -> None:
    """Check that the If-Match header of a request names the present version. Refuses `http.changed`."""
    given = request.headers.get("If-Match", "*").strip()
    if given != "*" and etag(shown) not in {each.strip() for each in given.split(",")}:
        raise Refusal(
            "http.changed",
            "Somebody changed this since you read it. Read it again, and change what stands there now.",
        )


class PreparedCommand(NamedTuple):
    """A command in the frame in which a page would send it."""

    frame: CommandFrame
    parsed: ParsedCommand


def prepare(stream: str, command: dict[str, Any]) -> PreparedCommand:
    """Parse a command and clean its texts. Call it outside of transactions. Refuses what `parse_command` does."""
    frame = CommandFrame(id=f"rest-{uuid.uuid4().hex}", stream=stream, command=command)
    return PreparedCommand(frame, parse_command(frame))


def run_command(request: Request, seat: Seat, stream: str, command: dict[str, Any]) -> None:
    """Run a command without rich text, in the caller's transaction. Refuses what the command refuses."""
    run_prepared(request, seat, prepare(stream, command))


def run_prepared(request: Request, seat: Seat, prepared: PreparedCommand) -> None:
    """Run a command as if a page had sent it, in the caller's transaction. Refuses what the command refuses."""
    answer = execute(seat, prepared.frame, address(request), prepared.parsed)
    if isinstance(answer, Refused):
        raise Refusal(answer.code, answer.message, values=answer.values)


def create_once(
    request: Request, seat: Seat, stream: str, act: Callable[[], Any], first: Collection[str] = ()
) -> StoredResponse:
    """Do what a POST asks for, once for each Idempotency-Key within 24 hours, and show the result.

    The stream is locked, after those in `first`, so that a second request with the same key waits for the first. A
    refusal is kept too, if it is not for the state of the server.

    Refuses `http.key_reused` for another request with the same key, and `http.bad_key`.
    """
    streams = [*first, stream]
    try:
        return _create_once(request, seat, streams, act)
    except IntegrityError:
        # A request of another stream was answered first under this key. What this one did is rolled back.
        return _create_once(request, seat, streams, act)


@retry_after_deadlock
def _create_once(
    request: Request, seat: Seat, streams: Collection[str], act: Callable[[], Any]
) -> StoredResponse:
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        with write_transaction():
            _lock(streams)
            return _run_and_audit(act)
    if not re.fullmatch(KEY, key):
        raise Refusal("http.bad_key", "An Idempotency-Key has 1 to 120 characters of ASCII, and no spaces.")
    digest = _digest(request)
    with write_transaction():
        _lock(streams)
        KeptAnswer.objects.filter(at__lt=clock.now() - KEPT).delete()
        kept = KeptAnswer.objects.filter(person=seat.person, key=key).first()
        if kept is None:
            found = _run_and_audit(act)
            if found.status >= 500:
                return found
            KeptAnswer.objects.create(
                person=seat.person,
                key=key,
                digest=digest,
                status=found.status,
                body=found.body,
                at=clock.now(),
            )
            return found
    if kept.digest != digest:
        raise Refusal(
            "http.key_reused", "This Idempotency-Key was used for another request. Send a new one with each."
        )
    return StoredResponse(kept.status, kept.body, is_repeated=True)


def _lock(streams: Collection[str]) -> None:
    for stream in streams:
        journal.lock(stream)


def _run_and_audit(act: Callable[[], Any]) -> StoredResponse:
    """The result of `act`, or its refusal. The changes of a refused command are rolled back, and the audit log records
    the refusal.
    """
    try:
        return StoredResponse(201, act())
    except Refusal as refusal:
        status = status_of(refusal.code)
        return StoredResponse(status, problem_body(refusal.code, refusal.message, status, refusal.values))


def _digest(request: Request) -> str:
    asked = [request.method, request.path, request.data]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def change_if_matching(
    request: Request, stream: str, show: Callable[[], Any], act: Callable[[Any], None]
) -> Any:
    """Change a row under its stream's lock, if If-Match matches its present version. Returns the new representation."""
    remove_if_matching(request, stream, show, act)
    return show()


@retry_after_deadlock
def remove_if_matching(
    request: Request,
    stream: str,
    show: Callable[[], Any],
    act: Callable[[Any], None],
    first: Collection[str] = (),
) -> None:
    """Remove a row under its stream's lock, if If-Match matches its present version. Returns nothing.

    The streams in `first` are locked before it.
    """
    refused: Refusal | None = None
    with write_transaction():
        _lock([*first, stream])
        before = show()
        check_match(request, before)
        try:
            act(before)
        except Refusal as refusal:
            # Committed nevertheless: the audit log has it.
            refused = refusal
    if refused is not None:
        raise refused
