"""Puts the demo's outcome document under negotiation, by the services that people's commands use. All of it is
illustrative.
"""

from datetime import datetime, timedelta

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal import services as journal
from foundation.registry import Context
from sessions.demo.people import delegate_of, holder_of, required_holder_of
from sessions.outcome import protocol, services
from sessions.outcome.amendments import protocol as proposals
from sessions.outcome.amendments import services as amendments
from sessions.outcome.models import Outcome, Paragraph
from sessions.programme.models import Conference

OPEN_FOR = timedelta(days=2)
"""How long delegations can table amendments from the beginning of the Countries' Review."""


def negotiate(conference: Conference) -> None:
    """Table amendments and comments, mark paragraphs, and set a deadline."""
    document = services.outcomes_of(conference.pk).get()
    journal.lock(document.stream)
    negotiation = _Negotiation(document)
    review = conference.sessions.filter(kind="statements").order_by("starts_at")[0]
    negotiation.set_deadline(review.starts_at + OPEN_FOR)
    negotiation.amend("FJ", "2", "for digital diplomacy", "", " and a deputy", supporters=("CL", "JP"))
    negotiation.amend("AU", "1", "", ", and the reasons for them", "")
    negotiation.amend("CL", "6", "", "small", "micro, small")
    negotiation.amend("JP", "6", "", "small and medium enterprises", "enterprises of every size")
    negotiation.add_paragraph("KH", "7", "We will publish the materials of these trainings for all to use.")
    negotiation.comment("FJ", "5", "Could the footnote stand in the text, so that it is not overlooked?")
    negotiation.comment("AU", "8", "The words “without access” may need “to the internet” for clarity.")
    negotiation.mark("3", "agreed")
    negotiation.mark("7", "ad_referendum")
    negotiation.take_up("6")


def move_deadline(conference: Conference, review_was: datetime, review: datetime) -> None:
    """Move the deadline with the Countries' Review. One that somebody set since stays, and that of an adopted text."""
    documents = services.outcomes_of(conference.pk).filter(illustrative=True, state="drafting")
    for document in documents.filter(amendments_until=review_was + OPEN_FOR):
        journal.lock(document.stream)
        _Negotiation(document).set_deadline(review + OPEN_FOR)


class _Negotiation:
    """Acts of the demo's people on a document. Paragraphs are named by their labels."""

    def __init__(self, document: Outcome) -> None:
        self._document = document
        self._now = clock.now()

    def set_deadline(self, until: datetime) -> None:
        moderator = holder_of(self._document.conference_id, "moderator")
        if moderator is not None:
            command = protocol.BeginReading(
                reading=self._document.reading, amendments_until=timestamp_text(until)
            )
            services.begin_reading(self._context(moderator), command)

    def amend(
        self, code: str, label: str, after: str, words: str, text: str, supporters: tuple[str, ...] = ()
    ) -> None:
        """Replace `words`, or if there are none insert after the words `after`."""
        row = self._paragraph(label)
        start = row.text.index(words) if words else row.text.index(after) + len(after)
        command = proposals.ProposeAmendment(
            paragraph=str(row.pk), version=row.version, start=start, end=start + len(words), text=text
        )
        amendments.propose(self._context(delegate_of(self._document.conference_id, code)), command)
        latest = str(self._document.amendments.latest("pk").pk)
        for each in supporters:
            support = proposals.SupportAmendment(amendment=latest)
            amendments.support(self._context(delegate_of(self._document.conference_id, each)), support)

    def add_paragraph(self, code: str, after: str, text: str) -> None:
        command = proposals.ProposeParagraph(after=str(self._paragraph(after).pk), text=text)
        amendments.propose_paragraph(self._context(delegate_of(self._document.conference_id, code)), command)

    def comment(self, code: str, label: str, text: str) -> None:
        row = self._paragraph(label)
        command = proposals.CommentParagraph(paragraph=str(row.pk), version=row.version, text=text)
        amendments.comment(self._context(delegate_of(self._document.conference_id, code)), command)

    def mark(self, label: str, status: protocol.ParagraphStatus) -> None:
        command = protocol.MarkParagraph(paragraph=str(self._paragraph(label).pk), status=status)
        services.mark(self._context(required_holder_of(self._document.conference_id, "moderator")), command)

    def take_up(self, label: str) -> None:
        command = protocol.TakeUpParagraph(paragraph=str(self._paragraph(label).pk))
        services.take_up(
            self._context(required_holder_of(self._document.conference_id, "moderator")), command
        )

    def _context(self, seat: Seat) -> Context:
        return Context(seat, self._document.stream, self._now)

    def _paragraph(self, label: str) -> Paragraph:
        return self._document.paragraphs.get(label=label, kind="paragraph")
