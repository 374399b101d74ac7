"""The rules of booths, without a database."""

import pytest

from foundation.refusals import Refusal
from streaming.interpretation import rules
from streaming.interpretation.rules import Booth

ON = Booth("ana")
OFFERED = Booth("ana", "ben", "ana")
ASKED = Booth("ana", "ben", "ben")


def code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_a_language_is_listed_once() -> None:
    rules.check_languages(["fr", "es"])
    with pytest.raises(Refusal) as refused:
        rules.check_languages(["fr", "FR"])
    assert code(refused) == "interpretation.repeated_language"


@pytest.mark.parametrize("participant", [None, "eve"])
def test_only_the_interpreters_of_a_channel_work_in_it(participant: str | None) -> None:
    assert rules.check_assigned("ana", ["ana", "ben"]) == "ana"
    with pytest.raises(Refusal) as refused:
        rules.check_assigned(participant, ["ana", "ben"])
    assert code(refused) == "interpretation.not_assigned"


def test_one_goes_on_duty_in_an_empty_booth_or_in_that_of_somebody_who_is_no_longer_assigned() -> None:
    assert rules.go_on_duty(Booth(), "ben", ["ben"]) == Booth("ben")
    assert rules.go_on_duty(Booth("ana"), "ben", ["ben"]) == Booth("ben")
    assert rules.go_on_duty(OFFERED, "ana", ["ana", "ben"]) == Booth("ana")
    with pytest.raises(Refusal) as refused:
        rules.go_on_duty(ON, "ben", ["ana", "ben"])
    assert code(refused) == "interpretation.occupied"


def test_only_the_interpreter_on_duty_goes_off_duty() -> None:
    assert rules.go_off_duty(OFFERED, "ana") == Booth()
    for participant in ("ben", None):
        with pytest.raises(Refusal) as refused:
            rules.go_off_duty(OFFERED, participant)
        assert code(refused) == "interpretation.not_on_duty"


@pytest.mark.parametrize(("sender", "offer"), [("ana", OFFERED), ("ben", ASKED)])
def test_either_partner_offers_a_handover_and_the_other_accepts(sender: str, offer: Booth) -> None:
    other = {"ana": "ben", "ben": "ana"}[sender]
    assert rules.hand_over(ON, sender, "ben", now=False) == offer
    assert rules.accept_handover(offer, other) == Booth("ben")
    assert rules.cancel_handover(offer, other) == rules.cancel_handover(offer, sender) == ON
    with pytest.raises(Refusal) as refused:
        rules.accept_handover(offer, sender)
    assert code(refused) == "interpretation.not_yours"


@pytest.mark.parametrize("sender", ["ana", "ben"])
def test_either_partner_makes_a_handover_at_once(sender: str) -> None:
    assert rules.hand_over(ASKED, sender, "ben", now=True) == Booth("ben")


@pytest.mark.parametrize(
    ("booth", "sender", "to", "refusal"),
    [
        (Booth(), "ben", "ben", "interpretation.nobody_on_duty"),
        (ON, "ana", "ana", "interpretation.same_person"),
        (ON, "eve", "ben", "interpretation.not_yours"),
    ],
)
def test_a_handover_that_cannot_be_made_is_refused(booth: Booth, sender: str, to: str, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.hand_over(booth, sender, to, now=True)
    assert code(refused) == refusal


def test_a_handover_that_is_not_offered_or_is_of_others_is_refused() -> None:
    for rule in (rules.accept_handover, rules.cancel_handover):
        with pytest.raises(Refusal) as refused:
            rule(ON, "ben")
        assert code(refused) == "interpretation.no_handover"
        with pytest.raises(Refusal) as refused:
            rule(OFFERED, "eve")
        assert code(refused) == "interpretation.not_yours"


@pytest.mark.parametrize("incoming", ["", "fr", "en"])
def test_a_booth_interprets_from_the_floor_or_from_another_channel(incoming: str) -> None:
    rules.check_incoming("es", incoming, {"es": "", "fr": "", "en": "fr"})


@pytest.mark.parametrize(
    ("incoming", "refusal"),
    [
        ("de", "interpretation.unknown_language"),
        ("es", "interpretation.circular"),
        ("fr", "interpretation.circular"),
        ("en", "interpretation.circular"),
    ],
)
def test_channels_do_not_interpret_from_each_other(incoming: str, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_incoming("es", incoming, {"es": "", "fr": "es", "en": "fr"})
    assert code(refused) == refusal
