"""The outbox: a transaction that needs an e-mail stores it as a row, and the e-mail is sent later."""

from django.db import models


class OutgoingMail(models.Model):
    """An e-mail to one person. It is sent at most once.

    `key` names the reason for the e-mail, for example an invitation and its generation. An e-mail that is queued twice
    with one key is sent once. `calendar` is an attached iCalendar file (RFC 5545). After `expires_at` it is not sent
    any more.
    """

    class State(models.TextChoices):
        """The states of an e-mail. `UNSURE`: the process or the connection ended while the server took the mail, so it
        may have arrived.
        """

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNSURE = "unsure"

    key = models.CharField(max_length=160, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    message_id = models.CharField(max_length=160, unique=True)
    is_bulk = models.BooleanField(default=False)
    """Whether it is one of many e-mails. Single e-mails, such as a sign-in code, are sent before it."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    due = models.DateTimeField()
    """When the e-mail is to be sent, or, while it is being sent, when that began."""
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    """Why the e-mail failed, in the mail server's words."""
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "is_bulk", "due"], name="mail_due")]

    def __str__(self) -> str:
        return self.key
