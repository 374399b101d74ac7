"""Who calls: behind proxies that are trusted, and no one else's word."""

from typing import Any

import pytest
from django.test import RequestFactory

from foundation.http import client_ip
from foundation.http.client_ip import AddressAllowance, address


@pytest.mark.parametrize(
    ("peer", "forwarded", "caller"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "203.0.113.1", "192.0.2.7"),
        ("127.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("127.0.0.1", "203.0.113.9, 203.0.113.1", "203.0.113.1"),
        ("127.0.0.1", "203.0.113.1, 10.0.0.4", "203.0.113.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", " , ", "127.0.0.1"),
        ("127.0.0.1", "unknown", "unknown"),
        ("127.0.0.1", "x" * 5000, "x" * 64),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "", "192.0.2.7"),
    ],
)
def test_an_address_is_what_trusted_proxies_say(
    peer: str, forwarded: str, caller: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.4"]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)) == caller


def test_an_allowance_is_each_addresss_own_and_grows_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(client_ip.time, "monotonic", lambda: now[0])
    allowance = AddressAllowance(size=2, rate=0.5)
    assert [allowance.take("a") for _ in range(3)] == [True, True, False]
    assert allowance.take("b")
    now[0] += 2
    assert [allowance.take("a") for _ in range(2)] == [True, False]


def test_no_more_addresses_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_ip, "MOST_KNOWN", 2)
    allowance = AddressAllowance(size=1, rate=0)
    assert [allowance.take(who) for who in ("a", "b", "a", "c")] == [True, True, False, True]
    assert [allowance.take(who) for who in ("a", "c", "b")] == [False, False, True]
