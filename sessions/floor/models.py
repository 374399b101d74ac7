"""Models of the floor. Numbers of entries and turns count within their session."""

from datetime import timedelta

from django.db import models

from foundation.choices import Column, choices_of
from sessions.floor.core.state import MOTION_SPEAKERS, REPLY_LIMITS
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Place
from sessions.programme.models import Session

DEFAULT_LIMITS = {"state": 180, "group": 240, "observer": 120, "other": 60, "order": 60, "on_motion": 120}


def default_limits() -> dict[str, int]:
    """Speaking times in seconds: by category of party, and for points of order and speakers on a motion (FL15)."""
    return dict(DEFAULT_LIMITS)


def default_reply_limits() -> list[int]:
    """Speaking times of rights of reply, in seconds (FL14)."""
    return list(REPLY_LIMITS)


def default_agenda() -> list[str]:
    """One item without a title (FL14)."""
    return [""]


def default_motion_speakers() -> dict[str, dict[str, int]]:
    """How many may speak for and against each kind of motion (FL27)."""
    return MOTION_SPEAKERS.model_dump()


class Floor(models.Model):
    """The floor of a session: the state of its list, the token and the limits."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="floor")
    token = models.PositiveBigIntegerField(default=0)
    next_number = models.PositiveBigIntegerField(default=1)
    list_state = models.CharField(max_length=8, default="draft")
    debate = models.CharField(max_length=9, default="open")
    """Whether the debate on the item goes on, or a motion adjourned or closed it (FL27)."""
    closes_at = models.DateTimeField(null=True, blank=True)
    limits = models.JSONField(default=default_limits)
    ends_turns = models.BooleanField(default=False)
    reply_limits = models.JSONField(default=default_reply_limits)
    motion_speakers = models.JSONField(default=default_motion_speakers)
    preset = models.CharField(max_length=20, null=True, default="conference")  # noqa: DJ001 - null: figures of its own
    figures = models.PositiveIntegerField(default=0)
    """How many times the speaking times (the figures of the floor) or the time budget were set (FL15, FL17)."""
    takes_replies = models.BooleanField(default=False)
    item = models.PositiveSmallIntegerField(default=1)
    """The agenda item of the session, from 1 (FL14)."""
    item_title = models.CharField(max_length=200, blank=True)
    agenda = models.JSONField(default=default_agenda)
    """The titles of its items, by number from 1 (FL14)."""
    ruled = models.PositiveBigIntegerField(null=True)
    ruling = models.JSONField(null=True)
    """The last ruling, as `RulingFacts` of `sessions.votes.protocol`."""
    appellant = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The party that has appealed against the ruling (FL13)."""
    explains = models.PositiveIntegerField(null=True, blank=True)
    """The number of the proposal on which explanations of vote are taken (FL29)."""
    explains_after = models.BooleanField(default=False)
    ends_by = models.DateTimeField(null=True, blank=True)
    hall_at = models.DateTimeField(null=True, blank=True)
    """When the hall's line was last seen since the session was opened or resumed (FL20).

    Not journaled. The process that sees the line writes it every two seconds.
    """
    hall_until = models.DateTimeField(null=True, blank=True)
    """Until when the session waits for the hall, whose line dropped. Not journaled."""
    timed = models.PositiveIntegerField(default=0)
    """`timed` is how many turns from the lists have ended. `overrun` is by how many seconds they went beyond their
    limits, all together (FL17).
    """
    overrun = models.FloatField(default=0)
    orderings = models.PositiveIntegerField(default=0)
    """How many times the list was put in order (FL7)."""
    turn = models.ForeignKey("Turn", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The turn that holds the floor. At most one (FL10)."""

    def __str__(self) -> str:
        return f"floor of {self.session}"


class Entry(models.Model):
    """A request for the floor (FL1). It stays when its party's connection ends."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveBigIntegerField()
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    category = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    mode = models.CharField(max_length=20)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    speaker = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True)
    reader = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who reads it out, if its mode is `read_out` and somebody was named (FL4). Written by
    `sessions/floor/read_out`.
    """
    place: "Column[Place]" = models.CharField(max_length=10, choices=choices_of(Place))
    inscribed_at = models.DateTimeField()
    rank = models.IntegerField(default=0)
    placement = models.IntegerField(null=True, blank=True)
    moves = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default="waiting")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=36, blank=True)
    carried_to = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The session to whose list it was carried, if it was not heard (FL14)."""
    struck = models.CharField(max_length=300, blank=True)
    """Why somebody other than its party took it off the list (FL2)."""
    late_reason = models.CharField(max_length=300, blank=True)
    reply = models.PositiveSmallIntegerField(default=0)
    item = models.PositiveSmallIntegerField(default=1)
    motion = models.CharField(max_length=24, null=True)  # noqa: DJ001 - null: of another kind
    motion_text = models.CharField(max_length=300, blank=True)
    of = models.PositiveBigIntegerField(null=True)
    """The number of the motion on which it speaks (FL27)."""
    side = models.CharField(max_length=8, null=True)  # noqa: DJ001 - null: of another kind
    """Whether it speaks for or against that motion."""
    explains = models.PositiveIntegerField(null=True, blank=True)
    """The number of the proposal on which it explains its party's vote (FL29)."""
    language = models.CharField(max_length=12, blank=True)
    """The language in which it is to speak, as a BCP 47 tag."""
    after_vote = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_entry_a_session_number")
        ]
        indexes = [
            models.Index(fields=["session", "state"]),
            models.Index(fields=["session", "kind", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.party} ({self.kind}, {self.state})"


class Turn(models.Model):
    """An entry that holds, or held, the floor. `number` is the token of its grant."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveBigIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="turns")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    speaker = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True)
    reader = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who reads, or read, it out (FL4). Written by `sessions/floor/read_out`."""
    place: "Column[Place]" = models.CharField(max_length=10, choices=choices_of(Place))
    started_at = models.DateTimeField()
    allotted = models.PositiveIntegerField()
    extended = models.PositiveIntegerField(default=0)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended = models.DurationField()
    running_since = models.DateTimeField(null=True, blank=True)
    paused = models.BooleanField(default=False)
    interrupted = models.BooleanField(default=False)
    dropped_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    awaits_hall = models.BooleanField(default=False)
    reached_by = models.CharField(max_length=10, blank=True)
    """How its holder was last reached in this turn: "line", "connection", or "" for not yet (FL20)."""
    reached_at = models.DateTimeField(null=True, blank=True)
    """When its holder was last reached. Not journaled. The process that sees it writes it every two seconds."""
    during_vote = models.PositiveBigIntegerField(null=True)
    """The vote during which this point of order was recognised (FL13)."""
    introducing = models.BooleanField(default=False)
    played_from = models.DurationField(default=timedelta)
    """The time on the turn's clock when its video statement began. It is zero, unless the statement is played for a
    speaker whose line dropped (FL20).
    """
    language = models.CharField(max_length=12, blank=True)
    """The language that is, or was, spoken, as a BCP 47 tag."""
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, blank=True)
    overtime = models.FloatField(default=0)
    spoken = models.FloatField(default=0)
    """Seconds that the clock showed when the turn ended."""
    waited = models.FloatField(null=True, blank=True)
    """Seconds that its entry had waited, or null for points of order, and for an entry's later turns (FL23)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_turn_a_session_number")
        ]

    def __str__(self) -> str:
        return f"turn {self.number} of {self.party}"


class Motion(models.Model):
    """A motion that was recognised (FL27). `number` is the mover's turn. It is before the meeting until `ended_at`."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="motions")
    number = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    """The number of the mover's entry."""
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    motion = models.CharField(max_length=24)
    motion_text = models.CharField(max_length=300, blank=True)
    recognised_at = models.DateTimeField()
    in_favour = models.PositiveSmallIntegerField()
    """How many may speak for it, beside the mover."""
    against = models.PositiveSmallIntegerField()
    heard = models.JSONField(default=list)
    """Entry, party and side of each who was given the floor on it."""
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    """What ended it: "voted" (it was put to the vote), "withdrawn", "ruled" (out of order), "lapsed", "session"."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_motion_a_session_number")
        ]
        indexes = [models.Index(fields=["session", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.motion} of {self.party}"


class Swap(models.Model):
    """A proposal of two parties to change places (FL9). `number` is the proposer's entry: one proposal at a time."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="swaps")
    number = models.PositiveBigIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    moves = models.PositiveIntegerField()
    with_entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    with_moves = models.PositiveIntegerField()
    proposed_at = models.DateTimeField()
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_swap_a_proposer")]

    def __str__(self) -> str:
        return f"{self.entry} ⇄ {self.with_entry}"


class PodiumSeat(models.Model):
    """A place on the podium with a standing microphone (FL12)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="podium")
    slot = models.CharField(max_length=10)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "slot"], name="one_podium_seat_a_slot")]

    def __str__(self) -> str:
        return f"{self.slot}: {self.participant}"


class Ordering(models.Model):
    """A policy that was applied. At most one is in force. `number` counts within the session and is never reused."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="orderings")
    number = models.PositiveIntegerField()
    policy = models.CharField(max_length=20)
    language = models.CharField(max_length=20, blank=True)
    letter = models.CharField(max_length=4, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    drawn = models.JSONField(default=list)
    before = models.JSONField(default=list)
    """The number, placement and rank of each entry before."""
    after = models.JSONField(default=list)
    """The numbers of the list in its new order."""
    previous = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    in_force = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_ordering_a_session_number")
        ]

    def __str__(self) -> str:
        return f"{self.policy} ({self.number})"
