"""A record with every kind of entry, and the script that outsiders run."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from foundation import clock
from foundation.database import write_transaction
from foundation.journal import check_record, entry_erasure, records
from foundation.journal import services as journal
from foundation.journal.protocol import JournalRestored
from foundation.messages.projections import Audience
from sessions.parties.models import Participant
from sessions.programme.protocol import ProgrammeEdited

Lines = list[dict[str, Any]]


def write_entries(stream: str, count: int) -> None:
    """Append entries without a change. The second is withheld from everyone but the staff."""
    with write_transaction():
        for number in range(count):
            audience = Audience.MODERATORS if number == 1 else Audience.EVERYONE
            journal.append(stream, ProgrammeEdited(), at=clock.now(), audience=audience, actor="me")


def restored(stream: str) -> None:
    """Append that the stream was restored."""
    with write_transaction():
        journal.append(stream, JournalRestored(seq=journal.lock(stream).seq), at=clock.now())


def erase_a_name(stream: str, number: int = 1) -> list[int]:
    """Journal a participant named Ana, and erase that name. Returns the numbers of the erased entries."""
    part = Participant(pk=number, name="Ana", roles=["delegate"])
    with write_transaction():
        journal.append(stream, ProgrammeEdited(), at=clock.now(), changed=[part])
        return entry_erasure.erase(stream, [(part, {"name": "Erased person"})], at=clock.now())


def lines_of(stream: str, *, withheld: bool = False) -> Lines:
    """The record of a stream."""
    return [json.loads(line) for line in records.record_as_text(stream, withheld=withheld)]


def check(folder: Path, *written: Lines, heads: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run the script as an outsider does, without anything of Balai. Returns the exit code and what it says."""
    paths = []
    for number, lines in enumerate(written):
        path = folder / f"record-{number}.jsonl"
        path.write_text(
            "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8"
        )
        paths.append(path.name)
    script = folder / "check_record.py"
    script.write_bytes(Path(check_record.__file__).read_bytes())
    command = [sys.executable, "-I", "-S", script.name, *paths]
    for head in heads:
        command += ["--head", head]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    return done.returncode, done.stdout.strip()
