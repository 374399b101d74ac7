"""Sign-in with a password: limited across all processes. Each failure is one line of the log."""

import logging
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from foundation import clock, limits
from foundation.accounts.models import FailedSignIns, User
from foundation.database import write_transaction
from foundation.http.client_ip import address
from foundation.refusals import Refusal

logger = logging.getLogger(__name__)

KNOWN_FOR = timedelta(days=30)
"""For this long after a sign-in from an address, wrong passwords of other people do not delay the account there."""


@dataclass(frozen=True)
class _FailureCounts:
    """The stored counts of failed sign-ins: three rows, for the account at the address, for the account, and for the
    address.
    """

    pair: FailedSignIns
    account: FailedSignIns
    address: FailedSignIns

    def time_to_wait(self, now: datetime) -> timedelta:
        """How long the person has to wait until the password may be tried again."""
        own = max(self.pair.until - now, timedelta())
        if self.is_known(now):
            return own
        others = (
            limits.ACCOUNT_FAILURES.time_to_wait(self.account.until, now),
            limits.ADDRESS_FAILURES.time_to_wait(self.address.until, now),
        )
        return max(own, *others)

    def is_known(self, now: datetime) -> bool:
        """Whether the account has signed in from the address within `KNOWN_FOR`."""
        return self.pair.known_until > now

    def fail(self, now: datetime) -> None:
        """Count an attempt. It counts as a failure until it succeeds, so that parallel attempts are counted."""
        self.pair.failures += 1
        self.pair.until = now + limits.delay_after_failures(self.pair.failures)
        if not self.is_known(now):
            self.account.until = limits.ACCOUNT_FAILURES.until_after_failure(self.account.until, now)
            self.address.until = limits.ADDRESS_FAILURES.until_after_failure(self.address.until, now)

    def succeed(self, now: datetime) -> None:
        """Undo the count of the last attempt, which succeeded."""
        if not self.is_known(now):
            self.account.until -= limits.ACCOUNT_FAILURES.interval
            self.address.until -= limits.ADDRESS_FAILURES.interval
        self.pair.failures, self.pair.until, self.pair.known_until = 0, now, now + KNOWN_FOR

    def save(self) -> None:
        """Save the three rows of counts."""
        for row in (self.pair, self.account, self.address):
            row.save()


class Backend(ModelBackend):
    """Django's backend for sign-ins, with a limit: an attempt that comes too soon is refused before its password is
    checked.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Any:
        """The person, or None. allauth calls it with `email`. Refuses `sign_in.too_soon`, `sign_in.busy`."""
        username = username or kwargs.get("email")
        if request is None or username is None or password is None:
            return super().authenticate(request, username, password, **kwargs)
        caller = address(request)
        account = username.strip().casefold()
        _begin_attempt(account, caller)
        person = super().authenticate(request, username, password, **kwargs)
        if person is None:
            logger.warning("Sign-in: wrong password for %s from %s", _account_for_log(account), caller)
        else:
            _undo_failure(account, caller)
        return person


def _begin_attempt(account: str, caller: str) -> None:
    now = clock.now()
    wait = _failure_counts(account, caller, now).time_to_wait(now) or _count_failure(account, caller, now)
    if wait:
        logger.warning("Sign-in: %s from %s came too soon", _account_for_log(account), caller)
        seconds = math.ceil(wait.total_seconds())
        raise Refusal("sign_in.too_soon", f"Too many wrong passwords. Try again in {seconds} seconds.")


def _count_failure(account: str, caller: str, now: datetime) -> timedelta:
    """Count an attempt as a failure, unless other attempts meanwhile make it wait. Returns how long it has to wait."""
    with write_transaction():
        FailedSignIns.objects.filter(until__lt=now, known_until__lt=now).delete()
        rows = _locked_failure_counts(account, caller, now)
        wait = rows.time_to_wait(now)
        if not wait:
            rows.fail(now)
            rows.save()
    return wait


def _undo_failure(account: str, caller: str) -> None:
    now = clock.now()
    with write_transaction():
        rows = _locked_failure_counts(account, caller, now)
        rows.succeed(now)
        rows.save()


def _failure_counts(account: str, caller: str, now: datetime) -> _FailureCounts:
    """The three rows of counts. A row that is not stored yet is a new one."""
    keys = _keys(account, caller)
    stored = {row.key: row for row in FailedSignIns.objects.filter(key__in=keys)}
    return _FailureCounts(*(stored.get(key) or _new_count(key, now) for key in keys))


def _locked_failure_counts(account: str, caller: str, now: datetime) -> _FailureCounts:
    """The three rows of counts, as in `_failure_counts`. Here all are stored, and locked in a fixed order. The caller
    is in a transaction.
    """
    new = [_new_count(key, now) for key in sorted(_keys(account, caller))]
    FailedSignIns.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )
    return _failure_counts(account, caller, now)


def _new_count(key: str, now: datetime) -> FailedSignIns:
    return FailedSignIns(key=key, until=now, known_until=now)


def _keys(account: str, caller: str) -> list[str]:
    return [_digest("pair", account, caller), _digest("account", account), _digest("address", caller)]


def _digest(*of: str) -> str:
    """The digest that stands for these texts, so that the table reveals neither accounts nor addresses."""
    return salted_hmac("balai.sign_in", "\n".join(of), algorithm="sha256").hexdigest()


def _account_for_log(account: str) -> str:
    """The account's name for the log. An unknown name is left out: it may be a password in the wrong field."""
    return account if User.objects.filter(email__iexact=account).exists() else "an unknown account"
