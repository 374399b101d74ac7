"""Registrations of the audience."""

from django.conf import settings
from django.db import models

from foundation.choices import Column, choices_of
from sessions.programme.models import Conference
from sessions.registration.protocol import RegistrationState


class Unconfirmed(models.Model):
    """A registration whose e-mail address is not confirmed yet. `digest` is the digest of the code. The code itself is
    not stored.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} in {self.conference}"


class Registration(models.Model):
    """A person who registered for a conference, with a confirmed e-mail address. `language` is that of its e-mails."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=12)
    state: "Column[RegistrationState]" = models.CharField(
        max_length=12, choices=choices_of(RegistrationState)
    )
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "person"], name="one_registration_a_person")
        ]
        indexes = [models.Index(fields=["conference", "state", "asked_at"], name="registration_queue")]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
