"""The table of jobs: a transaction stores what it wants done, and any process does it later."""

from django.db import models


class Job(models.Model):
    """Something to be done later, outside of the database.

    `key` names the reason for the job, for example an invitation and its generation. Of two jobs of a kind with one
    key, the second is left out. After `expires_at` a job is not done any more.
    """

    class State(models.TextChoices):
        """The states of a job. `UNSURE`: its process or a connection ended meanwhile, so it may have been done."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        UNSURE = "unsure"

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=160)
    to = models.CharField(max_length=254)
    """Where it goes: an e-mail address, or the number of a webhook."""
    payload = models.JSONField()
    """What the concept needs to do it."""
    is_bulk = models.BooleanField(default=False)
    """Whether it is one of many jobs. Single ones, such as an e-mail with a sign-in code, are done before it."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    made_at = models.DateTimeField()
    since = models.DateTimeField()
    """When its attempts began to count: when it was made, or was queued again."""
    due = models.DateTimeField()
    """When it is to be done. While it runs, when that began; of a job that is over, when it ended."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often it was claimed. By this number a process knows whether another one claimed its job meanwhile."""
    leased_until = models.DateTimeField(null=True, blank=True)
    """While it runs, when its process counts as ended."""
    reason = models.CharField(max_length=300, blank=True)
    """Why the last attempt failed."""
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_job_a_key")]
        indexes = [
            models.Index(fields=["kind", "state", "is_bulk", "due"], name="job_due"),
            models.Index(fields=["kind", "to"], name="job_to"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
