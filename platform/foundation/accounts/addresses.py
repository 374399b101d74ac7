"""Finds the account of an e-mail address, and removes unconfirmed addresses."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower

from foundation.accounts.models import User


def accounts_of(emails: Collection[str]) -> dict[str, User]:
    """The accounts with these addresses, which are in lower case.

    An address that its owner was asked to confirm and has not confirmed belongs to no account.
    """
    lower = EmailAddress.objects.annotate(lower=Lower("email")).filter(lower__in=emails)
    given = list(lower.select_related("user"))
    confirmed = {row.lower: row.user for row in given if row.verified}
    unconfirmed = {(row.user_id, row.lower) for row in given if not row.verified}
    users = User.objects.annotate(lower=Lower("email")).filter(lower__in=emails)
    # An administrator entered an address that nobody was asked to confirm. It counts as confirmed.
    vouched = {user.lower: user for user in users if (user.pk, user.lower) not in unconfirmed}
    return vouched | confirmed


def free_address(email: str) -> None:
    """Remove an address from every account that has not confirmed it. The caller is in a transaction."""
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True)
    EmailAddress.objects.filter(email__iexact=email, verified=False).delete()
    User.objects.filter(email__iexact=email).exclude(pk__in=confirmed.values("user")).update(email=None)
