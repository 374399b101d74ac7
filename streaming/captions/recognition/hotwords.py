"""The words of a session that an engine should expect."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, zip_longest

from streaming.captions.recognition.texts import SessionTexts

MOST_CHARACTERS = 600
"""How long the words are together. Whisper takes about as many, and each of its tokens costs time."""
SENTENCE_END = re.compile(r"[.!?;:\n]+")
WORD = re.compile(r"\w[\w’'-]*\w")


def hotwords_of(texts: SessionTexts) -> str:
    """The title, then in turn terms of the glossary, names in the statements (frequent ones first) and delegations."""
    kinds = zip_longest(texts.terms, names_in(texts.statements), texts.parties)
    wanted = dict.fromkeys(word for word in chain(texts.headings[:1], *kinds) if word)
    found = ""
    for word in wanted:
        longer = f"{found}, {word}" if found else word
        if len(longer) > MOST_CHARACTERS:
            break
        found = longer
    return found


def names_in(texts: Iterable[str]) -> list[str]:
    """The words with a capital that begin no sentence, the most frequent first. Some scripts have no capitals."""
    sentences = [WORD.findall(sentence) for text in texts for sentence in SENTENCE_END.split(text)]
    return [
        word
        for word, _ in Counter(word for words in sentences for word in words[1:]).most_common()
        if word[0].isupper()
    ]
