"""A language model of a session's own texts, for PocketSphinx: its general model does not know what is said here."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from streaming.captions.recognition.texts import SessionTexts

WORD = re.compile(r"[a-z']+")
SENTENCE_END = re.compile(r"[.!?;:\n]+")
FORMULAS = (
    "Thank you, Chair.",
    "Thank you, Mister Chair. Thank you, Madam Chair.",
    "Mister President, Excellencies, distinguished delegates, ladies and gentlemen.",
    "I now give the floor to the next speaker on the list.",
    "The meeting is suspended. The meeting is resumed. The meeting is adjourned.",
    "Are there any objections? I see none. It is so decided.",
)
"""What is said in every meeting."""


def said_texts(texts: SessionTexts) -> Iterator[str]:
    """English texts as they are said in the session."""
    yield from texts.statements
    yield from FORMULAS
    for name in texts.parties:
        yield f"I give the floor to {name}."
        yield f"The distinguished representative of {name} has the floor."
    yield from texts.headings
    yield from texts.terms


def sentences_of(texts: Iterable[str], known: frozenset[str]) -> list[str]:
    """The sentences of texts, in lower case, with the words that have a pronunciation. Others cannot be recognised."""
    found = []
    for text in texts:
        for part in SENTENCE_END.split(text.lower()):
            words = [word.strip("'") for word in WORD.findall(part)]
            if kept := [word for word in words if word in known]:
                found.append(" ".join(kept))
    return found


def dictionary_words() -> frozenset[str]:
    """The words whose pronunciation PocketSphinx's English dictionary has."""
    from pocketsphinx import get_model_path

    lines = Path(get_model_path("en-us/cmudict-en-us.dict")).read_text(encoding="utf-8").splitlines()
    return frozenset(re.sub(r"\(\d+\)$", "", line.split(" ", 1)[0]) for line in lines if line)


def write_language_model(texts: Iterable[str], path: Path) -> int:
    """Write a trigram model of the texts in ARPA form. Returns the number of sentences. Without any, nothing is
    written.
    """
    from pocketsphinx.lm import ArpaBoLM

    sentences = sentences_of(texts, dictionary_words())
    if not sentences:
        return 0
    model = ArpaBoLM(text="\n".join(sentences), add_start=True)
    model.compute()
    written = io.StringIO()
    model.write(written)
    path.write_text(written.getvalue(), encoding="utf-8")
    return len(sentences)
