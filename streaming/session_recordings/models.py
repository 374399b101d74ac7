"""Session recordings, their files, and their acknowledgements."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.models import Participant, Session
from streaming.session_recordings.protocol import Programme


class SessionRecording(models.Model):
    """A session recording. Its files are in the folder that `files.py` names."""

    class State(models.TextChoices):
        """The states of a recording. `finishing`: its files are joined and get chapters. A `deleted` recording has no
        files any more.
        """

        RUNNING = "running"
        FINISHING = "finishing"
        READY = "ready"
        DELETED = "deleted"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="recordings")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RUNNING)
    problem = models.CharField(max_length=20, blank=True)
    folder = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    lost = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    programme: "Column[Programme]" = models.CharField(
        max_length=12, choices=choices_of(Programme), blank=True
    )
    percent = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a process was interrupted while it finished the recording or made its MP4."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(state="running"), name="one_recording_runs_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"recording of {self.session}: {self.state}"


class SessionRecordingFile(models.Model):
    """A file of a recording: that of one slot, an MP4, or the master file.

    `at` is its beginning in seconds of the recording's time.
    """

    recording = models.ForeignKey(SessionRecording, on_delete=models.CASCADE, related_name="files")
    slot = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    at = models.FloatField()
    seconds = models.FloatField()
    octets = models.BigIntegerField()
    chapters = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["slot", "at"]
        constraints = [models.UniqueConstraint(fields=["recording", "name"], name="one_file_a_name")]

    def __str__(self) -> str:
        return f"{self.name} of {self.recording}"

    @property
    def language(self) -> str:
        """The BCP 47 tag of the language that is heard in it. Empty for the floor's sound."""
        return self.slot.partition("/")[2]


class Acknowledgement(models.Model):
    """A person's acknowledgement of a recording. `person` is its public id, as in the relay's sources."""

    recording = models.ForeignKey(SessionRecording, on_delete=models.CASCADE, related_name="acknowledgements")
    person = models.CharField(max_length=36)
    participant = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "person"], name="one_acknowledgement_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.participant} acknowledged {self.recording}"
