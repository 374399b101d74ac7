"""All models of the proceedings. Each concept's models are in its own folder."""

from sessions.api_tokens.models import ApiToken, KeptAnswer
from sessions.calendars.models import CalendarFeed
from sessions.documents.models import Document, DocumentFile
from sessions.exchange.models import ColumnChoices, SessionId
from sessions.first_run.models import OrganiserLink
from sessions.floor.conflicts.models import Clash
from sessions.floor.models import Entry, Floor, Motion, Ordering, PodiumSeat, Swap, Turn
from sessions.floor.readiness.models import HallConfirmation, LineReport
from sessions.hall_audio.models import HallSound
from sessions.invitations.models import Invitation, LetterText
from sessions.minutes.corrections.models import Correction
from sessions.minutes.notes.models import CorrectionRequest, Note
from sessions.minutes.parity.models import RefusedRequest
from sessions.notices.models import Consent, PrivacyNotice
from sessions.outcome.adoption.models import Corrigendum, Objection, Procedure, Reservation
from sessions.outcome.amendments.models import Amendment, Comment
from sessions.outcome.editing.models import Editing
from sessions.outcome.models import Citation, Outcome, Paragraph, ParagraphVersion
from sessions.outcome.translations.models import Translation
from sessions.parties.models import Participant, Party
from sessions.personal_data.models import ErasureRequest
from sessions.planning.branding.models import Logo
from sessions.presence.models import Attendance, CheckIn
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.proposals.models import Proposal
from sessions.publication.models import Publication
from sessions.registration.models import Registration, Unconfirmed
from sessions.roles.models import SessionRole
from sessions.rollcall.models import Decision, RollAnswer, RollCall
from sessions.seats.cards.models import CardSeat, SeatCard
from sessions.seats.transfer.models import Continuation, SeatDevice
from sessions.technical_checks.models import TechnicalCheck
from sessions.votes.models import Ballot, Vote
from sessions.webhooks.models import Webhook, WebhookCursor
from sessions.written_statements.models import WrittenStatement

__all__ = [
    "Amendment", "ApiToken", "Attendance", "Ballot", "CalendarFeed", "CardSeat", "CheckIn", "Citation", "Clash",
    "ColumnChoices", "Comment", "Conference", "Consent", "Continuation", "Correction", "CorrectionRequest",
    "Corrigendum", "Day", "Decision", "Document", "DocumentFile", "Editing", "Entry", "ErasureRequest", "Floor",
    "HallConfirmation", "HallSound", "Invitation", "KeptAnswer", "LetterText", "LineReport", "Logo", "Motion",
    "Note", "Objection", "Ordering", "OrganiserLink", "Outcome", "Paragraph", "ParagraphVersion", "Participant",
    "Party", "PodiumSeat", "PrivacyNotice", "Procedure", "Proposal", "Publication", "RefusedRequest",
    "Registration", "Reservation", "RollAnswer", "RollCall", "Room", "SeatCard", "SeatDevice", "Session",
    "SessionId", "SessionRole", "Swap", "TechnicalCheck", "Theme", "Translation", "Turn", "Unconfirmed", "Vote",
    "Webhook", "WebhookCursor", "WrittenStatement",
]  # fmt: skip
