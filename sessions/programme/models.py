"""Models of the programme: conference, days, themes, rooms and sessions."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db import models

from foundation import clock
from foundation.choices import Column, choices_of
from foundation.languages import in_order, text_in
from sessions.programme import codes
from sessions.programme.protocol import (
    Policy,
    PublishedParity,
    Quorum,
    SessionAccess,
    SessionKind,
    SessionState,
)


class Conference(models.Model):
    """A conference. `name` and `notice` are texts by language."""

    slug = models.SlugField(unique=True)
    name = models.JSONField(default=dict)
    short = models.CharField(max_length=40)
    tagline = models.CharField(max_length=200, blank=True)
    host = models.CharField(max_length=200, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    timezone = models.CharField(max_length=64, default="UTC")
    notice = models.JSONField(default=dict, blank=True)
    shows_flags = models.BooleanField(default=False)
    takes_reactions = models.BooleanField(
        default=True,
        help_text="Whether people react to statements, recordings, minutes and outcome documents.",
    )
    publishes_parity: "Column[PublishedParity]" = models.CharField(
        max_length=8,
        choices=choices_of(PublishedParity),
        default="nothing",
        help_text="Which figures on hall and remote participation the minutes of its sessions show to everyone.",
    )
    is_demo = models.BooleanField(default=False)
    default_access: "Column[SessionAccess]" = models.CharField(
        max_length=12,
        choices=choices_of(SessionAccess),
        default="delegations",
        help_text="Who may enter a new session, if nothing else is said of it.",
    )
    registration_open = models.BooleanField(default=False, help_text="Whether the audience may register.")
    registration_needs_approval = models.BooleanField(
        default=False, help_text="Whether an organiser decides on each registration."
    )
    registration_places = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many people can be registered. Empty: as many as come."
    )
    retention_days = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="How many days after its last day personal data that the minutes do not need are deleted. "
        "Empty: never.",
    )

    accent = models.CharField(max_length=7, blank=True)
    """The colour of its links and main buttons, `#rrggbb`. If it is empty, Balai's own colour is used."""
    links = models.JSONField(default=list, blank=True)
    """Its links. Each has a label by language, and an address."""
    languages = models.JSONField(
        default=list, blank=True, help_text="The languages of its name, the first one first."
    )
    """The languages of its texts, in order (BCP 47). The first is offered first, and is that of names without one."""
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was archived: it stays readable, and is no longer on the first page."""

    def __str__(self) -> str:
        return self.short

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save the conference. Its languages are those of its name, in the order that they had."""
        # The save of another field would write languages that somebody changed meanwhile.
        if update_fields is None or {"name", "languages"} & {*update_fields}:
            self.languages = in_order(self.name or ["en"], self.languages)
            update_fields = None if update_fields is None else {*update_fields, "languages"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def stream(self) -> str:
        """The conference's stream."""
        return f"conference/{self.pk}"

    @property
    def local_box(self) -> str:
        """The box in which its e-mails and webhooks are kept instead of being sent. Empty if they are sent. Anyone may
        take a seat in a demo, so nothing of it leaves this machine.
        """
        return self.stream if self.is_demo else ""

    @property
    def registration_page(self) -> str:
        """The path at which the audience registers."""
        return f"/account/register/{self.slug}/"

    def page_path(self, path: str) -> str:
        """The path of one of the conference's pages: `/c/<slug>/session/4` for `/session/4`."""
        return f"/c/{self.slug}{path}"


class Day(models.Model):
    """A day of the programme, in the conference's time zone."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    title = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date}"


class Theme(models.Model):
    """A theme that sessions and statements belong to."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="themes")
    key = models.SlugField()
    title = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "key"], name="one_theme_a_key")]

    def __str__(self) -> str:
        return self.key


class Room(models.Model):
    """A room of the venue, or a virtual one."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="rooms")
    name = models.JSONField(default=dict)

    def __str__(self) -> str:
        return text_in(self.name) or str(self.pk)


class Session(models.Model):
    """A session of the programme, and its state (FL26)."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="sessions")
    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="sessions")
    kind: "Column[SessionKind]" = models.CharField(max_length=20, choices=choices_of(SessionKind))
    title = models.JSONField(default=dict)
    description = models.JSONField(default=dict, blank=True)
    """What the session is about, by language."""
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True)
    room = models.ForeignKey(Room, on_delete=models.SET_NULL, null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state: "Column[SessionState]" = models.CharField(
        max_length=12, choices=choices_of(SessionState), default="scheduled"
    )
    reason = models.CharField(max_length=300, blank=True)
    resumes_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When an adjourned session goes on (FL26). It is suspended until then."""
    adjourned_at = models.DateTimeField(null=True, blank=True, editable=False)
    access: "Column[SessionAccess]" = models.CharField(max_length=12, choices=choices_of(SessionAccess))
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    quorum_to_open: "Column[Quorum]" = models.CharField(
        max_length=12, choices=choices_of(Quorum), default="third"
    )
    quorum_to_decide: "Column[Quorum]" = models.CharField(
        max_length=12, choices=choices_of(Quorum), default="majority"
    )
    order_policy: "Column[Policy]" = models.CharField(
        max_length=20, choices=choices_of(Policy), default="first_come"
    )
    """The policy by which its list is meant to be put in order."""
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was cancelled. The programme shows a cancelled session, and nobody can open it."""
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """How often its time, room or title changed, or it was cancelled or restored. This is SEQUENCE in iCalendar (RFC
    5545).
    """
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    """When `sequence` was last raised."""
    calendar_uid = models.CharField(max_length=400, blank=True, editable=False)
    """Its UID in calendars (RFC 5545, 3.8.4.7). It never changes."""
    illustrative = models.BooleanField(default=False)
    rehearsal = models.BooleanField(default=False, editable=False)
    """Whether simulated delegations were let in before it was opened. This never becomes false again."""
    code = models.CharField(max_length=codes.LENGTH, unique=True, editable=False)
    """The code by which people join, typed or scanned."""

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return text_in(self.title) or str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the session. A new one gets its code, and its UID in calendars."""
        self.code = self.code or _free_code()
        self.calendar_uid = self.calendar_uid or str(uuid4())
        super().save(*args, **kwargs)

    @property
    def stream(self) -> str:
        """The session's stream."""
        return f"session/{self.pk}"


def _free_code() -> str:
    while Session.objects.filter(code=(code := codes.make_code())).exists():
        pass
    return code
