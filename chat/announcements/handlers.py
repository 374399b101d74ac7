"""The handlers of announcements."""

from chat.announcements import protocol, services
from foundation.registry import Handler

TO_SESSION, TO_CONFERENCE = "announcement.make", "announcement.make_to_conference"

HANDLERS = [
    Handler(protocol.Announce, TO_SESSION, services.announce),
    Handler(protocol.WithdrawAnnouncement, TO_SESSION, services.withdraw),
    Handler(protocol.RestoreAnnouncement, TO_SESSION, services.restore),
    Handler(protocol.AnnounceToConference, TO_CONFERENCE, services.announce_to_conference, "conference"),
    Handler(protocol.WithdrawFromConference, TO_CONFERENCE, services.withdraw, "conference"),
    Handler(protocol.RestoreToConference, TO_CONFERENCE, services.restore, "conference"),
]
