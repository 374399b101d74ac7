"""Keys that are made at the same moment."""

from functools import partial
from uuid import uuid4

import pytest

from foundation.refusals import Refusal
from streaming.equipment_keys import services
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

PERSON = str(uuid4())


def code(session: int, language: str = "") -> str:
    """Make a key; returns the code of the refusal, or nothing."""
    try:
        services.make_key(session, "Encoder", PERSON, language)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_of_several_keys_of_a_booth_that_are_made_at_once_one_is() -> None:
    session = Assembly().session.pk
    codes = at_once(*[partial(code, session, "fr")] * 6)
    assert sorted(codes) == ["", *["media.booth_has_key"] * 5]


def test_of_keys_that_are_made_at_once_there_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MAX_KEYS", 2)
    session = Assembly().session.pk
    codes = at_once(*[partial(code, session)] * 6)
    assert sorted(codes) == ["", "", *["media.too_many_keys"] * 4]
