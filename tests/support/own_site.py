"""A WebSocket as a page of the same site opens it: with its Origin."""

from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import connect as connect_anyhow


def origin(url: str) -> str:
    """The origin of the site of this WebSocket."""
    parts = urlsplit(url)
    return f"{parts.scheme.replace('ws', 'http')}://{parts.netloc}"


def connect(url: str, **options: Any) -> connect_anyhow:
    """`websockets.connect` from a page of the same site."""
    return connect_anyhow(url, **{"origin": origin(url)} | options)
