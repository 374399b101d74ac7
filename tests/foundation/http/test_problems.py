"""Which HTTP status a refusal has: its concept declares it, once."""

from foundation.http.problems import OTHERWISE, STATUS, status_of
from foundation.messages.refusal_table import refusals
from foundation.registry import registry


def test_a_status_is_declared_once_and_of_a_refusal_that_there_is() -> None:
    declared = [code for concept in registry().concepts for code in concept.statuses]
    assert len(declared) == len(set(declared))
    assert set(declared) & set(STATUS) == set()
    raised = refusals(["foundation", "sessions", "chat", "streaming"])
    assert {*declared, *STATUS} - set(raised) == set()


def test_a_refusal_has_the_status_that_its_concept_declares() -> None:
    assert [status_of(code) for code in ("card.revoked", "seat.missing", "media.full")] == [410, 401, 503]
    assert status_of("floor.token_changed") == OTHERWISE == 409
