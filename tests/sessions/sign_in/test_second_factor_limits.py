"""Wrong codes of a second factor refuse their own person for a while, and nobody else at the same address."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from foundation.accounts.models import User

pytestmark = pytest.mark.django_db
CODE = "/account/2fa/authenticate/"


@pytest.fixture(autouse=True)
def counts() -> None:
    cache.clear()


def after_the_password(name: str) -> tuple[Client, str]:
    """A browser that has to give the code of an app next, and that code."""
    user = User.objects.create_user(f"{name}@example.org", "a long secret")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": "a long secret"})
    return browser, format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def tries(browser: Client, code: str) -> bool:
    """Whether the code signs in."""
    return browser.post(CODE, {"code": code}).status_code == 302


def test_wrong_codes_of_others_at_one_address_refuse_no_right_one() -> None:
    for name in ("ben", "cat", "dan"):
        browser, _ = after_the_password(name)
        assert not any(tries(browser, "000000") for _ in range(5))
    browser, right = after_the_password("ana")
    assert tries(browser, right)


def test_after_five_wrong_codes_the_right_one_has_to_wait() -> None:
    browser, right = after_the_password("ana")
    assert not any(tries(browser, "000000") for _ in range(5))
    assert not tries(browser, right)
