"""Rules of webhooks: which addresses are allowed, and how a message is signed. Pure."""

import base64
import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from foundation.refusals import Refusal
from sessions.webhooks.facts import TYPES

MAX_WEBHOOKS = 20
"""The highest number of webhooks of a conference."""
MAX_URL = 500
SECRET_OCTETS = 32
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")))
"""Networks that `ipaddress` takes for public: protocol assignments, 6to4 relays (RFC 7526), site-local addresses (RFC
3879), and documentation (RFC 9637).
"""
HOST = re.compile(r"[A-Za-z0-9._-]+")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
"""The last label of a host that resolvers read as an IPv4 address, such as `127.1` (WHATWG URL, 3.5)."""

NAMES_WITHIN = ("localhost", ".localhost", ".local", ".internal", ".home.arpa", ".lan")

INTRANETS = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)
"""Networks in which an allowed name may be (RFC 1918, RFC 6598, RFC 4193). Not among them are this machine and
link-local addresses, behind which clouds keep secrets.
"""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class AllowedHosts:
    """To which hosts webhooks may be sent besides those of the public Internet."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()


def allowed_hosts(given: Iterable[str]) -> AllowedHosts:
    """The hosts of a setting: names, IP addresses, and networks."""
    names, networks = set(), []
    for each in given:
        try:
            networks.append(ipaddress.ip_network(each))
        except ValueError:
            names.add(_plain_name(each))
    return AllowedHosts(frozenset(names), tuple(networks))


def _plain_name(host: str) -> str:
    return host.rstrip(".").lower()


def check_url(url: str, allowed: AllowedHosts) -> None:
    """Check that an address is an https address at a public or allowed host. This machine is asked without TLS too, if
    its address is allowed. Refuses `webhook.bad_address`, `webhook.private_address`.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _bad_address_refusal() from None
    literal = _parse_address(host)
    is_here = literal is not None and literal.is_loopback and is_reachable(literal, allowed)
    schemes = ("https", "http") if is_here else ("https",)
    is_plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= MAX_URL
    if parts.scheme not in schemes or not host or port == 0 or not is_plain:
        raise _bad_address_refusal()
    if parts.username is not None or parts.password is not None or "#" in url:
        raise _bad_address_refusal()
    last = host.rstrip(".").rpartition(".")[2].lower()
    if literal is None and (not HOST.fullmatch(host) or ("." in host and NUMBER.fullmatch(last))):
        raise _bad_address_refusal()
    if literal is not None and not is_reachable(literal, allowed):
        raise private_refusal()
    # A name may lead into an allowed network: its addresses are checked when it is resolved.
    is_allowed = bool(allowed.networks) or _plain_name(host) in allowed.names
    if literal is None and not is_allowed and is_private_host(host):
        raise private_refusal()


def is_private_host(host: str) -> bool:
    """Whether a host name names this machine or a host of a private network."""
    name = _plain_name(host)
    return "." not in name or name.endswith(NAMES_WITHIN)


def is_reachable(address: Address, allowed: AllowedHosts, host: str = "") -> bool:
    """Whether webhooks may be sent to an IP address of a host: it is of the public Internet, and no multicast address;
    or it is in an allowed network; or the host is allowed and the address is of an intranet.
    """
    if any(address in network for network in allowed.networks):
        return True
    if _plain_name(host) in allowed.names and any(address in network for network in INTRANETS):
        return True
    if isinstance(address, ipaddress.IPv6Address) and (inner := _embedded_ipv4(address)) is not None:
        # A tunnel or a translator would carry it to the IPv4 address.
        return is_reachable(inner, AllowedHosts())
    is_public = not any(address in network for network in NOT_PUBLIC)
    return is_public and address.is_global and not address.is_multicast and not address.is_reserved


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in NAT64 or address in IPV4_COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _parse_address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def check_types(types: Collection[str]) -> None:
    """Check the types of messages that a webhook asks for. Refuses `webhook.unknown_event` for a type that does not
    exist, `webhook.no_event` if there is none.
    """
    if not types:
        raise Refusal("webhook.no_event", "Choose at least one kind of event.")
    if unknown := sorted(set(types) - set(TYPES)):
        raise Refusal(
            "webhook.unknown_event", f"There is no event “{unknown[0][:60]}”. Choose one of the list."
        )


def check_webhook_count(webhooks: int) -> None:
    """Check that the conference may have one more webhook. Refuses `webhook.too_many`."""
    if webhooks >= MAX_WEBHOOKS:
        raise Refusal(
            "webhook.too_many",
            f"The conference has {webhooks} webhooks; that is all it can have. Remove one first.",
        )


def check_active(is_active: bool) -> None:
    """Check that the webhook is switched on. Refuses `webhook.off`."""
    if not is_active:
        raise Refusal("webhook.off", "This webhook is switched off. Switch it on first.")


def new_secret() -> str:
    """A new secret (Standard Webhooks): `whsec_`, and 32 random octets in base64."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_OCTETS)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: str) -> str:
    """The header `webhook-signature`: `v1,` and the HMAC-SHA256 of id, timestamp and body, in base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def _bad_address_refusal() -> Refusal:
    return Refusal(
        "webhook.bad_address",
        "This is no address for webhooks. Give one that begins with https://, without a name and password in it.",
    )


def private_refusal() -> Refusal:
    """The refusal `webhook.private_address`: the address is not of the public Internet, and not allowed."""
    return Refusal(
        "webhook.private_address",
        "This address is of a private network. Give one of the public Internet, or ask whoever runs this server to "
        "allow it (WEBHOOKS_ALLOWED_HOSTS).",
    )


def unknown_refusal() -> Refusal:
    """The refusal `webhook.unknown`: there is no such webhook or delivery."""
    return Refusal("webhook.unknown", "This webhook is no longer here. Look at the list again.")
