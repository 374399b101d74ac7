"""The only writer of who edits a paragraph now. Nothing of it is journaled."""

from datetime import timedelta

from foundation import clock
from foundation.clock import timestamp_text
from foundation.ids import number
from foundation.registry import Context, SignalSource
from foundation.wire import leases, signals
from sessions.outcome.editing import protocol
from sessions.outcome.editing.models import Editing
from sessions.outcome.services import find_outcome, find_paragraph
from sessions.parties.services import participant_of

TIMEOUT = timedelta(seconds=10)
"""An editor that is not renewed for so long counts as closed."""


def begin(context: Context, command: protocol.BeginEditing) -> None:
    """Note or renew that the seat edits a paragraph.

    Refuses `outcome.unknown`, `outcome.unknown_paragraph`, `parties.unknown_participant`.
    """
    document = find_outcome(context.subject)
    row = find_paragraph(document, command.paragraph)
    participant = participant_of(document.conference_id, context.seat.participant or "")
    rows = Editing.objects.filter(paragraph__outcome=document)
    rows.filter(at__lt=context.now - TIMEOUT).delete()
    Editing.objects.update_or_create(paragraph=row, participant=participant, defaults={"at": context.now})
    # Also when it is renewed: pages leave out what has run out, so that none waits for the server to notice.
    signals.mark_changed(context.stream, protocol.SIGNAL)


def end(context: Context, command: protocol.EndEditing) -> None:
    """Note that the seat no longer edits a paragraph. Repeating it has no effect."""
    rows = Editing.objects.filter(
        paragraph__outcome=context.subject,
        paragraph=number(command.paragraph),
        participant=number(context.seat.participant or ""),
    )
    if rows.delete()[0]:
        signals.mark_changed(context.stream, protocol.SIGNAL)


def editors(outcome: int) -> protocol.Editors:
    """The signal `outcome.editors`: who edits which paragraph. Only those count who renewed it within `TIMEOUT`, and
    who are connected to the document's stream.
    """
    here = leases.of_participants(leases.live_connections(f"outcome/{outcome}")).values_list(
        "participant", flat=True
    )
    rows = Editing.objects.filter(
        paragraph__outcome=outcome,
        paragraph__deleted_at=None,
        participant__in=[number(one) for one in here],
        at__gte=clock.now() - TIMEOUT,
    ).select_related("participant")
    return protocol.Editors(
        editors=[
            protocol.Editor(
                paragraph=str(row.paragraph_id),
                participant=str(row.participant_id),
                name=f"{row.participant.honorific} {row.participant.name}".strip(),
                until=timestamp_text(row.at + TIMEOUT),
            )
            for row in rows
        ]
    )


SIGNALS = [
    SignalSource(
        protocol.SIGNAL, "outcome", read=editors, of_presence="participants", permission="outcome.draft"
    )
]
