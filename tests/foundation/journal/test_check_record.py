"""The script that checks a record: an untouched one passes, and each kind of tampering is named."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from foundation.clock import now
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.journal.models import Entry, Stream
from foundation.journal.seals import Seal
from tests.foundation.journal.records import (
    Lines,
    check,
    erase_a_name,
    lines_of,
    restored,
    write_entries,
)

pytestmark = pytest.mark.django_db
STREAM, OTHER = "conference/1", "conference/2"


@pytest.fixture
def record() -> Lines:
    """Four entries, of which the second is withheld, and what is withheld beside it."""
    write_entries(STREAM, 4)
    return lines_of(STREAM, withheld=True)


def test_an_untouched_record_passes(record: Lines, tmp_path: Path) -> None:
    head = f"{STREAM}:4:{record[4]['hash']}"
    said = f"{STREAM}: 4 entries. From entry 1 on each entry follows the one before. Head: {head}"
    assert check(tmp_path, record, heads=(head, f"{STREAM}:2:{record[2]['hash']}")) == (0, said)


def test_a_public_record_passes_without_what_is_withheld(record: Lines, tmp_path: Path) -> None:
    public = lines_of(STREAM)
    assert check(tmp_path, public)[0] == 0
    assert public[2]["everyone"] is None
    text = json.dumps(public)
    for line in record[1:]:
        for secret in ("moderators", "withheld_salt"):
            assert json.dumps(line[secret]) not in text
    assert not {"moderators", "actor", "own", "reseats", "withheld_salt"} & {
        k for line in public for k in line
    }
    assert Seal.parse(Entry.objects.get(seq=1).seal).salts not in text


def _change(lines: Lines, number: int, name: str, text: str | None) -> None:
    lines[number][name] = text


def _swap(lines: Lines) -> None:
    lines[2], lines[3] = lines[3], lines[2]


def _swap_contents(lines: Lines) -> None:
    lines[3], lines[4] = lines[4] | {"seq": 3}, lines[3] | {"seq": 4}


def _without_end(lines: Lines) -> None:
    del lines[4]
    lines[0] |= {"entries": 3, "head": lines[3]["hash"]}


def _of_another_stream(lines: Lines) -> None:
    lines[0]["stream"] = OTHER


ANA = '{"put":{"participant":{"1":{"name":"Ana"}}}}'
TAMPERED: dict[str, tuple[Callable[[Lines], object], str]] = {
    "another text in a public frame": (
        lambda lines: _change(lines, 3, "everyone", ANA),
        "entry 3: its public frame is not what was sent",
    ),
    "a public frame that is gone": (
        lambda lines: _change(lines, 3, "everyone", None),
        "entry 3: its public frame is missing",
    ),
    "a public frame where none was": (
        lambda lines: lines[2].update(everyone=ANA, public_salt="00" * 32),
        "entry 2: its public frame is not what was sent",
    ),
    "another frame of the moderators": (
        lambda lines: _change(lines, 2, "moderators", ANA),
        "entry 2: its withheld part is not what was written",
    ),
    "somebody else acted": (
        lambda lines: _change(lines, 2, "actor", "you"),
        "entry 2: its withheld part is not what was written",
    ),
    "a letter that moved to the next text": (
        lambda lines: lines[2].update(actor="m", own=f"e{lines[2]['own']}"),
        "entry 2: its withheld part is not what was written",
    ),
    "a part of what is withheld is gone": (
        lambda lines: lines[2].pop("own"),
        "entry 2: its withheld part is not what was written",
    ),
    "another salt": (
        lambda lines: _change(lines, 3, "public_salt", "00" * 32),
        "entry 3: its public frame is not what was sent",
    ),
    "no salt": (lambda lines: lines[3].pop("public_salt"), "entry 3 has no public_salt"),
    "another digest of a part that is not there": (
        lambda lines: (
            [lines[2].pop(name) for name in ("moderators", "actor", "own", "reseats")]
            and _change(lines, 2, "withheld_digest", "00" * 32)
        ),
        "entry 2 does not follow entry 1",
    ),
    "no digest": (lambda lines: lines[3].pop("withheld_digest"), "entry 3 has no digests"),
    "another hash": (lambda lines: _change(lines, 2, "hash", "00" * 32), "entry 2 does not follow entry 1"),
    "no hash": (
        lambda lines: _change(lines, 3, "hash", ""),
        "entry 3 has no hash, and the chain began at entry 1",
    ),
    "no hash at the beginning": (
        lambda lines: _change(lines, 1, "hash", ""),
        "entry 2 does not follow the beginning of this stream",
    ),
    "an entry is gone": (lambda lines: lines.pop(2), "entry 2 is missing: 3 stands in its place"),
    "the first entry is gone": (lambda lines: lines.pop(1), "entry 1 is missing: 2 stands in its place"),
    "an entry twice": (
        lambda lines: lines.insert(2, lines[1]),
        "entry 2 is missing: 1 stands in its place",
    ),
    "two entries changed places": (_swap, "entry 2 is missing: 3 stands in its place"),
    "two contents changed places": (_swap_contents, "entry 3 does not follow entry 2"),
    "the last entry is gone": (lambda lines: lines.pop(), "the record ends with entry 3, and should have 4"),
    "the last entry is gone, also from the header": (
        _without_end,
        "the record ends with entry 3, and there is a head of entry 4",
    ),
    "another head": (
        lambda lines: _change(lines, 0, "head", "00" * 32),
        "the head of entry 4 is not the one in the header",
    ),
    "another stream": (_of_another_stream, "entry 1 does not follow the beginning of this stream"),
    "marked as erased": (
        lambda lines: lines[3].update(erased=True, everyone=ANA),
        "entry 3 is marked as erased, and no later entry says that it was",
    ),
    "no entry": (lambda lines: lines.__setitem__(3, ["entry"]), "entry 3 cannot be read"),  # type: ignore[call-overload]
    "no header": (lambda lines: lines.pop(0), "does not begin with the header of a record"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_each_kind_of_tampering_is_named(record: Lines, tmp_path: Path, how: str) -> None:
    tampered, (tamper, says) = deepcopy(record), TAMPERED[how]
    tamper(tampered)
    code, said = check(tmp_path, tampered, heads=(f"{STREAM}:4:{record[4]['hash']}",))
    assert (code, says in said) == (1, True), said


def test_a_chain_that_was_computed_again_does_not_have_a_head_that_left_the_house(
    record: Lines, tmp_path: Path
) -> None:
    Entry.objects.all().delete()
    Stream.objects.all().delete()
    write_entries(STREAM, 4)
    again = lines_of(STREAM)
    assert check(tmp_path, again)[0] == 0
    code, said = check(tmp_path, again, heads=(f"{STREAM}:3:{record[3]['hash']}",))
    assert (code, said) == (1, f"{STREAM}: entry 3 is not the one whose head was given")


def test_a_record_names_the_head_of_another(record: Lines, tmp_path: Path) -> None:
    with write_transaction():
        journal.record_head(OTHER, STREAM, at=now())
    named = lines_of(OTHER)
    assert check(tmp_path, named, record)[0] == 0
    Entry.objects.filter(stream=STREAM).delete()
    Stream.objects.filter(name=STREAM).delete()
    write_entries(STREAM, 4)
    code, said = check(tmp_path, named, lines_of(STREAM))
    assert (code, said.splitlines()[1]) == (1, f"{STREAM}: entry 4 is not the one whose head was given")


def test_erased_entries_and_restored_backups_are_said(record: Lines, tmp_path: Path) -> None:
    assert erase_a_name(STREAM) == [5]
    restored(STREAM)
    for withheld in (False, True):
        lines = lines_of(STREAM, withheld=withheld)
        assert "Ana" not in json.dumps(lines)
        assert (lines[5]["erased"], "public_salt" in lines[5], "withheld_salt" in lines[5]) == (
            True,
            False,
            False,
        )
        code, said = check(tmp_path, lines)
        assert code == 0
        assert "A backup was restored before entry 7. Personal data were erased from entry 5." in said
    lines[5]["hash"] = "00" * 32
    assert check(tmp_path, lines) == (1, "record-0.jsonl: entry 5 does not follow entry 4")


def test_entries_older_than_the_chain_are_said(record: Lines, tmp_path: Path) -> None:
    Entry.objects.filter(stream=STREAM).update(seal="")
    Stream.objects.filter(name=STREAM).update(head="")
    code, said = check(tmp_path, lines_of(STREAM))
    assert (code, said) == (
        0,
        f"{STREAM}: 4 entries. Entries 1 to 4 are older than the chain: nothing shows that they are unchanged.",
    )
    write_entries(STREAM, 2)
    lines = lines_of(STREAM)
    code, said = check(tmp_path, lines)
    assert code == 0
    assert "Entries 1 to 4 are older than the chain" in said
    assert "From entry 5 on each entry follows the one before." in said
    begins_later = deepcopy(lines)
    begins_later[5]["hash"] = ""
    assert check(tmp_path, begins_later)[1].endswith("entry 6 does not follow the beginning of this stream")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, said = check(tmp_path, [])
    assert (code, said.startswith("record-0.jsonl: the header cannot be read")) == (1, True)
