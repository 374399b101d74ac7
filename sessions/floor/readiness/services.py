"""The only writer of line reports and confirmations. It also tells which entries are ready (FL18)."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Q

from foundation import clock
from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.registry import Context, SignalSource
from foundation.wire import signals
from sessions.floor import models as floors
from sessions.floor import store
from sessions.floor.core.speakers_list import listed_entry
from sessions.floor.core.state import PROCEDURAL, Entry
from sessions.floor.protocol import Readiness
from sessions.floor.readiness import protocol, rules
from sessions.floor.readiness.models import HallConfirmation, LineReport
from sessions.floor.readiness.protocol import SIGNAL, OnDeck
from sessions.floor.readiness.rules import EntryFacts, ReportedLine
from sessions.parties.models import Party
from sessions.presence.models import CheckIn
from sessions.presence.services import connected_parties
from sessions.programme.services import find_session


def next_entries(session_id: int) -> list[Entry]:
    """The entry of the holder, and the first entries of the list."""
    floor = floors.Floor.objects.filter(session=session_id).select_related("turn__entry").first()
    replies_come = floor is not None and floor.takes_replies
    here = Q(kind="right_of_reply") | Q(item=floor.item if floor else 1)
    rows = floors.Entry.objects.filter(here, session=session_id, state="waiting").exclude(kind__in=PROCEDURAL)
    comes = sorted(
        map(store.to_state, rows),
        key=lambda entry: (not entry.explanation, entry.replies != replies_come, entry.order),
    )
    first = comes[: rules.JUDGED]
    holder = [store.to_state(floor.turn.entry)] if floor and floor.turn else []
    return [*holder, *first]


def on_deck(session_id: int) -> OnDeck:
    """The signal `floor.readiness` of a session: the readiness of its holder, of the first entries, and of those on
    procedure, judged now.
    """
    on_procedure = floors.Entry.objects.filter(session=session_id, state="waiting", kind__in=PROCEDURAL)
    judged = judge_entries(session_id, [*next_entries(session_id), *map(store.to_state, on_procedure)])
    return OnDeck(entries={str(number): readiness for number, readiness in judged.items()})


def judge_entries(session_id: int, entries: Collection[Entry]) -> dict[int, Readiness]:
    """Judge whether the speakers of some entries are ready now. Returns the verdicts by the entries' numbers (FL18)."""
    now, parties = clock.now(), {int(entry.party) for entry in entries}
    lines = _reported_lines(session_id, parties)
    here = connected_parties(f"session/{session_id}")
    came = CheckIn.objects.filter(session=session_id, participant__party__in=parties)
    checked_in = {str(party) for party in came.values_list("participant__party", flat=True)}
    confirmed = _confirmed_entries(session_id)
    playable, coming = _parties_with_playable_video(parties), _conversion_progress(parties)
    return {
        entry.number: rules.judge_entry(
            entry,
            EntryFacts(
                lines=tuple(line for line in lines if line.party == entry.party),
                here=entry.party in here,
                in_hall=entry.party in checked_in or entry.number in confirmed,
                has_video_statement=entry.party in playable,
                converted=coming.get(entry.party),
            ),
            now,
        )
        for entry in entries
    }


def _reported_lines(session_id: int, parties: Collection[int]) -> list[ReportedLine]:
    fresh = LineReport.objects.filter(session=session_id, at__gte=clock.now() - rules.LINE_TIMEOUT)
    rows = fresh.filter(participant__party__in=parties).select_related("participant")
    return [
        ReportedLine(
            participant=str(row.participant_id),
            party=str(row.participant.party_id),
            began_at=row.began_at,
            has_sound=row.has_sound,
            packet_at=row.packet_at,
            heard_at=row.heard_at,
            loss=row.loss,
            rtt=row.rtt,
        )
        for row in rows
    ]


def _confirmed_entries(session_id: int) -> set[int]:
    rows = HallConfirmation.objects.filter(session=session_id, entry__state="waiting")
    return set(rows.values_list("entry__number", flat=True))


def _parties_with_playable_video(parties: Collection[int]) -> set[str]:
    folder = settings.DATA_DIR / "video_statements"
    rows = Party.objects.filter(pk__in=parties).exclude(video_statement_file="")
    return {
        str(pk) for pk, name in rows.values_list("pk", "video_statement_file") if (folder / name).is_file()
    }


def _conversion_progress(parties: Collection[int]) -> dict[str, int]:
    rows = Party.objects.filter(pk__in=parties, video_statement_coming=True)
    return {str(pk): percent for pk, percent in rows.values_list("pk", "video_statement_percent")}


def store_reports(session_id: int, lines: Iterable[ReportedLine], gone: Collection[str]) -> None:
    """Store a relay's reports on its lines, and delete those of lines that are `gone`. Not journaled."""
    now = clock.now()
    rows = [
        LineReport(
            session_id=session_id,
            participant_id=int(line.participant),
            at=now,
            began_at=line.began_at,
            has_sound=line.has_sound,
            packet_at=line.packet_at,
            heard_at=line.heard_at,
            loss=line.loss,
            rtt=line.rtt,
        )
        for line in lines
    ]
    with write_transaction():
        LineReport.objects.filter(session=session_id, participant__in=[int(one) for one in gone]).delete()
        LineReport.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["session", "participant"], update_fields=_FIGURES
        )
        signals.mark_changed(f"session/{session_id}", SIGNAL)


_FIGURES = ["at", "began_at", "has_sound", "packet_at", "heard_at", "loss", "rtt"]


def confirm(context: Context, command: protocol.Confirm) -> None:
    """Note that the desk saw the speaker in the hall (FL18). Refuses `floor.entry_gone`, `floor.point_of_order`."""
    entry = _listed_row(context, command.entry)
    rules.check_confirmation(entry.place, _confirmed_entries(context.subject), entry.number)
    row = HallConfirmation.objects.create(session_id=context.subject, entry=entry, at=context.now)
    event = protocol.Confirmed(entry=str(entry.number), party=str(entry.party_id))
    _journal_event(context, event, changed=[row])


def take_back(context: Context, command: protocol.TakeBackConfirmation) -> None:
    """Take a confirmation back (FL18)."""
    entry = _listed_row(context, command.entry)
    rules.check_taken_back(_confirmed_entries(context.subject), entry.number)
    row = HallConfirmation.objects.select_related("entry").get(entry=entry)
    event = protocol.ConfirmationTakenBack(entry=str(entry.number), party=str(entry.party_id))
    _journal_event(context, event, gone=[row])
    row.delete()


def _listed_row(context: Context, entry: str) -> floors.Entry:
    listed_entry(store.load_floor(find_session(context.subject), context.now), entry)
    return floors.Entry.objects.get(session=context.subject, number=number(entry))


def _journal_event(
    context: Context,
    event: protocol.Confirmed | protocol.ConfirmationTakenBack,
    changed: Collection[HallConfirmation] = (),
    gone: Collection[HallConfirmation] = (),
) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        gone=gone,
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
    signals.mark_changed(context.stream, SIGNAL)


SIGNALS = [
    SignalSource(SIGNAL, "session", read=on_deck, of_presence="participants", depends_on=(CheckIn, Party))
]
