"""The names of a party in each language: the organiser's, else that of its state, else the one that screens show."""

from sessions.parties.models import Party


def test_a_party_has_the_organisers_name_else_that_of_its_state_in_every_language() -> None:
    names = Party(name={"en": "Fiji", "id": "", "fr": "Îles Fidji", "pt": "Fiji (pt)"}, code="FJ").names

    assert names["fr"] == "Îles Fidji"
    assert names["id"] == "Fiji"  # what the organiser left empty
    assert names["ru"] == "Фиджи"
    assert names["pt"] == "Fiji (pt)"  # a language that screens do not have


def test_a_party_that_is_no_state_has_one_name_in_every_language() -> None:
    names = Party(name={"en": "Group of 77"}, code="").names

    assert set(names.values()) == {"Group of 77"}
    assert {"en", "id", "fr", "es", "ar", "zh", "ru"} <= names.keys()
