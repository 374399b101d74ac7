"""Rich text is cleaned before the transaction of its command begins, so that it holds up no other command."""

import threading
from typing import Any

import nh3
import pytest
from django.db import connection

from foundation.accounts.seats import Seat
from foundation.messages.protocol import Done, Refused
from sessions.written_statements.models import WrittenStatement
from tests.support.assembly import Assembly
from tests.support.hostile_html import misnested
from tests.support.patience import PATIENCE


@pytest.mark.django_db(transaction=True)
def test_the_streams_lock_is_free_while_a_text_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Assembly()
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    begun, may_end = threading.Event(), threading.Event()
    clean, answers = nh3.clean, list[Done | Refused]()

    def waits(html: str, **options: Any) -> str:
        begun.set()
        assert may_end.wait(PATIENCE)
        return clean(html, **options)

    def submit() -> None:
        try:
            answers.append(hall.do(fiji, "written.submit", language="en", text="<p>We agree.", rich=True))
        finally:
            connection.close()

    monkeypatch.setattr(nh3, "clean", waits)
    thread = threading.Thread(target=submit)
    thread.start()
    assert begun.wait(PATIENCE)
    hall.done(chair, "floor.close_list")
    may_end.set()
    thread.join(PATIENCE)
    assert [type(answer) for answer in answers] == [Done]
    assert hall.events() == ["floor.list_closed", "written.submitted"]


@pytest.mark.django_db
def test_misnested_marks_are_written_once_in_each_paragraph(hall: Assembly, fiji: Seat) -> None:
    hall.done(fiji, "written.submit", language="en", text=misnested(800), rich=True)
    row = WrittenStatement.objects.get()
    assert (row.text, row.words) == ("<p></p>" + "<p><b>x</b></p>" * 400, 400)


@pytest.mark.django_db
def test_a_text_is_refused_before_its_command_runs(hall: Assembly, fiji: Seat) -> None:
    text = {"language": "en", "rich": True}
    assert hall.code(fiji, "written.submit", text="<ul>" * 101 + "x", **text) == "rich_text.too_deep"
    assert hall.code(fiji, "written.submit", text="<p>x" * 5_000, **text) == "written.too_long"
    assert hall.code(fiji, "written.submit", text="<br>" * 5_000, **text) == "written.empty"
