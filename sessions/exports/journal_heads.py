"""The last part of an exported record: the heads of the journal, and how to check a record against them later."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils import translation
from django.utils.translation import pgettext_lazy

from sessions.exports.content import Block, Facts, Heading, Paragraph, text

TEXTS: Final = {
    "heading": pgettext_lazy("exports: journal", "Journal"),
    "how": pgettext_lazy(
        "exports: journal",
        "When this file was made, the journals from which it was made ended with these entries; each hash covers the "
        "entry and all before it. To check it later, ask the host for the record of a journal (journal export), and "
        "run the script that comes with it:",
    ),
}
Head = tuple[str, int, str]
"""A stream, the number of its last entry, and the hash of that entry."""


def blocks(heads: Sequence[Head], language: str) -> Iterator[Block]:
    """The heads, in the order given. Nothing if there are none."""
    if not heads:
        return
    with translation.override(language):
        texts = {key: str(each) for key, each in TEXTS.items()}
    yield Heading(1, text(texts["heading"]))
    yield Facts(tuple((f"{stream}:{number}", head) for stream, number, head in heads))
    yield Paragraph(text(texts["how"]), lesser=True)
    stream = heads[0][0]
    name = stream.replace("/", "-")
    # Without the hash, so that the line fits. It stands above.
    command = f"python3 check_record.py {name}.jsonl --head {stream}:{heads[0][1]}:<SHA-256>"
    yield Paragraph(text(command), lesser=True, indent=1)
