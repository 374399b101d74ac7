"""What an exported outcome document says in each of its forms."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal import services as journal
from sessions.exports import docx_file, pdf_file
from sessions.exports.content import Choice, Document, Facts, Heading, Paragraph, Run, Table, as_json
from sessions.models import Outcome, ParagraphVersion, Party, Translation
from sessions.outcome.exports import documents
from tests.sessions.exports import files
from tests.sessions.outcome.conftest import TEXT, Drafting
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def read(drafting: Drafting, form: documents.Form = "clean", language: str = "") -> Document:
    return documents.read(
        Outcome.objects.select_related("conference").get(pk=drafting.document.pk), form, language
    )


def words(block: Any) -> str:
    """A block as a line of text: its label, its words, and choices as `[words|alternative (who)]`."""
    if isinstance(block, Table):
        return " / ".join(" | ".join(row) for row in (block.header, *block.rows))
    if isinstance(block, Facts):
        return " / ".join(": ".join(row) for row in block.rows)
    parts = [f"{block.label} "] if block.label else []
    for each in block.inlines:
        if isinstance(each, Run):
            parts.append(each.text + (f" ({each.note})" if each.note else ""))
        else:
            assert isinstance(each, Choice)
            said = [f"{''.join(run.text for run in one.runs)} ({one.said})" for one in each.alternatives]
            parts.append(f"[{'|'.join([''.join(run.text for run in each.words), *said])}]")
    return "".join(parts)


def lines(document: Document) -> list[str]:
    """The lines before the heads of the journal."""
    found = [words(block) for block in document.blocks]
    return found[: found.index("Journal")]


def test_it_ends_with_the_heads_of_the_journal(reading: Drafting) -> None:
    streams = [reading.stream, reading.hall.conference.stream]
    heads = journal.sealed_heads(streams)
    found = [words(block) for block in read(reading).blocks]
    own = heads[reading.stream]
    assert found[found.index("Journal") + 1] == " / ".join(
        f"{stream}:{heads[stream][0]}: {heads[stream][1]}" for stream in streams
    )
    name = f"outcome-{reading.document.pk}.jsonl"
    assert found[-1] == f"python3 check_record.py {name} --head {reading.stream}:{own[0]}:<SHA-256>"


def test_the_head_says_what_the_document_is(moment: Any, drafting: Drafting) -> None:
    found = read(drafting)
    assert (found.title, found.language, found.date, found.above) == (
        "Message",
        "en",
        "2021-11-16",
        ("Test",),
    )
    assert found.symbol == f"{drafting.hall.conference.slug.upper()}/OUTCOME.{drafting.document.pk}"
    assert found.below == ("Draft, version 1",)
    Outcome.objects.update(symbol="ICDD/2021/L.1", illustrative=True)
    found = read(drafting)
    assert (found.symbol, found.below) == (
        "ICDD/2021/L.1",
        ("Draft, version 1", "This text was invented for the demo."),
    )


def test_a_clean_text_has_areas_paragraphs_and_items_and_no_amendments(
    reading: Drafting, fiji: Seat, moment: Any
) -> None:
    row = reading.paragraphs()[-1]
    reading.propose(fiji, row, "good practices", "knowledge")
    reading.add("<b>Tools</b>;<fn>Of 2021.</fn>", kind="item")
    found = read(reading)
    assert lines(found) == ["I Capacity building", f"1 {TEXT}", "(a) Tools; (Of 2021.)", ""][:3]
    assert [type(block) for block in found.blocks[:4]] == [Heading, Paragraph, Paragraph, Heading]
    assert found.below == ("Draft, reading 1, version 3",)


def test_brackets_have_the_tabled_amendments_with_sponsor_and_supporters(
    reading: Drafting, fiji: Seat, chile: Seat
) -> None:
    (row,) = [each for each in reading.paragraphs() if each.text == TEXT]
    first = reading.propose(fiji, row, "good practices", "knowledge")
    reading.do(chile, "support", amendment=str(first.pk))
    reading.propose(chile, row, "good practices", "")
    reading.propose(fiji, row, "share", "give", draft=True)
    rejected = reading.propose(fiji, row, "all", "some")
    reading.do(reading.chair, "reject", amendment=str(rejected.pk), reason="Too narrow")
    reading.do(chile, "propose_paragraph", after=str(row.pk), text="We will meet.")
    reading.do(reading.chair, "mark", paragraph=str(row.pk), status="ad_referendum")
    found = read(reading, "bracketed")
    assert lines(found) == [
        "I Capacity building",
        "1 We will share [good practices|knowledge (1. Fiji, supported by Chile)| (2. Chile: delete)] with all "
        "countries of the region.",
        "Agreed ad referendum",
        "[|We will meet. (4. Chile)]",
    ]
    assert "With the amendments before the delegations, in square brackets" in found.below


def test_an_overtaken_amendment_stands_in_a_table(reading: Drafting, fiji: Seat) -> None:
    row = reading.paragraphs()[-1]
    reading.propose(fiji, row, "good practices", "knowledge")
    reading.write(row, TEXT.replace("good practices", "tools"))
    found = read(reading, "bracketed")
    assert lines(found)[2:] == [
        "Amendments whose words were changed meanwhile",
        "No. | Sponsor and supporters | Paragraph | Words | Proposal / 1 | Fiji | 1 | good practices | knowledge",
    ]


def test_provenance_names_what_each_paragraph_rests_on(
    reading: Drafting, hall: Assembly, moment: Any
) -> None:
    row = reading.paragraphs()[-1]
    source = {"session": str(hall.session.pk), "paragraph": str(row.pk)}
    at = timestamp_text(moment[0])
    reading.do(reading.chair, "cite", kind="turn", target="1", label="Fiji, Review", at=at, **source)
    reading.do(reading.chair, "cite", kind="question", target="2", label="Who pays?", **source)
    reading.add("We will meet.")
    found = read(reading, "provenance")
    assert lines(found)[1:] == [
        f"1 {TEXT}",
        "Rests on: Fiji, Review (a turn, 16 November 2021, 13:20); Who pays? (a question).",
        "2 We will meet.",
        "Rests on nothing yet.",
    ]


def adopt(drafting: Drafting, moment: Any) -> None:
    drafting.do(drafting.chair, "ask_consensus", seconds=5)
    moment[0] += timedelta(seconds=6)
    drafting.do(drafting.chair, "adopt")


def test_an_adopted_text_has_its_digest_reservations_explanations_and_corrigenda(
    reading: Drafting, fiji: Seat, chile: Seat, moment: Any
) -> None:
    row = reading.paragraphs()[-1]
    adopt(reading, moment)
    reading.do(fiji, "reserve", kind="reservation", text="We reserve.", paragraph=str(row.pk))
    reading.do(chile, "reserve", kind="explanation", text="We explain.")
    reading.do(reading.chair, "correct", paragraph=str(row.pk), wrong="good", right="best", note="A slip.")
    reading.do(reading.chair, "correct", paragraph=str(row.pk), wrong=" of the region", right="")
    found = read(reading)
    assert found.below == ("Adopted on 16 November 2021",)
    assert lines(found)[2:] == [
        "Reservations",
        "Fiji, on paragraph 1: We reserve.",
        "Explanations of position",
        "Chile: We explain.",
        "Corrigenda",
        "1 Paragraph 1: for “good” read “best”. A slip.",
        "2 Paragraph 1: delete “of the region”.",
        "Digest of the adopted text",
        f"SHA-256: {Outcome.objects.get().sha256}",
    ]
    assert len(Outcome.objects.get().sha256) == 64


def test_the_day_of_a_document_is_that_of_the_conferences_zone(reading: Drafting, moment: Any) -> None:
    # Two in the morning in Makassar.
    moment[0] = datetime(2021, 11, 16, 18, tzinfo=UTC)
    ParagraphVersion.objects.update(at=moment[0])
    assert read(reading).date == "2021-11-17"
    moment[0] += timedelta(days=1)
    adopt(reading, moment)
    found = read(reading)
    assert (found.date, found.below) == ("2021-11-18", ("Adopted on 18 November 2021",))


def test_a_translation_says_which_text_is_authentic_and_what_is_missing_or_out_of_date(
    reading: Drafting,
) -> None:
    row = reading.paragraphs()[-1]
    (second,) = reading.add("We will meet.")
    given = {"language": "fa", "of_version": row.version, "at": clock.now()}
    Translation.objects.create(paragraph=row, text="سنتبادل.", **given)
    reading.write(row, "We will share.")
    found = read(reading, language="fa")
    assert lines(found) == [
        "I Capacity building (This paragraph is not translated yet.)",
        "1 سنتبادل. (This translation is of an earlier text of the paragraph.)",
        "2 We will meet. (This paragraph is not translated yet.)",
    ]
    assert [block.language for block in found.blocks[:3] if isinstance(block, Paragraph)] == ["", "en"]
    assert "Translation. The authentic text is in this language: English." in found.below
    assert second.label == "2"


def test_the_texts_around_are_in_the_documents_language(reading: Drafting) -> None:
    Outcome.objects.update(language="id")
    assert read(reading).below == ("Rancangan, pembacaan 1, versi 2",)


def test_sponsors_have_their_names_in_the_documents_language(reading: Drafting, fiji: Seat) -> None:
    (row,) = [each for each in reading.paragraphs() if each.text == TEXT]
    reading.propose(fiji, row, "good practices", "knowledge")
    Outcome.objects.update(language="fr")
    Party.objects.filter(name__en="Fiji").update(code="FJ")
    content = as_json(read(reading, "bracketed"))
    assert ("Fidji" in content, "Fiji" in content) == (True, False)


@pytest.mark.parametrize("form", ["clean", "bracketed", "provenance"])
def test_each_form_is_written_in_both_formats(reading: Drafting, fiji: Seat, form: documents.Form) -> None:
    (row,) = [each for each in reading.paragraphs() if each.text == TEXT]
    reading.propose(fiji, row, "good practices", "knowledge")
    content = json.loads(as_json(read(reading, form)))
    word = docx_file.write(content)
    pdf = pdf_file.write(content, pdf_file.LAYOUT.read_bytes(), pdf_file.open_fonts())
    assert files.tracked(word) == (
        [("del", "Fiji", "good practices"), ("ins", "Fiji", "knowledge")] if form == "bracketed" else []
    )
    assert ("[good practices knowledge (1. Fiji)]" in " ".join(files.text(pdf).split())) == (
        form == "bracketed"
    )


def test_reading_twice_gives_the_same_document(reading: Drafting) -> None:
    assert as_json(read(reading, "bracketed")) == as_json(read(reading, "bracketed"))
