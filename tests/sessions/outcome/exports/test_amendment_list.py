"""The list of amendments: in the order of the text, with what became of each, and without drafts."""

import csv
import io
from typing import Any

import pytest

from foundation.accounts.seats import Seat
from sessions.outcome.exports import amendment_list
from sessions.parties.models import Party
from tests.sessions.outcome.conftest import TEXT, Drafting

pytestmark = pytest.mark.django_db


def rows(drafting: Drafting) -> list[dict[str, str]]:
    written = amendment_list.as_csv(amendment_list.read(drafting.document, "en"))
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def test_the_list_is_in_the_order_of_the_text(
    moment: Any, reading: Drafting, fiji: Seat, chile: Seat
) -> None:
    (first,) = [row for row in reading.paragraphs() if row.text == TEXT]
    (second,) = reading.add("We will meet.")
    reading.propose(fiji, second, "meet", "=meet often")
    reading.propose(chile, first, "region", "world")
    late = reading.propose(chile, first, "good", "best")
    reading.do(fiji, "propose_paragraph", after=str(first.pk), text="We will report.")
    reading.propose(fiji, first, "We", "All", draft=True)
    reading.do(fiji, "support", amendment=str(late.pk))
    reading.do(reading.chair, "reject", amendment=str(late.pk), reason="It is good enough.")
    found = rows(reading)
    assert [(row["number"], row["paragraph"], row["kind"], row["sponsor"]) for row in found] == [
        ("3", "1", "words", "Chile"),
        ("2", "1", "words", "Chile"),
        ("4", "1", "paragraph", "Fiji"),
        ("1", "2", "words", "Fiji"),
    ]
    assert (found[0]["state"], found[0]["reason"], found[0]["supporters"]) == (
        "rejected", "It is good enough.", "Fiji",
    )  # fmt: skip
    assert (found[3]["words"], found[3]["proposal"]) == ("meet", "'=meet often")
    assert found[3]["tabled_at_utc"] == "2021-11-16T05:20:00.000Z"


def test_an_overtaken_amendment_says_so(moment: Any, reading: Drafting, fiji: Seat) -> None:
    row = reading.paragraphs()[-1]
    reading.propose(fiji, row, "good", "best")
    reading.write(row, TEXT.replace("good", "bad"))
    assert [(each["words"], each["overtaken"]) for each in rows(reading)] == [("good", "overtaken")]


def test_sponsors_have_their_names_in_the_language(reading: Drafting, fiji: Seat) -> None:
    reading.propose(fiji, reading.paragraphs()[-1], "good", "best")
    Party.objects.filter(name__en="Fiji").update(code="FJ")
    assert [row.sponsor for row in amendment_list.read(reading.document, "fr")] == ["Fidji"]


def test_a_document_without_amendments_has_the_header_alone(reading: Drafting) -> None:
    assert rows(reading) == []
    assert amendment_list.as_csv([]).startswith("\ufeffnumber,paragraph,kind,sponsor")
