"""The audit log: one row for each administrative act and each sign-in. Rows are added, and never changed.

The database refuses changes as well (`triggers.py`).
"""

from typing import Any

from django.db import models


class AppendOnlyError(Exception):
    """Code tried to change or delete a row of the audit log. Only `retention.py` may do that."""

    def __init__(self) -> None:
        super().__init__("The audit log is append-only.")


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """The query set of the audit log. Its rows can be added and read, and nothing else."""

    def update(self, **fields: Any) -> int:
        """Always raises `AppendOnlyError`. `bulk_update` calls this too."""
        raise AppendOnlyError

    def delete(self) -> Any:
        """Always raises `AppendOnlyError`."""
        raise AppendOnlyError


class AuditEntry(models.Model):
    """Who did what, when, from where, and with which result.

    `person` and `name` are the actor's public id and name at that moment. Both are empty if the server acted by itself,
    or if the person is unknown. For a failed sign-in they are those of the account that was tried. `conference` is
    empty if the act belongs to none. `result` is `done`, or the code of the refusal.
    """

    at = models.DateTimeField(db_index=True)
    person = models.UUIDField(null=True, db_index=True)
    name = models.CharField(max_length=120, blank=True)
    conference = models.CharField(max_length=32, blank=True)
    action = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    address = models.CharField(max_length=64, blank=True)
    """The client's address, see `http/client_ip.py`. Empty for a command on the server's console."""
    result = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["conference", "-id"], name="audit_of_conference")]

    def __str__(self) -> str:
        return f"{self.action} by {self.name or 'nobody'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row to the log. Raises `AppendOnlyError` if it is in the log already."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Always raises `AppendOnlyError`."""
        raise AppendOnlyError


class Unlock(models.Model):
    """A row that lets its transaction change the audit log. The transaction deletes it too, so no other transaction
    ever sees it.
    """

    def __str__(self) -> str:
        return "unlocked"
