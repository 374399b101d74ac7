"""The only writer of captions."""

from collections.abc import Collection, Sequence
from uuid import uuid4

from django.db.models import Max, Model

from foundation import clock, ids, limits
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.messages.protocol import CommandFrame, Event, Refused
from foundation.refusals import Refusal
from foundation.registry import Context, StreamFacts
from foundation.text import clean_text, usual_tag
from foundation.wire.execution import execute
from foundation.wire.signals import mark_changed
from sessions.models import Floor, Participant, Session
from sessions.programme.services import find_session, journal_edits, shown_sessions
from sessions.publication.rules import needed_clearance
from sessions.publication.services import readers_of
from sessions.written_statements.services import plain_text, texts_of_turn
from streaming.captions import protocol, rules
from streaming.captions.models import Caption, CaptionChannel
from streaming.captions.signals import COMING

STREAM = "captions"

ENGINE_NAME = "Automatic captions"
"""The name of the participant as whom speech recognition writes."""


def find_streams(names: Collection[str]) -> dict[str, StreamFacts]:
    """The streams of captions with these names. Who may enter the session may follow its captions.

    After the session, only who may read its minutes.
    """
    wanted = [number(name.partition("/")[2]) for name in names if ids.kind(name) == STREAM]
    if not wanted:
        return {}
    rows = shown_sessions().filter(pk__in=wanted)
    return {f"{STREAM}/{row.pk}": StreamFacts(str(row.conference_id), _access(row)) for row in rows}


def _access(session: Session) -> str:
    if session.state != "closed":
        return session.access
    return needed_clearance(readers_of(session, "minutes"), session.access) or "staff"


def open_channel(context: Context, command: protocol.OpenCaptions) -> None:
    """Begin captions in a language, before or in a session.

    Refuses `captions.unknown_language`, `captions.opened_already`, `captions.too_many`, `session.closed`.
    """
    session = find_session(context.subject)
    if session.state == "closed":
        raise Refusal("session.closed", "The session is closed, so no captions are taken.")
    rules.check_language(command.language)
    channels = CaptionChannel.objects.filter(session=session)
    language = usual_tag(command.language, channels.values_list("language", flat=True))
    row = channels.filter(language=language).first()
    if row is None and channels.count() >= rules.MAX_CHANNELS:
        raise Refusal(
            "captions.too_many", f"A session has captions in at most {rules.MAX_CHANNELS} languages."
        )
    if row is not None and row.is_open:
        raise Refusal("captions.opened_already", "Captions in this language are written already.")
    row = row or CaptionChannel(session=session, language=language)
    row.is_open = True
    row.save()
    _append(context, protocol.CaptionsOpened(language=row.language), [row])


def close_channel(context: Context, command: protocol.CloseCaptions) -> None:
    """End captions in a language. Refuses `captions.not_open`."""
    row = _channel(find_session(context.subject), command.language)
    row.is_open, row.on_hall_screen, row.coming = False, False, ""
    row.save()
    _append(context, protocol.CaptionsClosed(language=row.language), [row])
    mark_changed(f"{STREAM}/{row.session_id}", COMING)


def engine_participant(session: Session) -> Participant:
    """The participant as whom speech recognition writes captions in a session's conference."""
    rows = Participant.objects.filter(conference=session.conference_id, name=ENGINE_NAME)
    found = rows.filter(roles=["captioner"]).select_related("person").first()
    if found is not None:
        return found
    with write_transaction():
        made = Participant.objects.create(
            conference_id=session.conference_id,
            person=User.objects.create_guest(ENGINE_NAME),
            name=ENGINE_NAME,
            place="remote",
            roles=["captioner"],
        )
        journal_edits(session.conference_id, clock.now(), [made])
    return made


def _is_engine(seat: Seat) -> bool:
    return seat.name == ENGINE_NAME and seat.roles == ("captioner",)


def open_for_engine(seat: Seat, session: Session, language: str) -> None:
    """Begin captions in a language, if nobody has. Refuses what `open_channel` does."""
    if CaptionChannel.objects.filter(session=session, language=language, is_open=True).exists():
        return
    command = {"type": "captions.open", "language": language}
    answer = execute(seat, CommandFrame(id=uuid4().hex, stream=session.stream, command=command))
    if isinstance(answer, Refused):
        raise Refusal(answer.code, answer.message)


def show_in_hall(context: Context, command: protocol.ShowCaptionsInHall) -> None:
    """Show the captions of a language on the hall screen; none with an empty one. Refuses `captions.not_open`."""
    session = find_session(context.subject)
    chosen = _channel(session, command.language) if command.language else None
    changed = []
    for row in CaptionChannel.objects.filter(session=session):
        if row.on_hall_screen != (row == chosen):
            row.on_hall_screen = row == chosen
            row.save()
            changed.append(row)
    if changed:
        _append(context, protocol.CaptionsShownInHall(language=command.language), changed)


def write_coming(context: Context, command: protocol.WriteComingCaption) -> None:
    """Show words that may still change, until they are written or changed.

    Refuses `captions.not_open`, `captions.not_running`, `wire.throttled`.
    """
    session = find_session(context.subject)
    rules.check_running(session.state)
    row = _channel(session, command.language)
    limits.check("caption.write_coming", person=context.seat.person)
    CaptionChannel.objects.filter(pk=row.pk).update(coming=clean_text(command.text))
    mark_changed(context.stream, COMING)


def write(context: Context, command: protocol.WriteCaption) -> None:
    """Write a final caption. It belongs to the turn that has the floor.

    Refuses `captions.not_open`, `captions.not_running`, `caption.blank`, `caption.no_prepared_text`,
    `caption.not_prepared`, `wire.throttled`.
    """
    session = find_session(context.subject)
    rules.check_running(session.state)
    channel, text = _channel(session, command.language), clean_text(command.text)
    rules.check_text(text)
    floor = Floor.objects.filter(session=session).select_related("turn__entry").first()
    turn = floor.turn if floor else None
    if command.source == "prepared":
        texts = texts_of_turn(turn).filter(language=command.language) if turn else ()
        rules.check_prepared(text, [plain_text(each) for each in texts])
    limits.check("caption.write", person=context.seat.person)
    began_at, ended_at = rules.spoken_times(context.now, command.began_ms_ago, command.ended_ms_ago)
    last = Caption.objects.filter(session=session).aggregate(last=Max("number"))["last"] or 0
    row = Caption.objects.create(
        session=session,
        number=last + 1,
        language=channel.language,
        source="automatic" if _is_engine(context.seat) else command.source,
        person=context.seat.person,
        turn=turn.number if turn else None,
        text=text,
        began_at=began_at,
        ended_at=ended_at,
        written_at=context.now,
    )
    if channel.coming:
        CaptionChannel.objects.filter(pk=channel.pk).update(coming="")
        mark_changed(context.stream, COMING)
    event = protocol.CaptionWritten(caption=str(row.number))
    _append(context, event, [row, *_captions_that_left(row)])


def correct(context: Context, command: protocol.CorrectCaption) -> None:
    """Correct one's own caption. A corrected one of a prepared text is the captioner's own.

    Refuses `caption.not_yours`, `caption.too_late`, `caption.removed`, `caption.blank`, `wire.throttled`.
    """
    row = _find(context, command.caption)
    if row.person != context.seat.person:
        raise Refusal("caption.not_yours", "This is not your caption. Only its author can correct it.")
    if row.removed:
        raise Refusal("caption.removed", "A moderator removed this caption.")
    rules.check_correctable(row.written_at, context.now)
    text = clean_text(command.text)
    rules.check_text(text)
    if text == row.text:
        return
    limits.check("caption.write", person=context.seat.person)
    row.earlier = [*row.earlier, {"text": row.text, "until": timestamp_text(context.now)}]
    row.text = text
    if row.source == "prepared":
        row.source = "captioner"
    row.save()
    _append(context, protocol.CaptionCorrected(caption=command.caption), [row])


def remove(context: Context, command: protocol.RemoveCaption) -> None:
    """Take a caption from the screens and the minutes. Refuses `caption.removed`."""
    row = _find(context, command.caption)
    if row.removed:
        raise Refusal("caption.removed", "This caption is removed already.")
    row.removed = True
    row.save()
    _append(context, protocol.CaptionRemoved(caption=command.caption), [row])


def restore(context: Context, command: protocol.RestoreCaption) -> None:
    """Show a removed caption again. Refuses `caption.shown`."""
    row = _find(context, command.caption)
    if not row.removed:
        raise Refusal("caption.shown", "This caption is shown already.")
    row.removed = False
    row.save()
    _append(context, protocol.CaptionRestored(caption=command.caption), [row])


def _channel(session: Session, language: str) -> CaptionChannel:
    """The open channel of a language. Refuses `captions.not_open`."""
    row = CaptionChannel.objects.filter(session=session, language=language, is_open=True).first()
    if row is None:
        raise Refusal("captions.not_open", "There are no captions in this language now. Begin them first.")
    return row


def _find(context: Context, id: str) -> Caption:
    """A caption of the stream. Refuses `caption.unknown`."""
    row = Caption.objects.filter(session=context.subject, number=number(id)).first()
    if row is None:
        raise Refusal("caption.unknown", "There is no such caption here. Look at the captions again.")
    return row


def _captions_that_left(row: Caption) -> list[Caption]:
    """The captions that have left the snapshot, because later ones in their language came."""
    live = Caption.objects.filter(session=row.session_id, language=row.language, is_live=True)
    left = list(live.order_by("-number")[rules.LIVE :])
    for each in left:
        each.is_live = False
    Caption.objects.filter(pk__in=[each.pk for each in left]).update(is_live=False)
    return left


def _append(context: Context, event: Event, changed: Sequence[Model]) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
