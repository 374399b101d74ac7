"""The address that phones in the local network can reach, found with this machine's own network."""

import socket

import pytest
from django.core.management import CommandError, call_command

from foundation.lan import addresses
from foundation.lan.addresses import NoAddressError, choose_address, local_name


def refused(wish: str) -> str:
    with pytest.raises(NoAddressError) as error:
        choose_address(wish)
    return str(error.value)


def test_an_address_of_this_machine_can_be_named() -> None:
    assert choose_address("127.0.0.2") == "127.0.0.2"


@pytest.mark.parametrize("wish", ["203.0.113.77", "wlan0", "127.0.0.1:8000", "", "::1", "١٢٧.0.0.1"])
def test_another_address_is_refused_with_the_existing_ones(
    wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "own_addresses", lambda: iter(["192.0.2.5", "10.0.0.4"]))
    assert refused(wish) == f"{wish} is no address of this machine. It has: 192.0.2.5, 10.0.0.4"


def test_the_default_routes_address_is_chosen_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "default_route_address", lambda: "192.0.2.5")
    assert choose_address("1") == "192.0.2.5"


@pytest.mark.parametrize(
    ("has", "said"),
    [
        ([], "This machine is in no network."),
        (["192.0.2.5", "10.0.0.4"], "Name one, as LAN=192.0.2.5: 192.0.2.5, 10.0.0.4"),
    ],
)
def test_without_a_default_route_the_only_address_is_chosen(
    has: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "default_route_address", lambda: None)
    monkeypatch.setattr(addresses, "own_addresses", lambda: iter(has))
    assert said in refused("1")
    monkeypatch.setattr(addresses, "own_addresses", lambda: iter(["10.0.0.4"]))
    assert choose_address("1") == "10.0.0.4"


def test_a_route_over_loopback_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "PROBE_ADDRESS", ("127.0.0.9", 9))
    assert addresses.default_route_address() is None


def test_addresses_that_others_cannot_reach_are_left_out() -> None:
    assert [each for each in addresses.own_addresses() if each.startswith(("127.", "169.254."))] == []


@pytest.mark.parametrize("host", ["Balai", "balai.example.org"])
def test_the_name_in_multicast_dns(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: host)
    assert local_name() == "balai.local"


def test_a_port_beyond_the_last_is_refused_with_what_to_do() -> None:
    with pytest.raises(CommandError, match="no port 65743 for HTTPS"):
        call_command("lan", "127.0.0.2", port=65_300, https_port=65_743)


@pytest.mark.parametrize(
    ("outward", "given"), [("192.0.2.5", ["127.0.0.1", "192.0.2.5"]), (None, ["127.0.0.1"])]
)
def test_a_demo_is_on_loopback_and_where_firefox_finds_it(
    outward: str | None, given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "default_route_address", lambda: outward)
    assert addresses.media_addresses() == given
