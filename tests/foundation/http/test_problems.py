"""The HTTP status of a refusal: its concept declares it, once."""

from foundation.http.problems import DEFAULT_STATUS, STATUS, status_of
from foundation.messages.refusal_table import refusals
from foundation.registry import registry


def test_a_status_is_declared_once_and_for_an_existing_refusal() -> None:
    declared = [code for concept in registry().concepts for code in concept.statuses]
    assert len(declared) == len(set(declared))
    assert set(declared) & set(STATUS) == set()
    raised = refusals(["foundation", "sessions", "chat", "streaming"])
    assert {*declared, *STATUS} - set(raised) == set()


def test_a_refusal_has_the_status_that_its_concept_declares() -> None:
    assert [status_of(code) for code in ("card.revoked", "seat.missing", "media.full")] == [410, 401, 503]
    assert status_of("floor.token_changed") == DEFAULT_STATUS == 409
