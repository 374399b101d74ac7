"""Decides who may upload before a file arrives, and hands the file to the view."""

import re

from django.http import HttpRequest

from foundation.accounts import seats
from foundation.http.bearer import bearer
from foundation.http.upload_hooks import FILE, Head
from foundation.wire.execution import check_roles
from sessions.api_tokens import services as api_tokens
from sessions.documents.files import IncomingFile
from sessions.documents.services import MANAGE

ADDRESS = re.compile(r"/api/v1/documents/\d{1,15}/files/[A-Za-z0-9-]{2,12}")
CHUNK = 64 * 1024


def body_receiver(head: Head) -> IncomingFile | None:
    """The file for the body of a request that uploads a document. None for any other request.

    It runs in the event loop and does not use the database. If the bearer is a token of the API, it only checks that
    this server made the token; the view checks the rest.

    Refuses `seat.missing`, `seat.forged`, `seat.expired`, `wire.forbidden`, `api_token.forged`, `documents.too_large`,
    `documents.no_room`.
    """
    if head.method != "PUT" or not ADDRESS.fullmatch(head.path):
        return None
    token = bearer(head.authorization) or ""
    if api_tokens.is_token(token):
        api_tokens.check_made_here(token)
    else:
        seat = seats.of_bearer(head.authorization)
        check_roles(seat, MANAGE, f"conference/{seat.conference}")
    return IncomingFile(head.length)


def uploaded_file(request: HttpRequest) -> IncomingFile:
    """The uploaded file of a request. If the server has not stored the body yet, it is read now."""
    body = getattr(request, "scope", {}).get("extensions", {}).get(FILE)
    if isinstance(body, IncomingFile):
        return body
    length = request.headers.get("Content-Length", "")
    body = IncomingFile(int(length) if length.isdecimal() else None)
    while octets := request.read(CHUNK):
        body.write(octets)
    return body
