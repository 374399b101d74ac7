"""`manage.py journal`: what it verifies, exports and records."""

import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from chat.questions.models import Question
from foundation import clock
from foundation.database import write_transaction
from foundation.journal import records, seals, verification
from foundation.journal import services as journal
from foundation.journal.check_record import Chain
from foundation.journal.models import Entry, Stream
from foundation.journal.seals import Seal
from foundation.journal.verification import verify
from foundation.wire import feed, history
from sessions.models import Participant, Session
from sessions.programme.services import journal_session_change
from tests.foundation.journal.records import check, erase_a_name, lines_of, restored, write_entries
from tests.support.assembly import Assembly
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.django_db
STREAM = "conference/1"


def said(*arguments: str) -> str:
    """What the command writes. Where it fails, with its error at the end."""
    out = io.StringIO()
    try:
        call_command("journal", *arguments, stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def test_a_journal_that_fits(hall: Assembly) -> None:
    told = said("verify", hall.stream)
    last = Entry.objects.filter(stream=hall.stream).latest("seq")
    head = f"{hall.stream}:{last.seq}:{last.hash}"
    chain = f"{last.seq} entries. From entry 1 on each entry follows the one before. Head: {head}"
    assert told == f"{hall.stream}: {chain}\n  1 entities of the tables are in no frame: they are older.\n"
    assert said("verify").count("each entry follows the one before") == 2
    assert verify(hall.conference.stream).is_intact


@pytest.fixture
def hall() -> Assembly:
    """A session in which Fiji and Chile inscribed and Fiji speaks, and a question waits."""
    hall = Assembly()
    fiji, chile, chair = hall.delegate("Fiji"), hall.delegate("Chile"), hall.moderator()
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chile, "question.ask", text="Who pays?")
    return hall


def _drop(entry: Entry) -> object:
    return Entry.objects.filter(pk=entry.pk).delete()


def _set(name: str, value: str | None) -> Callable[[Entry], object]:
    return lambda entry: Entry.objects.filter(pk=entry.pk).update(**{name: value})


def _seal(**parts: str) -> Callable[[Entry], object]:
    return lambda entry: _set("seal", Seal.parse(entry.seal)._replace(**parts).stored)(entry)


def _row(name: str, value: str | int) -> Callable[[Entry], object]:
    return lambda entry: Stream.objects.filter(pk=entry.stream_id).update(**{name: value})


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (_set("everyone", "{}"), "entry 2: its public frame is not what was sent"),
        (_set("everyone", None), "entry 2: its public frame is missing"),
        (_set("moderators", "{}"), "entry 2: its withheld part is not what was written"),
        (_set("actor", "somebody"), "entry 2: its withheld part is not what was written"),
        (_set("own", "[ ]"), "entry 2: its withheld part is not what was written"),
        (_set("reseats", "somebody"), "entry 2: its withheld part is not what was written"),
        (_seal(salts="00" * 32), "entry 2: its public frame is not what was sent"),
        (_seal(salts=""), "entry 2 is marked as erased, and no later entry says that it was"),
        (_seal(public_digest="00" * 32), "entry 2: its public frame is not what was sent"),
        (_seal(withheld_digest="00" * 32), "entry 2: its withheld part is not what was written"),
        (_seal(hash="00" * 32), "entry 2 does not follow entry 1"),
        (_set("seal", ""), "entry 2 has no hash, and the chain began at entry 1"),
        (_drop, "entry 2 is missing: 3 stands in its place"),
        (_row("seq", 3), "the stream's row says that entry 3 is its last, and it is entry 4"),
        (_row("head", "00" * 32), "the stream's row has another head than entry 4"),
    ],
)
def test_the_first_entry_that_does_not_fit_is_named(
    hall: Assembly, tamper: Callable[[Entry], object], fault: str
) -> None:
    tamper(Entry.objects.get(stream=hall.stream, seq=2))
    assert said("verify", hall.stream) == f"{hall.stream}: {fault}.\nThe journal does not fit."


def test_an_entry_that_was_cut_off_is_missed(hall: Assembly) -> None:
    _drop(Entry.objects.get(stream=hall.stream, seq=4))
    assert verify(hall.stream).fault == "the stream's row says that entry 4 is its last, and it is entry 3"


@pytest.mark.parametrize(
    ("name", "value"), [("event", {"type": "floor.ended"}), ("at", clock.now()), ("nonce", "0")]
)
def test_columns_that_repeat_a_frame_are_compared_with_it(hall: Assembly, name: str, value: object) -> None:
    Entry.objects.filter(stream=hall.stream, seq=2).update(**{name: value})
    assert verify(hall.stream).differences == [f"entry 2: {name} is not what its frame says"]


def test_a_row_that_was_changed_without_an_entry_is_named(hall: Assembly) -> None:
    session = Session.objects.get(pk=hall.session.pk)
    with write_transaction():
        journal_session_change(session, clock.now(), [session])
    assert verify(hall.conference.stream).is_intact
    Session.objects.filter(pk=session.pk).update(title={"en": "Another title"})
    told = said("verify", hall.conference.stream)
    assert f"differs: session {session.pk}: title (everyone)" in told
    assert f"differs: session {session.pk}: title (moderators)" in told
    assert told.endswith("The journal does not fit.")


def test_a_row_that_was_deleted_without_an_entry_is_named(hall: Assembly) -> None:
    Question.objects.all().delete()
    assert verify(hall.stream).differences == [
        "question 1 is in the frames and not in the tables (moderators)"
    ]


def test_erased_entries_are_no_fault(hall: Assembly) -> None:
    stream = hall.conference.stream
    part = Participant.objects.filter(conference=hall.conference).latest("pk")
    erase_a_name(stream, part.pk)
    (erased,) = (each for each in Entry.objects.filter(stream=stream) if not Seal.parse(each.seal).salts)
    assert f"Personal data were erased from entry {erased.seq}." in said("verify", stream)
    assert "Ana" not in f"{erased.everyone}{erased.moderators}"
    assert '"name":"Erased person"' in erased.moderators


def test_a_stream_whose_subject_was_removed_is_checked_and_not_compared() -> None:
    write_entries("outcome/999", 2)
    assert "Its subject was removed, or is not shown: the tables were not compared." in said("verify")


def test_an_unknown_stream_is_refused(hall: Assembly) -> None:
    for action in ("verify", "export"):
        told = said(action, "session/999", *(["/nowhere"] if action == "export" else []))
        assert told.startswith("There is no stream session/999. There are: conference/")


def test_a_closed_session_leaves_its_head_with_the_conference(hall: Assembly, tmp_path: Path) -> None:
    chair = hall.moderator("Second chair")
    hall.done(chair, "session.close")
    closing = Entry.objects.filter(stream=hall.stream).latest("seq")
    told = Entry.objects.filter(stream=hall.conference.stream, event__type="journal.head_recorded").get()
    assert told.event == {
        "type": "journal.head_recorded",
        "stream": hall.stream,
        "seq": closing.seq,
        "head": closing.hash,
    }
    conference = hall.conference.stream
    assert check(tmp_path, lines_of(conference), lines_of(hall.stream))[0] == 0
    _seal(hash="00" * 32)(closing)
    wrong = f"entry {closing.seq} of {hall.stream} is not the one whose head was recorded here"
    assert verify(conference).fault == wrong


def test_a_restored_backup_is_recorded_in_each_stream(hall: Assembly) -> None:
    last = {row.name: row.seq for row in Stream.objects.all()}
    assert said("restored") == f"Recorded in {len(last)} streams.\n"
    for name, seq in last.items():
        told = Entry.objects.filter(stream=name).latest("seq")
        assert told.event == {"type": "journal.restored", "seq": seq}
        assert f"A backup was restored before entry {seq + 1}." in said("verify", name)


def test_a_reader_of_what_is_lost_gets_a_snapshot_after_a_restore(hall: Assembly) -> None:
    lost = Entry.objects.filter(stream=hall.stream).latest("seq")
    kept = Entry.objects.get(stream=hall.stream, seq=lost.seq - 1)
    lost.delete()
    Stream.objects.filter(name=hall.stream).update(seq=kept.seq, head=kept.hash)
    said("restored")
    known = history.History()
    for entry in journal.latest_entries(hall.stream, 10):
        known.append(feed.encode_entry(entry))
    assert known.since(lost.seq, lost.nonce) is None
    assert [entry.seq for entry in known.since(kept.seq, kept.nonce) or []] == [lost.seq]


def test_an_export_has_the_record_and_the_script(hall: Assembly, tmp_path: Path) -> None:
    for withheld in (False, True):
        folder = tmp_path / str(withheld)
        said("export", hall.stream, str(folder), *(["--withheld"] if withheld else []))
        name = hall.stream.replace("/", "-")
        assert {path.name for path in folder.iterdir()} == {f"{name}.jsonl", "check_record.py"}
        text = (folder / f"{name}.jsonl").read_text(encoding="utf-8")
        assert ("Who pays?" in text, "withheld_salt" in text) == (withheld, withheld)
        lines = [json.loads(line) for line in text.splitlines()]
        assert check(folder, lines)[0] == 0
        mode = (folder / f"{name}.jsonl").stat().st_mode & 0o077
        assert (mode == 0) == withheld


def test_an_export_that_fails_leaves_no_half_of_a_record(
    hall: Assembly, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said("export", hall.stream, str(tmp_path))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(line: dict[str, object], *, withheld: bool) -> dict[str, object]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(records, "_record_line", full)
    assert "The record could not be written: [Errno 28] No space left" in said(
        "export", hall.stream, str(tmp_path)
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_same_journal_gives_the_same_bytes(hall: Assembly) -> None:
    assert [*records.record_as_text(hall.stream, withheld=True)] == [
        *records.record_as_text(hall.stream, withheld=True)
    ]


def test_texts_stay_as_they_were_hashed_on_every_database() -> None:
    """JSON columns of PostgreSQL write numbers anew and forget the order of keys."""
    number = 1e22
    own = journal.compact_json(
        [{"to": "party/1", "put": {"z": {"1": {"b": number, "a": -0.0, "é": "\U0001f30a"}}}}]
    )
    sealed, head = seals.seal_entry(bytes(range(32)), STREAM, 1, "", None, own, "", own, "")
    row = Stream.objects.create(name=STREAM, seq=1, head=head)
    Entry.objects.create(
        stream=row, seq=1, nonce="0", at=clock.now(), event={"number": number}, moderators=own, own=own,
        seal=sealed,
    )  # fmt: skip
    assert verify(STREAM).fault == ""
    assert Entry.objects.get().own_parts == json.loads(own)


def test_salts_are_longer_than_nonces_and_never_the_same() -> None:
    write_entries(STREAM, 3)
    found = [Seal.parse(each) for each in Entry.objects.values_list("seal", flat=True)]
    salts = {each.salts for each in found}
    assert (len(salts), {len(salt) for salt in salts}) == (3, {64})
    nonces = Entry.objects.values_list("nonce", flat=True)
    assert max(map(len, nonces)) < 2 * seals.SALT_BYTES
    assert found[0].public_salt != found[0].withheld_salt


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_it_is_verified_while_others_write(monkeypatch: pytest.MonkeyPatch) -> None:
    write_entries(STREAM, 3)
    check_heads = verification._check_heads

    def write() -> None:
        try:
            write_entries(STREAM, 2)
        finally:
            connections.close_all()

    def check_heads_later(chain: Chain) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(write).result(timeout=PATIENCE)
        check_heads(chain)

    monkeypatch.setattr(verification, "_check_heads", check_heads_later)
    during = verify(STREAM)
    monkeypatch.undo()
    assert [(each.entries, each.fault) for each in (during, verify(STREAM))] == [(3, ""), (5, "")]


def test_a_chain_begins_at_the_first_entry_of_a_newer_version() -> None:
    write_entries(STREAM, 2)
    Entry.objects.update(seal="")
    Stream.objects.update(head="")
    assert "Entries 1 to 2 are older than the chain" in verify(STREAM).message
    restored(STREAM)
    verdict = verify(STREAM)
    assert (verdict.fault, "From entry 3 on each entry follows" in verdict.message) == ("", True)
    Entry.objects.filter(seq=3).update(seal="")
    assert verify(STREAM).fault == "the stream's row has another head than entry 3"
