"""Documents and paragraphs: writing, order, labels, versions and their comparison."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal.models import Entry
from sessions.models import Outcome, Paragraph
from sessions.outcome import comparison
from tests.sessions.outcome.conftest import TEXT, Drafting
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def shown(drafting: Drafting) -> list[tuple[str, str]]:
    return [(row.label, row.text) for row in drafting.paragraphs()]


def test_a_document_begins_with_its_areas(drafting: Drafting) -> None:
    assert shown(drafting) == [("I", "Capacity building")]


def test_OD2_labels_are_renewed_until_the_first_reading(drafting: Drafting) -> None:
    one, two = drafting.add("One.", "Two.")
    drafting.add("Between.", after=one)
    assert shown(drafting)[1:] == [("1", "One."), ("2", "Between."), ("3", "Two.")]
    drafting.do(drafting.chair, "begin_reading", reading=1)
    drafting.add("Later.", after=one)
    assert [label for label, _ in shown(drafting)] == ["I", "1", "1 bis", "2", "3"]
    drafting.do(drafting.chair, "delete_paragraph", paragraph=str(two.pk), version=two.version)
    assert [label for label, _ in shown(drafting)] == ["I", "1", "1 bis", "2"]
    drafting.do(drafting.chair, "renumber")
    assert [label for label, _ in shown(drafting)] == ["I", "1", "2", "3"]


def test_OD4_who_saves_second_is_told(drafting: Drafting, hall: Assembly) -> None:
    (row,) = drafting.add(TEXT)
    other = hall.person("Rapporteur", "rapporteur")
    edit = {"paragraph": str(row.pk), "version": row.version}
    drafting.do(other, "write", text="We share.", **edit)
    assert drafting.code(drafting.chair, "write", text="They share.", **edit) == "outcome.paragraph_changed"
    assert drafting.now(row).text == "We share."


def test_a_text_without_a_change_is_not_journaled(drafting: Drafting) -> None:
    (row,) = drafting.add(TEXT)
    before = Entry.objects.count()
    drafting.write(row, f"  {TEXT}")
    assert Entry.objects.count() == before


def test_a_paragraph_without_text_is_refused(drafting: Drafting) -> None:
    (row,) = drafting.add(TEXT)
    edit = {"paragraph": str(row.pk), "version": row.version}
    assert drafting.code(drafting.chair, "write", text="<b> </b>", **edit) == "outcome.empty"
    assert drafting.code(drafting.chair, "split", at=1000, **edit) == "outcome.empty"


def test_a_split_and_a_join_give_the_text_back(drafting: Drafting) -> None:
    (row,) = drafting.add(TEXT)
    edit = {"paragraph": str(row.pk), "version": row.version}
    drafting.do(drafting.chair, "split", at=TEXT.index("with"), **edit)
    assert shown(drafting)[1:] == [
        ("1", "We will share good practices"),
        ("2", "with all countries of the region."),
    ]
    first, second = drafting.paragraphs()[1:]
    drafting.do(
        drafting.chair,
        "join",
        paragraph=str(first.pk),
        version=first.version,
        joined=str(second.pk),
        joined_version=second.version,
    )
    assert shown(drafting)[1:] == [("1", TEXT)]
    assert (
        drafting.code(
            drafting.chair,
            "join",
            paragraph=str(first.pk),
            version=0,
            joined=str(first.pk),
            joined_version=0,
        )
        == "outcome.same_paragraph"
    )


def test_a_split_within_bold_words_closes_the_mark(drafting: Drafting) -> None:
    (row,) = drafting.add("We <b>share all</b> data.")
    drafting.do(drafting.chair, "split", paragraph=str(row.pk), version=row.version, at=12)
    assert [text for _, text in shown(drafting)[1:]] == ["We <b>share</b>", "<b>all</b> data."]


@pytest.mark.thorough
def test_many_insertions_at_one_place_keep_the_order(drafting: Drafting) -> None:
    (first,) = drafting.add("First.")
    drafting.add("Last.")
    for number in range(60):
        drafting.add(f"{number}.", after=first)
    expected = ["First.", *(f"{number}." for number in range(59, -1, -1)), "Last."]
    assert [text for _, text in shown(drafting)[1:]] == expected


def test_as_many_paragraphs_as_a_command_adds_keep_their_order_between_two_others(drafting: Drafting) -> None:
    (first,) = drafting.add("First.")
    drafting.add("Last.")
    texts = [f"{number}." for number in range(200)]
    drafting.add(*texts, after=first)
    assert [text for _, text in shown(drafting)[1:]] == ["First.", *texts, "Last."]


def test_a_paragraph_moves_and_keeps_its_version(drafting: Drafting) -> None:
    _, two = drafting.add("One.", "Two.")
    drafting.do(drafting.chair, "move", paragraph=str(two.pk), after=None)
    assert [text for _, text in shown(drafting)] == ["Two.", "Capacity building", "One."]
    # Who edits it meanwhile can still save.
    drafting.do(drafting.chair, "write", paragraph=str(two.pk), version=two.version, text="Two!")


@pytest.mark.parametrize("status", ["agreed", "ad_referendum"])
def test_OD6_what_is_agreed_is_open_again_when_its_text_changes(drafting: Drafting, status: str) -> None:
    (row,) = drafting.add(TEXT)
    drafting.do(drafting.chair, "mark", paragraph=str(row.pk), status=status)
    drafting.write(row, "We share.")
    assert drafting.now(row).status == "open"


def test_OD6_both_parts_of_an_agreed_paragraph_are_agreed(drafting: Drafting) -> None:
    (row,) = drafting.add(TEXT)
    drafting.do(drafting.chair, "mark", paragraph=str(row.pk), status="ad_referendum")
    edit = {"paragraph": str(row.pk), "version": row.version}
    drafting.do(drafting.chair, "split", at=TEXT.index("with"), **edit)
    first, second = drafting.paragraphs()[1:]
    assert (first.status, second.status) == ("ad_referendum", "ad_referendum")
    # If one is opened again, and they are one paragraph again, it is open.
    drafting.do(drafting.chair, "mark", paragraph=str(second.pk), status="open")
    drafting.do(drafting.chair, "undo", paragraph=str(first.pk), version=first.version)
    assert drafting.now(first).status == "open"


def test_OD6_a_paragraph_that_is_taken_up_and_deleted_is_taken_up_no_more(drafting: Drafting) -> None:
    (row,) = drafting.add(TEXT)
    drafting.do(drafting.chair, "take_up", paragraph=str(row.pk))
    drafting.do(drafting.chair, "delete_paragraph", paragraph=str(row.pk), version=row.version)
    assert drafting.now(drafting.document).taken_up is None


def test_OD3_readings_follow_each_other(drafting: Drafting) -> None:
    chair = drafting.chair
    assert drafting.code(chair, "begin_reading", reading=2) == "outcome.no_such_reading"
    past = timestamp_text(clock.now() - timedelta(minutes=1))
    assert drafting.code(chair, "begin_reading", reading=1, amendments_until=past) == "outcome.moment_passed"
    assert drafting.code(chair, "begin_reading", reading=1, amendments_until="soon") == "outcome.no_moment"
    drafting.do(chair, "begin_reading", reading=1)
    drafting.do(
        chair, "begin_reading", reading=1, amendments_until=timestamp_text(clock.now() + timedelta(days=1))
    )
    drafting.do(chair, "begin_reading", reading=2)
    milestones = drafting.now(drafting.document).milestones
    assert [each["reading"] for each in milestones] == [1, 2]


def test_two_versions_are_compared_word_by_word(drafting: Drafting) -> None:
    one, two, three = drafting.add("We share data.", "We meet.", "We end.")
    before = drafting.now(drafting.document).version
    drafting.write(one, "We share open data.")
    drafting.do(drafting.chair, "delete_paragraph", paragraph=str(two.pk), version=two.version)
    drafting.add("We begin.", after=three)
    drafting.do(drafting.chair, "move", paragraph=str(three.pk), after=None)
    document = drafting.now(drafting.document)
    found = comparison.compare(document, before, document.version)
    assert [(each.change, "".join(text for _, text in each.runs)) for each in found] == [
        ("moved", "We end."),
        ("same", "Capacity building"),
        ("changed", "We share open data."),
        ("removed", "We meet."),
        ("added", "We begin."),
    ]
    changed = next(each for each in found if each.change == "changed")
    assert changed.runs == [("same", "We share"), ("added", " open"), ("same", " data.")]
    assert {each.change for each in comparison.compare(document, document.version, document.version)} == {
        "same"
    }


def test_a_removed_document_takes_no_commands_and_comes_back(drafting: Drafting) -> None:
    drafting.do(drafting.chair, "remove")
    assert drafting.code(drafting.chair, "renumber") == "outcome.unknown"
    assert drafting.code(drafting.hall.delegate("Fiji"), "comment", paragraph="1", version=0, text="?") == (
        "outcome.not_open"
    )
    conference = drafting.hall.conference.stream
    drafting.hall.do(drafting.chair, "outcome.restore", stream=conference, outcome=str(drafting.document.pk))
    drafting.do(drafting.chair, "renumber")


def test_a_conference_has_a_limited_number_of_documents(hall: Assembly, chair: Seat) -> None:
    Outcome.objects.bulk_create(Outcome(conference=hall.conference, title={"en": "A"}) for _ in range(20))
    answer = hall.code(chair, "outcome.create", stream=hall.conference.stream, title={"en": "B"})
    assert answer == "outcome.too_many"


def test_another_conference_s_session_is_unknown(drafting: Drafting) -> None:
    other = Assembly().session
    seen, values = {"session": None}, {"session": str(other.pk)}
    assert drafting.code(drafting.chair, "change", values=values, seen=seen) == "wire.unknown_stream"
    (row,) = drafting.add(TEXT)
    cited = {
        "paragraph": str(row.pk),
        "kind": "turn",
        "session": str(other.pk),
        "target": "1",
        "label": "Fiji",
    }
    assert drafting.code(drafting.chair, "cite", **cited) == "wire.unknown_stream"


def test_an_organiser_who_changes_what_another_changed_is_told(drafting: Drafting) -> None:
    change = {"values": {"symbol": "ICDD/1"}, "seen": {"symbol": ""}}
    drafting.do(drafting.chair, "change", **change)
    change["values"] = {"symbol": "ICDD/2"}
    assert drafting.code(drafting.chair, "change", **change) == "edit.changed_meanwhile"


def test_paragraphs_are_limited(drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessions.outcome.rules.MOST_PARAGRAPHS", 2)
    area = drafting.paragraphs()[0]
    given = {"after": str(area.pk), "paragraphs": [{"text": "One."}, {"text": "Two."}]}
    assert drafting.code(drafting.chair, "add_paragraphs", **given) == "outcome.too_long"
    assert Paragraph.objects.count() == 1


@pytest.mark.parametrize("language", ["zh-Hant-TW", "en-aaaaaaaa-bbbbbbbb"])
def test_a_language_is_as_long_as_the_table_holds(drafting: Drafting, language: str) -> None:
    (row,) = drafting.add("We meet.")
    given = {"paragraph": str(row.pk), "of_version": row.version, "language": language, "text": "Bertemu."}
    assert drafting.code(drafting.chair, "translate", **given) == (
        "" if len(language) <= 12 else "wire.bad_command"
    )


def test_a_paragraph_does_not_grow_beyond_what_can_be_written(reading: Drafting, fiji: Seat) -> None:
    first, second = reading.add("a " * 6000, "b " * 6000)
    both = {"version": first.version, "joined": str(second.pk), "joined_version": second.version}
    code = reading.code(reading.chair, "join", paragraph=str(first.pk), **both)
    assert code == "outcome.paragraph_too_long"
    long = [{"text": "&" * 5000}]
    given = {"after": str(first.pk), "paragraphs": long}
    assert reading.code(reading.chair, "add_paragraphs", **given) == "outcome.paragraph_too_long"
    (third,) = reading.add("c " * 9000)
    amendment = reading.propose(fiji, third, "c", "d " * 2400)
    assert reading.accept(amendment) == "outcome.paragraph_too_long"
