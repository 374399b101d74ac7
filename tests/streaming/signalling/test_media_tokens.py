"""Media tokens."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.refusals import Refusal
from streaming.signalling import media_tokens
from streaming.signalling.media_tokens import MediaToken

TICKET = MediaToken("4", "publish", "own", "ana", "1", "7", "6", "remote", 2**31)


def test_a_ticket_comes_back_as_it_was_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    token, expires = media_tokens.sign_token(TICKET)
    assert media_tokens.read_token(f"Bearer {token}") == TICKET
    assert expires == now + timedelta(seconds=60)


def test_a_ticket_names_its_source_and_its_stage() -> None:
    assert (TICKET.source, TICKET.stream) == ("person/ana", "session/4")
    assert MediaToken("4", "publish", "hall", "ana", "1", None, None, "hall", 2**31).source == "hall"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi"])
def test_without_a_bearer_it_is_missing(header: str) -> None:
    with pytest.raises(Refusal) as refused:
        media_tokens.read_token(header)
    assert refused.value.code == "media.token_missing"


def test_a_changed_token_is_forged() -> None:
    token, _ = media_tokens.sign_token(TICKET)
    with pytest.raises(Refusal) as refused:
        media_tokens.read_token(f"Bearer x{token}")
    assert refused.value.code == "media.token_forged"


def test_a_minute_later_it_has_expired_but_may_still_hang_up(monkeypatch: pytest.MonkeyPatch) -> None:
    token, expires = media_tokens.sign_token(TICKET)
    monkeypatch.setattr(clock, "now", lambda: expires)
    with pytest.raises(Refusal) as refused:
        media_tokens.read_token(f"Bearer {token}")
    assert refused.value.code == "media.token_expired"
    assert media_tokens.read_token(f"Bearer {token}", expired=True) == TICKET
