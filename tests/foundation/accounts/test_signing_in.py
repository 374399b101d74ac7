"""Sign-in: wrong passwords are limited and logged, and do not lock the owner out for long."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher
from django.test import Client

from foundation import clock, limits
from foundation.accounts import passwords
from foundation.accounts.models import FailedSignIns, User

pytestmark = pytest.mark.django_db

ADA, SECRET = "ada@example.org", "a long secret"
HOME, STRANGE = "192.0.2.1", "198.51.100.7"


class Moment:
    """A clock that moves only when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = clock.now()
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    return Moment(monkeypatch)


@pytest.fixture
def ada() -> User:
    return User.objects.create_superuser(ADA, SECRET, name="Ada")


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING, "foundation.accounts.signing_in")
    return caplog


def sign_in(password: str, account: str = ADA, caller: str = HOME) -> str:
    """The message of a sign-in; "" if it succeeded."""
    answer = Client(REMOTE_ADDR=caller).post("/account/login/", {"login": account, "password": password})
    if answer.status_code == 302:
        return ""
    (sentence,) = answer.context["form"].non_field_errors()
    return str(sentence)


def is_told_to_wait(sentence: str, seconds: int) -> bool:
    return sentence == f"Too many wrong passwords. Try again in {seconds} seconds."


def test_a_few_wrong_passwords_cause_no_delay(ada: User, moment: Moment) -> None:
    assert [bool(sign_in("a long sceret")) for _ in range(2)] == [True, True]
    assert sign_in(SECRET) == ""
    assert FailedSignIns.objects.filter(failures__gt=0).count() == 0


def test_wrong_passwords_cause_growing_delays(ada: User, moment: Moment) -> None:
    for _ in range(3):
        assert "is wrong" in sign_in("wrong")
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60):
        assert is_told_to_wait(sign_in("wrong"), seconds)
        assert is_told_to_wait(sign_in(SECRET), seconds), "whatever it is, it is not looked at"
        moment.passes(seconds=seconds)
        assert "is wrong" in sign_in("wrong")
    moment.passes(seconds=60)
    assert sign_in(SECRET) == ""


def test_passwords_are_not_checked_beyond_the_limit(ada: User, moment: Moment) -> None:
    told = [sign_in(f"wrong {number}") for number in range(60)]
    assert ["is wrong" in sentence for sentence in told] == [True] * 3 + [False] * 57
    assert sign_in(SECRET, caller=STRANGE) == "", "from elsewhere its owner is in"


def test_many_addresses_share_a_limit_and_a_known_address_is_exempt(ada: User, moment: Moment) -> None:
    assert sign_in(SECRET) == ""
    told = [sign_in("wrong", caller=f"198.51.100.{number}") for number in range(40)]
    assert ["is wrong" in sentence for sentence in told] == [True] * 30 + [False] * 10
    assert is_told_to_wait(sign_in(SECRET, caller="203.0.113.1"), 30)
    assert sign_in(SECRET) == ""
    moment.passes(seconds=30)
    assert sign_in(SECRET, caller="203.0.113.1") == ""


def test_an_address_has_a_limit_and_a_known_account_is_exempt(ada: User, moment: Moment) -> None:
    assert sign_in(SECRET) == ""
    told = [sign_in("wrong", f"person{number}@example.org") for number in range(70)]
    assert ["is wrong" in sentence for sentence in told] == [True] * 60 + [False] * 10
    assert sign_in(SECRET) == ""


def test_right_passwords_do_not_count_against_an_address(
    ada: User, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ADDRESS_FAILURES", replace(limits.ADDRESS_FAILURES, burst=3))
    for number in range(6):
        User.objects.create_superuser(f"{number}@example.org", SECRET)
    assert {sign_in(SECRET, f"{number}@example.org") for number in range(6)} == {""}


def test_case_and_spaces_of_an_account_do_not_matter(ada: User, moment: Moment) -> None:
    for account in (ADA, " ada@example.org", "ADA@EXAMPLE.ORG"):
        sign_in("wrong", account)
    assert is_told_to_wait(sign_in(SECRET), 1)


def test_each_failure_is_one_line_without_a_password(
    ada: User, moment: Moment, said: pytest.LogCaptureFixture
) -> None:
    for account in (ADA, "hunter2@typed.here", ADA, ADA, ADA):
        sign_in("hunter2", account)
    assert said.messages == [
        f"Sign-in: wrong password for {ADA} from {HOME}",
        f"Sign-in: wrong password for an unknown account from {HOME}",
        *[f"Sign-in: wrong password for {ADA} from {HOME}"] * 2,
        f"Sign-in: {ADA} from {HOME} came too soon",
    ]


def test_the_table_holds_no_addresses_and_old_rows_are_deleted(ada: User, moment: Moment) -> None:
    sign_in("wrong", caller=STRANGE)
    assert [len(row.key) for row in FailedSignIns.objects.all()] == [64] * 3
    moment.passes(days=1)
    sign_in("wrong", "someone@example.org")
    assert FailedSignIns.objects.count() == 3


def test_a_password_with_an_old_hash_is_hashed_again(
    ada: User, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    ada.password = PBKDF2PasswordHasher().encode(SECRET, "salt")
    ada.save()
    assert sign_in(SECRET) == ""
    ada.refresh_from_db()
    assert identify_hasher(ada.password).algorithm == "argon2"


def test_a_busy_server_says_so(ada: User, moment: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_thread", passwords.LowPriorityThread(1))
    held: Any = passwords._thread._room
    held.acquire()
    assert "Many people sign in" in sign_in(SECRET)
