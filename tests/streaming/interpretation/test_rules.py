"""The rules of booths, without a database."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foundation.refusals import Refusal
from streaming.interpretation import rules
from streaming.interpretation.rules import Booth, Routing

ON = Booth("ana")
OFFERED = Booth("ana", "ben", "ana")
ASKED = Booth("ana", "ben", "ben")


def code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_a_language_is_listed_once() -> None:
    rules.check_languages(["fr", "es"])
    with pytest.raises(Refusal) as refused:
        rules.check_languages(["fr", "fr"])
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


def routings(**incoming: str) -> dict[str, Routing]:
    """Booths that work into their own channels."""
    return {language: Routing(source, language) for language, source in incoming.items()}


@pytest.mark.parametrize("incoming", ["", "fr", "en"])
def test_a_booth_interprets_from_the_floor_or_from_another_channel(incoming: str) -> None:
    rules.check_incoming("es", incoming, routings(es="", fr="", en="fr"))


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
        rules.check_incoming("es", incoming, routings(es="", fr="es", en="fr"))
    assert code(refused) == refusal


def test_a_two_way_booth_does_not_interpret_from_the_channel_into_which_it_works() -> None:
    chinese = {**routings(en="", fr="en", zh=""), "zh": Routing("", "en")}
    for incoming in ("en", "fr"):
        with pytest.raises(Refusal) as refused:
            rules.check_incoming("zh", incoming, chinese)
        assert code(refused) == "interpretation.circular"
    rules.check_incoming("zh", "zh", chinese)


def test_a_booth_that_would_hear_itself_interprets_from_the_floor() -> None:
    booths = routings(en="", fr="en", zh="fr")
    assert rules.choose_outgoing("zh", "en", booths) == Routing("", "en")
    assert rules.choose_outgoing("fr", "zh", booths) == Routing("en", "zh")
    with pytest.raises(Refusal) as refused:
        rules.choose_outgoing("zh", "de", booths)
    assert code(refused) == "interpretation.unknown_language"


def test_booths_that_meet_on_a_channel() -> None:
    booths = {"en": Routing("", "en", is_on_duty=True), "zh": Routing("", "en")}
    assert rules.displaced_booth("zh", booths, "override") == "en"
    with pytest.raises(Refusal) as refused:
        rules.displaced_booth("zh", booths, "interlock")
    assert code(refused) == "interpretation.channel_held"
    assert rules.displaced_booth("en", booths, "interlock") is None


BOOTHS = ("en", "fr", "zh")


@given(
    st.fixed_dictionaries(
        {
            booth: st.builds(Routing, st.sampled_from(("", *BOOTHS)), st.sampled_from(BOOTHS))
            for booth in BOOTHS
        }
    ),
    st.sampled_from(BOOTHS),
    st.sampled_from(BOOTHS),
)
def test_no_booth_hears_itself_after_a_choice(routed: dict[str, Routing], booth: str, outgoing: str) -> None:
    assume(not any(rules.hears_itself(each, routed) for each in BOOTHS))
    after = {**routed, booth: rules.choose_outgoing(booth, outgoing, routed)}
    assert not any(rules.hears_itself(each, after) for each in BOOTHS)
