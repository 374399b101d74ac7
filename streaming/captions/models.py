"""Captions of a session, and the languages in which it has them."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.models import Session
from streaming.captions.protocol import CaptionSource


class CaptionChannel(models.Model):
    """A language in which a session has captions."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="caption_channels")
    language = models.CharField(max_length=35)
    """A BCP 47 tag."""
    is_open = models.BooleanField(default=True)
    """Whether captions in it are written now."""
    on_hall_screen = models.BooleanField(default=False)
    """Whether the hall screen shows them. A session has one such language at most."""
    coming = models.CharField(max_length=500, blank=True)
    """The words of the caption that is not final yet. Not journaled."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "language"], name="one_caption_channel_a_language")
        ]

    def __str__(self) -> str:
        return self.language


class Caption(models.Model):
    """A final caption. `number` counts within the session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="captions")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=35)
    source: "Column[CaptionSource]" = models.CharField(max_length=10, choices=choices_of(CaptionSource))
    person = models.CharField(max_length=36)
    """The public id of the captioner, or of the person who runs the engine."""
    turn = models.PositiveBigIntegerField(null=True, blank=True)
    """The number of the turn in which the words were spoken. None: nobody had the floor."""
    text = models.CharField(max_length=500)
    earlier = models.JSONField(default=list, blank=True)
    """The wordings before each correction, the oldest first."""
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    """When the words were spoken, as far as their source knows."""
    written_at = models.DateTimeField()
    removed = models.BooleanField(default=False)
    """Whether a moderator took it from the screens and the minutes."""
    is_live = models.BooleanField(default=True)
    """Whether it is in the snapshot of the stream: one of the latest of its language."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_caption_a_number")]
        indexes = [models.Index(fields=["session", "language", "number"])]

    def __str__(self) -> str:
        return self.text[:60]
