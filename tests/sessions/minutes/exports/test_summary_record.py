"""What a summary record says, made from the sections of the minutes."""

import json
import subprocess
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from sessions.exports import docx_file, pdf_file
from sessions.exports.content import Document, Facts, Heading, Paragraph, Run, Table, as_json
from sessions.minutes.exports import summary_record
from sessions.minutes.services import place_of
from sessions.models import Conference, Note, Participant, Party, Session, WrittenStatement
from sessions.programme.services import find_session
from tests.sessions.exports import files
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
ARABIC = "السؤال الأول؟"


def read(hall: Assembly, language: str = "en") -> Document:
    return summary_record.read(place_of(find_session(hall.session.pk)), language)


def lines(document: Document) -> list[str]:
    """The lines before the heads of the journal."""
    found = all_lines(document)
    return found[: next((at for at, line in enumerate(found) if line in ("Journal", "Jurnal")), None)]


def all_lines(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        match block:
            case Table():
                found.append(" / ".join(" | ".join(row) for row in (block.header, *block.rows)))
            case Facts():
                found.append(" / ".join(": ".join(row) for row in block.rows))
            case Heading() | Paragraph():
                label = f"{block.label} " if block.label else ""
                found.append(label + "".join(each.text for each in block.inlines if isinstance(each, Run)))
    return found


@pytest.fixture
def proceedings(moment: list[datetime], hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> Assembly:
    """A session with a turn, a point of order, a roll call, a decision, a question and a correction."""

    def after(seconds: float) -> None:
        moment[0] += timedelta(seconds=seconds)

    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    after(100)
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)
    after(20)
    hall.done(chair, "floor.rule", token=2, ruling="upheld", text="Let it stand.")
    after(90)
    hall.done(chair, "floor.end", token=3)
    Session.objects.update(quorum_to_decide="none")
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    after(10)
    hall.done(chair, "decision.record", text="The list was adopted.")
    hall.done(fiji, "question.ask", text=ARABIC, anonymous=False)
    hall.done(chair, "question.approve", question="1")
    hall.done(chair, "minutes.correct", of="turn", item="1", text="Two minutes.", reason="Clock")
    after(10)
    hall.done(chair, "session.close")
    return hall


def test_a_record_has_header_agenda_participants_chronology_decisions_and_annexes(
    proceedings: Assembly,
) -> None:
    session = proceedings.session
    found = read(proceedings)
    assert (found.title, found.date, found.language) == ("Summary record: Review", "2021-11-16", "en")
    assert found.symbol == f"{session.conference.slug.upper()}/SR.{session.pk}"
    assert found.below == ("Times in Asia/Makassar, and in UTC",)
    assert lines(found) == [
        "Held: 2021-11-16 / Closed: 13:23:50 / State: closed",
        "Agenda",
        "1 Review",
        "List of participants",
        "Delegation | Representatives who spoke | Answered the roll / Chile |  |  / Fiji |  | remote",
        "Chronology",
        "1 13:20:00 Fiji had the floor (statement, live, remote, 3:10).",
        "Correction: Two minutes. (Clock; Chair, 13:23:40)",
        "2 13:21:40 Chile had the floor (point of order, live, remote, 0:20).",
        "3 13:22:00 The chair ruled on what Chile had raised: upheld. Let it stand.",
        "4 13:23:30 The roll was called: 1 of 2 delegations were present.",
        "5 13:23:40 Decision 1: The list was adopted.",
        "6 13:23:50 Session closed.",
        "Decisions",
        "1 The list was adopted.",
        "1 of 2 delegations were present.",
        "Annex 1. Roll calls",
        "Roll call | Opened | Closed | Accredited | Present | Needed to open | Needed to decide / "
        "1 | 13:23:30 | 13:23:30 | 2 | 1 | 1 | 0",
        "Annex 2. Answers to the roll",
        "Roll call | Party | Present | Place | Answered / 1 | Fiji | yes | remote | 13:23:30 / 1 | Chile | no |  | ",
        "Annex 3. Questions",
        "No. | Asked | Asked by | Party | Text | Votes | What became of it / "
        f"1 | 13:23:40 | Delegate of Fiji | Fiji | {ARABIC} | 0 | not reached",
        "Annex 4. Corrections",
        "No. | Of | Item | Time | Text | Reason | By / 1 | turn | 1 | 13:23:40 | Two minutes. | Clock | Chair",
    ]


def test_items_of_the_agenda_are_headings_and_speakers_have_names(
    moment: list[datetime], hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(chair, "floor.take_up_item", title="Two", seen=1)
    person = Participant.objects.get(person__public_id=fiji.person)
    hall.done(fiji, "floor.inscribe", on_behalf_of="Pacific", speaker=str(person.pk))
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    found = lines(read(hall))
    assert found[1:3] == ["Agenda", "1 Review"]
    assert "Item 2: Two" in found
    assert any("Fiji, represented by Delegate of Fiji, had the floor" in line for line in found)
    assert any("on behalf of Pacific" in line for line in found)


def test_the_rapporteurs_notes_stand_in_the_chronology(proceedings: Assembly, moment: list[datetime]) -> None:
    session, at = proceedings.session, moment[0]
    notes = (
        (1, "approved", "Fiji said that it shares."),
        (None, "approved", "The meeting rose."),
        (1, "draft", "Not yet."),
    )
    for number, (turn, state, words) in enumerate(notes, start=1):
        Note.objects.create(session=session, number=number, turn=turn, at=at, text=words, state=state)
    found = lines(read(proceedings))
    turn = found.index("1 13:20:00 Fiji had the floor (statement, live, remote, 3:10).")
    assert found[turn + 2] == "2 Fiji said that it shares."
    assert "8 13:23:50 The meeting rose." in found
    assert "Not yet." not in "".join(found)


def test_a_vote_names_what_it_is_on_and_stands_before_what_it_caused(
    moment: list[datetime], hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    """All at one moment."""
    Session.objects.update(quorum_to_decide="none")

    def close() -> None:
        hall.done(chair, "vote.close", vote=str(hall.floor().token), in_favour=1, against=0)

    hall.done(chair, "proposal.add", symbol="ICDD/L.1", title="On trust", text="Trust.")
    hall.done(chair, "vote.put_proposal", token=0, proposal="1", terms={"method": "show_of_hands"})
    close()
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="1", token=hall.floor().token)
    turn = hall.floor().token
    hall.done(chair, "floor.rule", token=turn, ruling="not_upheld", text="It is in order.")
    hall.done(chair, "floor.appeal", token=hall.floor().token, ruling=str(turn), party=fiji.party)
    close()
    hall.done(chile, "floor.inscribe", kind="motion", motion="suspension")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=hall.floor().token)
    hall.done(chair, "floor.put_to_vote", token=hall.floor().token)
    close()
    found = lines(read(hall))
    said = [line.partition(" 13:20:00 ")[2] for line in found if " 13:20:00 " in line and " | " not in line]
    assert [line for line in said if line.startswith(("Vote", "Session"))] == [
        "Vote 1 was put: proposal, ICDD/L.1 On trust, show of hands.",
        "Vote 1 was closed: adopted, in favour 1, against 0, abstentions 0.",
        "Vote 3 was put: appeal against a ruling, Fiji, show of hands.",
        "Vote 3 was closed: ruling overturned, in favour 1, against 0, abstentions 0.",
        "Vote 5 was put: procedural motion, suspension of the meeting, Chile, show of hands.",
        "Vote 5 was closed: adopted, in favour 1, against 0, abstentions 0.",
        "Session suspended.",
    ]


def test_a_reason_that_is_a_sentence_brings_no_second_full_stop(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chair, "floor.revoke", token=1, reason="Out of order.")
    hall.done(chair, "session.suspend", reason="The connection to the hall is down.")
    found = lines(read(hall))
    assert any(line.endswith(", Out of order).") for line in found)
    assert any(line.endswith(" Session suspended: The connection to the hall is down.") for line in found)


def test_a_session_without_anything_has_a_record(hall: Assembly) -> None:
    found = lines(read(hall))
    assert found[1:] == [
        "Agenda", "1 Review", "List of participants", "None.", "Chronology", "None.", "Decisions", "None.",
    ]  # fmt: skip


def test_what_the_minutes_say_at_the_top_stands_below_the_title(hall: Assembly) -> None:
    Conference.objects.update(notice={"en": "An illustration."})
    Session.objects.update(illustrative=True)
    assert read(hall).below[1:] == (
        "An illustration.",
        "This session was invented for the demo.",
        "The session is under way; these minutes grow with it.",
    )


def test_statements_are_an_annex_each_in_its_language(
    hall: Assembly, fiji: Seat, moment: list[datetime]
) -> None:
    WrittenStatement.objects.create(
        session=hall.session,
        party_id=int(fiji.party or 0),
        language="ar",
        text=f"{ARABIC}\n\n{ARABIC}",
        submitted_at=moment[0],
        published_at=moment[0],
    )
    found = read(hall)
    assert lines(found)[-4:] == ["Annex 1. Statements in writing", "1 Fiji", ARABIC, ARABIC]
    assert [block.language for block in found.blocks if isinstance(block, Paragraph)][-2:] == ["ar", "ar"]


def test_a_record_is_written_in_both_formats_and_twice_the_same(proceedings: Assembly) -> None:
    content = as_json(read(proceedings))
    assert content == as_json(read(proceedings))
    given = json.loads(content)
    pdf = pdf_file.write(given, pdf_file.LAYOUT.read_bytes(), pdf_file.open_fonts())
    assert "The list was adopted." in files.text(pdf)
    assert {"/H1", "/Table", "/P"} <= files.tags(pdf)
    made = files.opened(docx_file.write(given))
    assert "Chronology" in [paragraph.text for paragraph in made.paragraphs]
    assert [cell.text for cell in made.tables[-2].rows[1].cells][4] == "Two minutes."


def test_it_ends_with_the_heads_of_the_journal_which_an_outsider_can_check(
    proceedings: Assembly, tmp_path: Path
) -> None:
    seq, head = journal.sealed_heads([proceedings.stream])[proceedings.stream]
    found = all_lines(read(proceedings))
    assert f"{proceedings.stream}:{seq}: {head}" in found[found.index("Journal") + 1]
    command = found[-1].replace("<SHA-256>", head).split()
    call_command("journal", "export", proceedings.stream, str(tmp_path), stdout=StringIO())
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    command[-1] = command[-1][:-1] + ("0" if head[-1] != "0" else "1")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_a_record_in_indonesian(proceedings: Assembly) -> None:
    found = read(proceedings, "id")
    assert (found.title, found.language) == ("Risalah ringkas: Review", "id")
    assert "Kronologi" in lines(found)


def test_states_have_their_names_in_the_records_language(proceedings: Assembly) -> None:
    Party.objects.filter(name__en="Chile").update(name={"en": "Chile", "ru": "Республика Чили"})
    Party.objects.filter(name__en="Fiji").update(code="FJ")
    found = "\n".join(lines(read(proceedings, "ru")))
    assert "Республика Чили |  |  / Фиджи |  | дистанционно" in found
    assert "Fiji" not in found.replace("Delegate of Fiji", "")
