"""The only writer of announcements."""

from django.db.models import Max

from chat.announcements import protocol
from chat.announcements.models import Announcement
from foundation import ids
from foundation.journal import services as journal
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.text import clean_text, is_readable
from sessions.models import Conference, Session
from sessions.programme.services import find_session

MOST = 50
"""The most announcements that are shown at a time to a session, and to a conference."""


def announce(context: Context, command: protocol.Announce) -> None:
    """Announce something to a session, also after it. Refuses `announcement.blank`, `announcement.too_many`."""
    session = find_session(context.subject)
    _make(context, session.conference, session, command.texts)


def announce_to_conference(context: Context, command: protocol.AnnounceToConference) -> None:
    """Announce something to the conference. Refuses `announcement.blank`, `announcement.too_many`."""
    _make(context, Conference.objects.get(pk=context.subject), None, command.texts)


def _make(context: Context, conference: Conference, session: Session | None, texts: dict[str, str]) -> None:
    cleaned = {language: clean_text(text) for language, text in texts.items()}
    if not all(map(is_readable, cleaned.values())):
        raise Refusal("announcement.blank", "Write the announcement first.")
    # Two sessions of a conference may announce at the same moment.
    Conference.objects.select_for_update(no_key=True).get(pk=conference.pk)
    shown = Announcement.objects.filter(conference=conference, session=session, withdrawn_at=None)
    if shown.count() >= MOST:
        raise Refusal(
            "announcement.too_many", f"{MOST} announcements are shown already. Withdraw one that is over."
        )
    last = Announcement.objects.filter(conference=conference).aggregate(last=Max("number"))["last"] or 0
    row = Announcement.objects.create(
        conference=conference,
        session=session,
        number=last + 1,
        texts=cleaned,
        made_by_id=context.seat.participant,
        made_at=context.now,
    )
    _journal(context, protocol.AnnouncementMade(announcement=str(row.number)), row)


def withdraw(
    context: Context, command: protocol.WithdrawAnnouncement | protocol.WithdrawFromConference
) -> None:
    """Withdraw an announcement. Refuses `announcement.unknown`, `announcement.withdrawn`."""
    row = _find(context, command.announcement)
    if row.withdrawn_at is not None:
        raise Refusal("announcement.withdrawn", "This announcement is withdrawn already.")
    row.withdrawn_at = context.now
    row.save()
    _journal(context, protocol.AnnouncementWithdrawn(announcement=command.announcement), row)


def restore(context: Context, command: protocol.RestoreAnnouncement | protocol.RestoreToConference) -> None:
    """Show a withdrawn announcement again. Refuses `announcement.unknown`, `announcement.shown`."""
    row = _find(context, command.announcement)
    if row.withdrawn_at is None:
        raise Refusal("announcement.shown", "This announcement is shown already.")
    row.withdrawn_at = None
    row.save()
    _journal(context, protocol.AnnouncementRestored(announcement=command.announcement), row)


def _find(context: Context, id: str) -> Announcement:
    """Return an announcement of the stream. Refuses `announcement.unknown`."""
    if ids.kind(context.stream) == "session":
        rows = Announcement.objects.filter(session=context.subject)
    else:
        rows = Announcement.objects.filter(conference=context.subject, session=None)
    row = rows.filter(number=ids.number(id)).first()
    if row is None:
        raise Refusal("announcement.unknown", "There is no such announcement here. Look at the list again.")
    return row


def _journal(context: Context, event: Event, row: Announcement) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
