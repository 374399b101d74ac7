"""The URLs that accept a body larger than `MAX_BODY`, and the limit of each."""

import re

from foundation.accounts import seats
from foundation.http.upload_hooks import MAX_BODY, Body, Head
from foundation.ids import number
from foundation.wire.execution import check_roles
from sessions.documents import intake as documents
from sessions.exchange import services as exchange
from sessions.exchange.refusals import MAX_OCTETS
from sessions.floor.bulk_inscription.sheet import MAX_BYTES
from sessions.planning.branding import picture
from sessions.planning.branding import services as branding
from sessions.written_statements.intake import most_octets
from streaming.video_statements import intake as video_statements

WRITTEN = re.compile(r"/api/v1/sessions/(\d{1,15})/written")
LOGO = "/api/v1/organise/logo"
INSCRIPTIONS = re.compile(r"/api/v1/sessions/(\d{1,15})/inscriptions")
EXCHANGE = re.compile(r"/api/v1/organise/exchange/[a-z]{1,20}/(?:preview|apply)")


def body_receiver(head: Head) -> Body | int:
    """How the body of a request is received: an object that takes the body as a file, or else its highest number of
    octets.

    A sender without permission is refused before the body arrives.

    Refuses what `video_statements.body_receiver` and `documents.body_receiver` refuse, and `seat.missing`, `.forged`,
    `.expired`, `wire.forbidden`.
    """
    if (body := video_statements.body_receiver(head)) is not None:
        return body
    if (document := documents.body_receiver(head)) is not None:
        return document
    if head.method == "PUT" and (found := WRITTEN.fullmatch(head.path)):
        return _max_upload_octets(head, "written.submit", found[1], most_octets())
    if head.method == "POST" and (found := INSCRIPTIONS.fullmatch(head.path)):
        return _max_upload_octets(head, "floor.inscribe_many", found[1], MAX_BYTES)
    if head.method == "PUT" and head.path == LOGO:
        return _max_organiser_upload_octets(head, branding.MANAGE, picture.MAX_BYTES)
    if head.method == "POST" and EXCHANGE.fullmatch(head.path):
        return _max_organiser_upload_octets(head, exchange.MANAGE, MAX_OCTETS)
    return MAX_BODY


def is_file(method: str, path: str) -> bool:
    """Whether a request uploads a file that a subprocess reads. The sender's permission was checked when its headers
    arrived.
    """
    if method == "POST":
        return EXCHANGE.fullmatch(path) is not None
    return method == "PUT" and (path == video_statements.ADDRESS or WRITTEN.fullmatch(path) is not None)


def _max_upload_octets(head: Head, permission: str, session: str, most: int) -> int:
    """The highest number of octets of an upload: `most` and one more, so that the view itself can refuse a body that is
    too large.
    """
    check_roles(seats.of_bearer(head.authorization), permission, f"session/{number(session)}")
    return most + 1


def _max_organiser_upload_octets(head: Head, permission: str, most: int) -> int:
    """The highest number of octets of an upload to the conference of the sender's seat."""
    seat = seats.of_bearer(head.authorization)
    check_roles(seat, permission, f"conference/{seat.conference}")
    return most + 1
