"""Makes the documents in docs/examples anew, from the demo on a fixed day.

    PYTHONPATH=platform:. python -m tools.examples [folder]

They are illustrative: the demo's paragraphs, and amendments, reservations and turns of its delegations that were
invented for it. The journal of this demo is random and not kept, so that the hashes of its entries are no hashes of a
journal.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "docs" / "examples"
BEGIN = datetime(2021, 11, 16, 1, 0, tzinfo=UTC)


def _heads(streams: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Heads that are the same whenever the examples are made."""
    return {each: (120, hashlib.sha256(each.encode()).hexdigest()) for each in streams}


class Examples:
    """The demo, commands in it, and the files. Needs Django."""

    def __init__(self, folder: Path) -> None:
        from foundation import clock
        from foundation.journal import services as journal
        from sessions.models import Outcome
        from tests.support.demo import Demo

        self._moment = BEGIN
        # The demo is laid out, and everything happens, on one day.
        clock.now = lambda: self._moment
        journal.sealed_heads = _heads
        self._folder = folder
        self._demo = Demo()
        self._document = Outcome.objects.select_related("conference").get(conference=self._demo.conference)

    def make(self) -> None:
        """Make all files."""
        self._amend()
        self._write("bali-message-bracketed", lambda: self._read("bracketed"), "docx", "pdf")
        self._write("bali-message-provenance", lambda: self._read("provenance"), "pdf")
        self._adopt()
        self._write("bali-message-adopted", lambda: self._read("clean"), "docx", "pdf")
        self._meet()
        self._write("summary-record", self._record, "docx", "pdf")

    def _do(self, key: str, kind: str, /, **fields: Any) -> None:
        self._demo.do(key, kind, **fields)
        self._moment += timedelta(seconds=40)

    def _on(self, key: str, kind: str, /, **fields: Any) -> None:
        self._do(key, f"outcome.{kind}", stream=self._document.stream, **fields)

    def _paragraph(self, words: str) -> Any:
        return self._document.paragraphs.get(text__contains=words, deleted_at=None)

    def _propose(self, key: str, words: str, text: str) -> str:
        from sessions.models import Amendment

        row = self._paragraph(words)
        start = row.text.index(words)
        place = {"paragraph": str(row.pk), "version": row.version, "start": start, "end": start + len(words)}
        self._on(key, "propose", text=text, **place)
        return str(Amendment.objects.latest("pk").pk)

    def _amend(self) -> None:
        first = self._propose("fiji", "good practices", "good practices and what failed")
        self._on("chile", "support", amendment=first)
        self._on("japan", "support", amendment=first)
        self._propose("chile", "good practices", "experience")
        self._propose("japan", " at least once a year", "")
        self._propose("fiji", "and remotely", "remotely and in their own languages")
        row = self._paragraph("test them together")
        self._on(
            "japan",
            "propose_paragraph",
            after=str(row.pk),
            text="We will meet once a year to review this list.",
        )
        self._on("moderator", "mark", paragraph=str(row.pk), status="ad_referendum")
        session = {"session": str(self._demo.session.pk), "at": BEGIN.isoformat()}
        turn = {"kind": "turn", "target": "1", "label": "Fiji, Countries’ Review"}
        question = {"kind": "question", "target": "1", "label": "Who keeps the list?"}
        self._on("rapporteur", "cite", paragraph=str(row.pk), **turn, **session)
        self._on("rapporteur", "cite", paragraph=str(row.pk), **question, **session)
        self._on("rapporteur", "cite", paragraph=str(self._paragraph("good practices").pk), **turn, **session)

    def _adopt(self) -> None:
        from sessions.models import Amendment

        for number, row in enumerate(Amendment.objects.filter(state="tabled").order_by("number")):
            if number == 0:
                version = row.paragraph.version
                self._on("rapporteur", "accept", amendment=str(row.pk), version=version)
            else:
                reason = "The delegations agreed on the text as it stands."
                self._on("rapporteur", "reject", amendment=str(row.pk), reason=reason)
        self._on("moderator", "ask_consensus", seconds=30)
        self._on("moderator", "adopt")
        row = self._paragraph("open data")
        position = "This paragraph is understood to apply in accordance with national law."
        self._on("fiji", "reserve", kind="reservation", paragraph=str(row.pk), text=position)
        welcome = "The delegation joined the consensus, and would have preferred a date for the review."
        self._on("chile", "reserve", kind="explanation", text=welcome)
        row = self._paragraph("across borders")
        words = {
            "wrong": "across borders",
            "right": "across all borders",
            "note": "A word was lost in print.",
        }
        self._on("rapporteur", "correct", paragraph=str(row.pk), **words)
        self._document.refresh_from_db()

    def _meet(self) -> None:
        from sessions.models import Session

        session = self._demo.session
        Session.objects.filter(pk=session.pk).update(quorum_to_decide="none")
        for key, question in (
            ("fiji", "Who keeps the list of channels?"),
            ("chile", "When is the next review?"),
        ):
            self._turn(key)
            self._do(key, "question.ask", text=question, anonymous=False)
            self._approve()
        self._do("moderator", "rollcall.open")
        call = str(session.roll_calls.latest("pk").number)
        for key in ("fiji", "chile", "japan"):
            self._do(key, "rollcall.answer", roll_call=call)
        self._do("moderator", "rollcall.close", roll_call=call)
        self._do("moderator", "decision.record", text="The conference took note of the review.")
        self._do("moderator", "session.close")

    def _turn(self, key: str) -> None:
        from sessions.floor.models import Entry, Floor

        session = self._demo.session
        waiting = Entry.objects.filter(session=session, party=self._demo.seat(key).party, state="waiting")
        if not waiting.exists():
            self._do(key, "floor.inscribe")
        entry = str(waiting.latest("number").number)
        token = Floor.objects.get(session=session).token
        self._do("moderator", "floor.grant", entry=entry, token=token, confirmed=True)
        self._moment += timedelta(seconds=90)
        self._do("moderator", "floor.end", token=Floor.objects.get(session=session).token)

    def _approve(self) -> None:
        from chat.questions.models import Question

        number = Question.objects.filter(session=self._demo.session).latest("number").number
        self._do("moderator", "question.approve", question=str(number))

    def _read(self, form: Any) -> Any:
        from sessions.outcome.exports import documents

        return documents.read(self._document, form)

    def _record(self) -> Any:
        from sessions.minutes.exports import summary_record
        from sessions.minutes.services import place_of
        from sessions.programme.services import find_session

        return summary_record.read(place_of(find_session(self._demo.session.pk)), "en")

    def _write(self, name: str, read: Callable[[], Any], *kinds: str) -> None:
        from sessions.exports import docx_file, pdf_file
        from sessions.exports.content import as_json

        document = json.loads(as_json(read()))
        for kind in kinds:
            if kind == "pdf":
                octets = pdf_file.write(document, pdf_file.LAYOUT.read_bytes(), pdf_file.open_fonts())
            else:
                octets = docx_file.write(document)
            (self._folder / f"{name}.{kind}").write_bytes(octets)


def make(folder: Path) -> None:
    """Make all files in a folder. Django is set up, and its database is empty."""
    Examples(folder).make()


def main(folder: Path = FOLDER) -> None:
    """Set up the demo in a temporary folder, and make all files."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"DEMO": "1", "DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        make(folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
