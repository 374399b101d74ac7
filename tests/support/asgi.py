"""Requests to an ASGI application, without a server."""

from typing import Any

from asgiref.testing import ApplicationCommunicator

from tests.support.patience import PATIENCE

Headers = list[tuple[bytes, bytes]]


async def ask(
    app: Any,
    method: str,
    where: str,
    *headers: tuple[bytes, bytes],
    body: bytes = b"",
    host: bytes = b"127.0.0.1",
) -> tuple[int, Headers, bytes]:
    """Ask once. Returns the status, the headers in order of their names, and the body of the answer.

    The body of the request comes in two parts.
    """
    path, _, query = where.partition("?")
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(b"host", host), *headers], "client": ["127.0.0.1", 1], "server": ["127.0.0.1", 80],
    }  # fmt: skip
    request = ApplicationCommunicator(app, scope)
    await request.send_input({"type": "http.request", "body": body[:2], "more_body": True})
    await request.send_input({"type": "http.request", "body": body[2:]})
    start, content = [await request.receive_output(PATIENCE) for _ in range(2)]
    await request.wait(PATIENCE)
    return start["status"], sorted(start["headers"]), content["body"]
