"""People, and the changes of their seats since a token was signed."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.dispatch import Signal

from foundation.database import write_transaction

SIGN_IN_FIELDS = frozenset({"password", "is_active"})
"""The fields that decide whether someone may sign in."""

sign_in_changed = Signal()
"""Sent with `user` when a password or `is_active` changed, in the transaction that changes it."""


class UserQuerySet(models.QuerySet["User"]):
    """The query set of users. An update of several users sends `sign_in_changed` for each of them."""

    def update(self, **fields: Any) -> int:
        """Update the users, as Django's method does. `bulk_update` calls it too."""
        if SIGN_IN_FIELDS.isdisjoint(fields):
            return super().update(**fields)
        with write_transaction():
            users = list(self.order_by())
            changed = super().update(**fields)
            for user in users:
                sign_in_changed.send(User, user=user)
        return changed


class UserManager(BaseUserManager["User"]):
    """Makes users. A guest has neither an e-mail address nor a password."""

    def get_queryset(self) -> UserQuerySet:
        """The queryset behind every query of users."""
        return UserQuerySet(self.model, using=self._db)

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        """Make a user. They may sign in if an e-mail address and a password are given."""
        user = self.model(email=self.normalize_email(email) if email else None, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an administrator. Django's `createsuperuser` calls this."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def create_guest(self, name: str = "") -> "User":
        """Make a user who came by a link or a session code, and has no account."""
        return self.create_user(name=name, is_guest=True)

    def create_without_address(self, names: Sequence[str]) -> list["User"]:
        """Create users for people who have not accepted an invitation yet. They have no e-mail address until then."""
        users = [User(name=name) for name in names]
        for user in users:
            user.set_unusable_password()
        return self.bulk_create(users)

    def ensure_guests(self, names: dict[uuid.UUID, str]) -> list["User"]:
        """The guests with these public ids, in this order. Missing ones are made. Existing ones are not changed."""
        guests = [User(public_id=key, name=name, is_guest=True) for key, name in names.items()]
        for guest in guests:
            guest.set_unusable_password()
        self.bulk_create(guests, ignore_conflicts=True)
        there = {user.public_id: user for user in self.filter(public_id__in=names)}
        return [there[key] for key in names]


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Browsers know a person by `public_id`, never by the primary key."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    is_guest = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email or str(self.public_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the user, as Django's method does.

        It also saves passwords from `changepassword`, and passwords hashed again with a newer algorithm.
        """
        written = kwargs.get("update_fields")
        fields = SIGN_IN_FIELDS if written is None else SIGN_IN_FIELDS.intersection(written)
        if self._state.adding or not fields:
            super().save(*args, **kwargs)
            return
        with write_transaction():
            before = User.objects.filter(pk=self.pk).values(*fields).first()
            super().save(*args, **kwargs)
            if before is not None and before != self._field_values(fields):
                sign_in_changed.send(User, user=self)

    def _field_values(self, fields: Collection[str]) -> dict[str, Any]:
        return {field: getattr(self, field) for field in fields}


class FailedSignIns(models.Model):
    """Counts failed sign-ins. One row counts those of an account at one address, one those of the account at all
    addresses, and one those at one address for all accounts.

    `key` is a digest that says which of the three it is, and of whom. After `until`, the failures no longer count.
    """

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)
    known_until = models.DateTimeField()
    """Until when the address counts as known for this account, because the account has signed in from there."""

    def __str__(self) -> str:
        return self.key[:8]


class SeatRevision(models.Model):
    """The latest change of a person's seat in a conference. It overrules the tokens that were signed before."""

    person = models.UUIDField()
    conference = models.CharField(max_length=32)
    number = models.PositiveIntegerField(default=0)
    roles = models.JSONField(default=list)
    session_roles = models.JSONField(default=list)
    """The roles that count in one session only, as pairs of a session's number and a role."""
    party = models.CharField(max_length=36, blank=True)
    place = models.CharField(max_length=16, blank=True)
    """The person's place and party. Blank if the revision does not change them."""
    registered = models.BooleanField(default=False)
    """Whether the person has a registration. It is only set for a person without a part in the conference."""
    withdrawn = models.BooleanField(default=False)
    signed_out = models.PositiveIntegerField(default=0)
    """Tokens with a lower number have ended, because their person signed out."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "conference"], name="one_seat_revision_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.conference}, revision {self.number}"
