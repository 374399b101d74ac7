"""The client's address: only trusted proxies can set it."""

from typing import Any

import pytest
from django.test import RequestFactory

from foundation.http.client_ip import address


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
def test_only_trusted_proxies_can_set_the_address(
    peer: str, forwarded: str, caller: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.4"]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)) == caller
