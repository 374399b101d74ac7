"""Privacy notices, and who accepted which."""

from django.conf import settings
from django.db import models

from sessions.programme.models import Conference


class PrivacyNotice(models.Model):
    """A version of a conference's privacy notice. `text` is by language. A version is never changed."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="privacy_notices")
    version = models.PositiveIntegerField()
    text = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "version"], name="one_notice_a_version")]

    def __str__(self) -> str:
        return f"privacy notice {self.version} of {self.conference}"


class Consent(models.Model):
    """A person accepted a version of the notice, which was shown in a language."""

    notice = models.ForeignKey(PrivacyNotice, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="one_consent_a_notice")]

    def __str__(self) -> str:
        return f"{self.person} accepted {self.notice}"
