"""The logo of a conference: what is accepted, what is kept, and who sees it."""

import io
import zlib
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from foundation.accounts import seats
from foundation.audit.models import AuditEntry
from foundation.journal.models import Entry
from sessions.planning.branding import picture
from sessions.planning.branding.models import Logo
from tests.sessions.planning.conftest import Office


def image(size: tuple[int, int] = (900, 300), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (20, 60, 120)).save(out, kind, comment=b"kept by nobody")
    return out.getvalue()


def send(office: Office, method: str, body: bytes = b"") -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(office.organiser)[0]}"}
    return Client().generic(method, "/api/v1/organise/logo", body, content_type="image/png", headers=bearer)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_encoded_anew_and_everyone_sees_it(office: Office, kind: str) -> None:
    assert send(office, "PUT", image(kind=kind)).status_code == 204

    row = Logo.objects.get()
    entry = Entry.objects.filter(stream=office.conference.stream).latest("seq")
    address = f"/api/v1/c/{office.conference.slug}/logo?v={row.digest}"
    assert f'"logo":"{address}"' in (entry.everyone or "")
    answer = Client().get(address)
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert (shown.format, shown.size) == ("PNG", (640, 213))
    assert b"kept by nobody" not in answer.content
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Cache-Control"] == f"public, max-age={365 * 24 * 3600}"
    assert AuditEntry.objects.latest("pk").action == "programme.set_logo"


def test_it_is_removed(office: Office) -> None:
    send(office, "PUT", image())
    assert send(office, "DELETE").status_code == 204
    assert Client().get(f"/api/v1/c/{office.conference.slug}/logo").json()["code"] == "branding.no_logo"
    before = Entry.objects.count()
    assert send(office, "DELETE").status_code == 204
    assert Entry.objects.count() == before


def bomb() -> bytes:
    """A PNG of a few hundred octets that says that it is 30,000 pixels wide and high."""
    plain = bytearray(image((1, 1)))
    at = plain.index(b"IHDR") + 4
    plain[at : at + 8] = (30_000).to_bytes(4, "big") * 2
    plain[at + 13 : at + 17] = zlib.crc32(plain[at - 4 : at + 13]).to_bytes(4, "big")
    return bytes(plain)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "branding.not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "branding.not_a_picture"),
        (image()[:200], "branding.not_a_picture"),
        (bomb(), "branding.too_large"),
        (image((picture.MAX_SIDE + 1, 2)), "branding.too_large"),
        (b"\x89PNG" + bytes(picture.MAX_BYTES), "branding.too_large"),
    ],
    ids=["empty", "svg", "cut", "bomb", "wide", "long"],
)
def test_what_is_no_picture_is_refused(office: Office, body: bytes, code: str) -> None:
    assert send(office, "PUT", body).json()["code"] == code
    assert not Logo.objects.exists()
