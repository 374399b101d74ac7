"""What engines are told of a session before they listen."""

import pytest

from sessions.models import Session
from streaming.captions.recognition.hotwords import MOST_CHARACTERS, hotwords_of, names_in
from streaming.captions.recognition.language_model import FORMULAS, said_texts
from streaming.captions.recognition.texts import SessionTexts, texts_of
from streaming.glossary.models import GlossaryTerm
from tests.support.assembly import Assembly


@pytest.mark.django_db
def test_the_texts_of_a_session_in_a_language() -> None:
    hall = Assembly()
    Session.objects.update(title={"en": "Digital diplomacy"}, description={"fr": "Séance"})
    fiji = hall.delegate("Fiji")
    hall.delegate("Chile")
    hall.done(fiji, "floor.inscribe")
    hall.done(fiji, "written.submit", language="en", text="We thank Suva.", spoken=True)
    for term, language, translation in [
        ("quorum", "fr", "quorum"),
        ("point of order", "fr", "motion d'ordre"),
        ("Sitzung", "en", "meeting"),
        ("Sitzung", "fr", "séance"),
    ]:
        GlossaryTerm.objects.create(
            conference=hall.session.conference, term=term, language=language, translation=translation
        )
    english, french = texts_of(Session.objects.get(), "en"), texts_of(Session.objects.get(), "fr")
    assert english.headings == ["Digital diplomacy"]
    assert english.parties[:2] == ["Fiji", "Chile"]
    assert english.terms == ["meeting", "point of order", "quorum"]
    assert english.statements == ["We thank Suva."]
    assert french.headings == ["Séance"]
    assert french.terms == ["séance", "motion d'ordre", "quorum"]
    assert french.statements == []


def test_names_are_words_with_a_capital_that_begin_no_sentence() -> None:
    texts = ["We thank Suva. Then Mr Vula spoke of ITU-T and Suva.", "Лично Анна."]
    assert names_in(texts) == ["Suva", "Mr", "Vula", "ITU-T", "Анна"]
    assert names_in(["你好。谢谢。"]) == []


def test_hotwords_come_of_each_kind_in_turn() -> None:
    texts = SessionTexts(["Title"], ["Fiji", "Chile"], ["quorum"], ["We thank Suva and Fiji."])
    assert hotwords_of(texts) == "Title, quorum, Suva, Fiji, Chile"
    many = SessionTexts([], [f"Delegation {number}" for number in range(300)], [], [])
    assert MOST_CHARACTERS - 20 < len(hotwords_of(many)) <= MOST_CHARACTERS
    assert hotwords_of(SessionTexts([], [], [], [])) == ""


def test_a_language_model_is_made_of_what_is_said() -> None:
    texts = SessionTexts(["Title"], ["Fiji"], ["quorum"], ["We agree."])
    assert list(said_texts(texts)) == [
        "We agree.",
        *FORMULAS,
        "I give the floor to Fiji.",
        "The distinguished representative of Fiji has the floor.",
        "Title",
        "quorum",
    ]
