"""Calendars that people subscribe to."""

from django.db import models

from sessions.parties.models import Participant, Party
from sessions.programme.models import Conference, Session


class CalendarFeed(models.Model):
    """A calendar of a conference, or of one session, party or participant of it, in one language.

    Its address is signed, and contains `nonce`: when that changes, earlier addresses become invalid.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="feeds"
    )
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="feeds")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, null=True, blank=True, related_name="feeds"
    )
    language = models.CharField(max_length=16)
    nonce = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.participant or self.party or self.session or self.conference)
