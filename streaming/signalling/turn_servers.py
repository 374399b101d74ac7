"""TURN servers and short-lived credentials, for networks that block UDP.

The credentials follow draft-uberti-behave-turn-rest, which coturn calls `use-auth-secret`: the user name holds the
expiry, and the password is its HMAC under a secret that both servers share.
"""

import hmac
from base64 import b64encode
from typing import TypedDict

from django.conf import settings

from foundation import clock


class IceServer(TypedDict):
    """A browser's `RTCIceServer`."""

    urls: list[str]
    username: str
    credential: str


def ice_servers(person: str) -> list[IceServer]:
    """The TURN servers for a person, to begin a connection within the hour. Empty if the host has none."""
    if not settings.TURN_URLS:
        return []
    username = f"{int(clock.now().timestamp()) + settings.TURN_SECONDS}:{person}"
    digest = hmac.digest(settings.TURN_SECRET.encode(), username.encode(), "sha1")
    return [IceServer(urls=settings.TURN_URLS, username=username, credential=b64encode(digest).decode())]


def link_header(servers: list[IceServer]) -> str:
    """The servers as the value of a `Link` header (RFC 9725, section 4.6)."""
    return ", ".join(
        f'<{url}>; rel="ice-server"; username="{server["username"]}"; '
        f'credential="{server["credential"]}"; credential-type="password"'
        for server in servers
        for url in server["urls"]
    )
