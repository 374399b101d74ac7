"""The largest body of each URL, and who may send it."""

from typing import Any

import pytest

from config.request_bodies import body_receiver
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.http.upload_hooks import MAX_BODY, Head
from foundation.refusals import Refusal
from sessions.floor.bulk_inscription.sheet import MAX_BYTES


def bearer(*roles: str) -> str:
    seat = Seat("person", "conference", "Name", "remote", roles, party="7")
    return f"Bearer {seats.sign(seat)[0]}"


def most(method: str, path: str, authorization: str = "") -> Any:
    return body_receiver(Head(method, path, authorization, None))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/seats/guest"),
        ("POST", "/api/v1/sessions/1/written"),
        ("PUT", "/api/v1/sessions/1/written/2"),
        ("PUT", "/api/v1/sessions/1/inscriptions"),
        ("POST", "/media/sessions/1/whep"),
        ("POST", "/admin/login/"),
        ("GET", "/"),
    ],
)
def test_a_body_has_the_small_default_limit(method: str, path: str) -> None:
    assert most(method, path) == MAX_BODY


def test_a_party_hands_in_a_document_and_a_moderator_a_list(settings: Any) -> None:
    settings.WRITTEN_MOST_MEGABYTES = 3
    assert most("PUT", "/api/v1/sessions/1/written", bearer("delegate")) == 3_000_001
    assert most("POST", "/api/v1/sessions/1/inscriptions", bearer("moderator")) == MAX_BYTES + 1


def test_a_role_in_one_session_counts_there_alone() -> None:
    seat = Seat("person", "conference", "Name", "remote", ("audience",), session_roles=(("1", "moderator"),))
    token = f"Bearer {seats.sign(seat)[0]}"
    assert most("POST", "/api/v1/sessions/1/inscriptions", token) == MAX_BYTES + 1
    with pytest.raises(Refusal):
        most("POST", "/api/v1/sessions/2/inscriptions", token)


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        ("", "seat.missing"),
        ("Basic eA==", "seat.missing"),
        ("Bearer forged", "seat.forged"),
        (bearer("audience"), "wire.forbidden"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/api/v1/sessions/1/written"),
        ("POST", "/api/v1/sessions/1/inscriptions"),
        ("PUT", "/api/v1/video-statement"),
    ],
)
def test_a_sender_without_permission_is_refused_by_the_headers(
    method: str, path: str, authorization: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        most(method, path, authorization)
    assert refused.value.code == code
