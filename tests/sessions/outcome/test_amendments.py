"""Amendments and comments: from a draft to a decision, and what a changing text does to them (OD5, OD8)."""

from datetime import timedelta
from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from sessions.models import Amendment, Citation, Comment, Paragraph
from tests.sessions.outcome.conftest import TEXT, Drafting

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(reading: Drafting) -> Paragraph:
    return reading.paragraphs()[1]


def entity(drafting: Drafting, amendment: Any) -> dict[str, Any]:
    """The amendment or comment as everyone sees it."""
    kind = "outcome_comment" if isinstance(amendment, Comment) else "outcome_amendment"
    return journal.snapshot_of(drafting.stream, Audience.EVERYONE).entities[kind][str(amendment.pk)]


def marked(drafting: Drafting, amendment: Any) -> str:
    """The words of the present text that an amendment or comment is about."""
    seen = entity(drafting, amendment)
    text = Paragraph.objects.get(pk=int(seen["paragraph"])).text
    return text[seen["start"] : seen["end"]]


def test_OD8_numbers_are_given_in_order_and_never_again(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    first = reading.propose(fiji, row, "good practices", "knowledge")
    draft = reading.propose(chile, row, "all", "some", draft=True)
    reading.do(fiji, "withdraw_amendment", amendment=str(first.pk))
    second = reading.propose(chile, row, "region", "world")
    reading.do(chile, "table", amendment=str(draft.pk))
    assert [reading.now(each).number for each in (first, second, draft)] == [1, 2, 3]


def test_OD8_a_draft_is_seen_by_its_delegation_alone(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    reading.propose(fiji, row, "good practices", "secret wording", draft=True)
    entry = Entry.objects.filter(stream=reading.stream).latest("seq")
    assert entry.everyone is None
    assert "secret" not in entry.moderators
    assert "secret" in str(journal.own_snapshot_of(reading.stream, fiji.keys).entities)
    for seat in (chile, reading.chair):
        assert "secret" not in str(journal.own_snapshot_of(reading.stream, seat.keys).entities)
    for audience in (Audience.EVERYONE, Audience.MODERATORS):
        assert "secret" not in str(journal.snapshot_of(reading.stream, audience).entities)


def test_OD8_another_delegation_does_not_learn_of_a_draft_by_acting_on_it(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    draft = str(reading.propose(fiji, row, "good practices", "secret wording", draft=True).pk)
    for seat in (chile, reading.chair):
        for kind in ("table", "discard_draft", "withdraw_amendment", "support", "reconsider"):
            if seat is chile or kind != "support":
                assert reading.code(seat, kind, amendment=draft) in (
                    "outcome.unknown_amendment",
                    "wire.forbidden",
                )
    assert reading.code(reading.chair, "accept", amendment=draft, version=0) == "outcome.unknown_amendment"


def test_OD3_amendments_are_tabled_within_a_reading(drafting: Drafting, fiji: Seat) -> None:
    (row,) = drafting.add(TEXT)
    given = {**drafting.place(row, "all"), "text": "some"}
    assert drafting.code(fiji, "propose", **given) == "outcome.no_reading"
    drafting.do(fiji, "propose", **given, draft=True)
    assert drafting.code(fiji, "table", amendment=str(Amendment.objects.get().pk)) == "outcome.no_reading"


def test_OD3_after_the_deadline_those_who_draft_enter_what_came_on_time(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    reading.do(
        reading.chair,
        "begin_reading",
        reading=1,
        amendments_until=timestamp_text(clock.now() + timedelta(days=1)),
    )
    reading.document.amendments_until = clock.now() - timedelta(seconds=1)
    reading.document.reading = 1
    reading.document.save(update_fields=["amendments_until", "reading"])
    given = {**reading.place(row, "all"), "text": "some"}
    assert reading.code(fiji, "propose", **given) == "outcome.amendments_closed"
    reading.do(reading.chair, "propose", **given, party=fiji.party)
    assert Amendment.objects.get().party_id == int(fiji.party or 0)


def test_only_accredited_delegations_amend(reading: Drafting, row: Paragraph) -> None:
    observer = reading.hall.delegate("Observer", accredited=False)
    given = {**reading.place(row, "all"), "text": "some"}
    assert reading.code(observer, "propose", **given) == "outcome.not_accredited"
    reading.do(observer, "comment", paragraph=str(row.pk), version=row.version, text="Why?")


def test_a_delegation_acts_for_itself_alone(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    amendment = str(reading.propose(fiji, row, "all", "some").pk)
    place = {"version": row.version, "start": 0, "end": 2, "text": "They"}
    assert reading.code(chile, "withdraw_amendment", amendment=amendment) == "outcome.not_yours"
    assert reading.code(chile, "change_amendment", amendment=amendment, **place) == "outcome.not_yours"
    assert reading.code(chile, "support", amendment=amendment, party=fiji.party) == "wire.forbidden"
    assert reading.code(fiji, "support", amendment=amendment) == "outcome.own_amendment"


def test_OD8_supporters_join_once_and_leave(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    amendment = reading.propose(fiji, row, "all", "some")
    for kind, expected in (("support", [chile.party]), ("support", [chile.party]), ("end_support", [])):
        reading.do(chile, kind, amendment=str(amendment.pk))
        assert reading.now(amendment).supporters == expected


def test_OD5_an_amendment_follows_its_words(reading: Drafting, row: Paragraph, fiji: Seat) -> None:
    amendment = reading.propose(fiji, row, "good practices", "knowledge")
    reading.write(row, TEXT.replace("We will", "All countries of Asia will"))
    assert marked(reading, amendment) == "good practices"
    reading.write(row, "In short: " + reading.now(row).text)
    assert marked(reading, amendment) == "good practices"
    assert reading.accept(amendment) == ""
    assert "will share knowledge with" in reading.now(row).text


def test_OD5_an_overtaken_amendment_is_renewed_by_its_sponsor(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    amendment = reading.propose(fiji, row, "good practices", "knowledge")
    reading.do(chile, "support", amendment=str(amendment.pk))
    reading.write(row, TEXT.replace("good practices", "best practices"))
    assert entity(reading, amendment)["fate"] == "overtaken"
    assert entity(reading, amendment)["words"] == "good practices"
    assert reading.accept(amendment) == "outcome.overtaken"
    place = reading.place(row, "best practices")
    place.pop("paragraph")
    reading.do(fiji, "change_amendment", amendment=str(amendment.pk), **place, text="knowledge")
    # Its supporters supported other words.
    assert reading.now(amendment).supporters == []
    assert reading.accept(amendment) == ""
    assert "will share knowledge with" in reading.now(row).text


def test_OD5_what_the_text_says_already_is_done(reading: Drafting, row: Paragraph, fiji: Seat) -> None:
    amendment = reading.propose(fiji, row, "good practices", "good knowledge")
    reading.write(row, TEXT.replace("good practices", "good knowledge"))
    assert entity(reading, amendment)["fate"] == "done"


def test_OD5_a_split_sorts_the_amendments(reading: Drafting, row: Paragraph, fiji: Seat) -> None:
    before = reading.propose(fiji, row, "good practices", "knowledge")
    behind = reading.propose(fiji, row, "region", "world")
    across = reading.propose(fiji, row, "practices with", "practice for")
    at = TEXT.index("with")
    reading.do(reading.chair, "split", paragraph=str(row.pk), version=row.version, at=at)
    second = reading.paragraphs()[2]
    assert (marked(reading, before), marked(reading, behind)) == ("good practices", "region")
    assert entity(reading, behind)["paragraph"] == str(second.pk)
    assert entity(reading, across)["fate"] == "overtaken"


def test_OD5_a_split_within_bold_words_keeps_the_places(reading: Drafting, fiji: Seat) -> None:
    (row,) = reading.add("We <b>share all</b> data.")
    behind = reading.propose(fiji, row, "data", "figures")
    within = reading.propose(fiji, row, "all", "some")
    at = row.text.index("all")
    reading.do(reading.chair, "split", paragraph=str(row.pk), version=row.version, at=at)
    assert (marked(reading, behind), marked(reading, within)) == ("data", "all")


def test_OD5_a_join_takes_the_amendments_along(reading: Drafting, row: Paragraph, fiji: Seat) -> None:
    (second,) = reading.add("We will meet every year.")
    amendment = reading.propose(fiji, second, "every year", "twice a year")
    new = {"after": str(second.pk), "text": "We will publish figures."}
    reading.do(fiji, "propose_paragraph", **new)
    reading.do(
        reading.chair, "join",
        paragraph=str(row.pk), version=row.version, joined=str(second.pk), joined_version=second.version,
    )  # fmt: skip
    assert marked(reading, amendment) == "every year"
    assert reading.accept(amendment) == ""
    assert reading.now(row).text == f"{TEXT} We will meet twice a year."
    assert reading.accept(Amendment.objects.get(kind="paragraph")) == ""
    assert [each.label for each in reading.paragraphs()] == ["I", "1", "1 bis"]


def test_OD5_amendments_to_a_deleted_paragraph_come_back_with_it(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    amendment = reading.propose(fiji, row, "all", "some")
    reading.do(reading.chair, "delete_paragraph", paragraph=str(row.pk), version=row.version)
    assert entity(reading, amendment)["fate"] == "deleted"
    assert reading.accept(amendment) == "outcome.overtaken"
    reading.do(reading.chair, "restore_paragraph", paragraph=str(row.pk))
    assert marked(reading, amendment) == "all"


def test_OD5_a_new_paragraph_after_a_deleted_one_is_renewed_at_its_place(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    (second,) = reading.add("We will meet every year.")
    given = {"after": str(second.pk), "text": "We will publish what we learn."}
    reading.do(fiji, "propose_paragraph", **given)
    amendment = Amendment.objects.latest("pk")
    reading.do(reading.chair, "delete_paragraph", paragraph=str(second.pk), version=second.version)
    assert entity(reading, amendment)["fate"] == "deleted"
    renewal = {"amendment": str(amendment.pk), "version": 0, "start": 0, "end": 0, "text": given["text"]}
    reading.do(fiji, "change_amendment", **renewal)
    assert entity(reading, amendment)["paragraph"] == str(row.pk)
    # Before the first paragraph if nothing is left above it.
    for each in reading.paragraphs():
        reading.do(reading.chair, "delete_paragraph", paragraph=str(each.pk), version=each.version)
    reading.do(fiji, "change_amendment", **renewal)
    assert entity(reading, amendment)["paragraph"] is None


def test_OD7_an_amendment_is_not_withdrawn_while_delegations_decide(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    amendment = reading.propose(fiji, row, "all", "some")
    reading.do(reading.chair, "ask_consensus", seconds=30)
    assert reading.code(fiji, "withdraw_amendment", amendment=str(amendment.pk)) == "outcome.deciding"
    reading.do(reading.chair, "end_procedure")
    reading.do(fiji, "withdraw_amendment", amendment=str(amendment.pk))


def test_OD8_an_accepted_amendment_moves_the_others(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    first = reading.propose(fiji, row, "good practices", "knowledge and lessons that were learnt")
    second = reading.propose(chile, row, "region", "world")
    rival = reading.propose(chile, row, "good practices", "data")
    assert reading.accept(first) == ""
    assert marked(reading, second) == "region"
    assert entity(reading, rival)["fate"] == "overtaken"
    assert reading.accept(first) == "outcome.amendment_decided"
    assert reading.accept(second) == ""
    assert reading.now(row).text.endswith("all countries of the world.")


def test_OD4_an_amendment_is_accepted_on_the_text_that_was_seen(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    amendment = reading.propose(fiji, row, "all", "some")
    seen = row.version
    reading.write(row, TEXT.replace("We", "They"))
    code = reading.code(reading.chair, "accept", amendment=str(amendment.pk), version=seen)
    assert code == "outcome.paragraph_changed"


def test_OD8_several_are_merged_into_a_text_that_the_drafters_write(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    both = [
        reading.propose(fiji, row, "good practices", "knowledge"),
        reading.propose(chile, row, "good practices", "lessons"),
    ]
    text = TEXT.replace("good practices", "knowledge and lessons")
    given = {"paragraph": str(row.pk), "version": row.version, "text": text}
    reading.do(reading.chair, "merge", amendments=[str(each.pk) for each in both], **given)
    assert [reading.now(each).state for each in both] == ["merged", "merged"]
    assert reading.now(row).text == text
    assert row.versions.latest("number").cause == "merged"


def test_OD8_a_rejection_has_a_reason_and_can_be_reconsidered(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    amendment = reading.propose(fiji, row, "all", "some")
    named = {"amendment": str(amendment.pk)}
    assert reading.code(reading.chair, "reject", **named, reason=" ") == "outcome.no_reason"
    reading.do(reading.chair, "reject", **named, reason="Agreed language.")
    assert entity(reading, amendment)["reason"] == "Agreed language."
    reading.write(row, TEXT.replace("We", "They"))
    reading.do(reading.chair, "reconsider", **named)
    assert (entity(reading, amendment)["reason"], marked(reading, amendment)) == ("", "all")


def test_an_insertion_is_kept_apart_from_its_neighbours(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    at = TEXT.index("good")
    place = {"paragraph": str(row.pk), "version": row.version, "start": at, "end": at}
    reading.do(fiji, "propose", **place, text="our")
    assert reading.accept(Amendment.objects.latest("pk")) == ""
    assert reading.now(row).text.startswith("We will share our good practices")


def test_a_deletion_leaves_one_space(reading: Drafting, row: Paragraph, fiji: Seat) -> None:
    assert reading.accept(reading.propose(fiji, row, "good", "")) == ""
    assert reading.now(row).text.startswith("We will share practices")


def test_what_a_delegation_writes_is_plain_text(reading: Drafting, row: Paragraph, fiji: Seat) -> None:
    amendment = reading.propose(fiji, row, "all", "<b>some</b> & more")
    assert amendment.text == "&lt;b&gt;some&lt;/b&gt; &amp; more"


@pytest.mark.parametrize(
    ("start", "end", "text", "code"),
    [
        (0, 2, "We", "outcome.no_change"),
        (5, 2, "We", "outcome.no_such_words"),
        (0, 5000, "We", "outcome.no_such_words"),
        (3, 3, "", "outcome.no_change"),
    ],
)
def test_an_amendment_that_says_nothing_is_refused(
    reading: Drafting, row: Paragraph, fiji: Seat, start: int, end: int, text: str, code: str
) -> None:
    place = {"paragraph": str(row.pk), "version": row.version, "start": start, "end": end}
    assert reading.code(fiji, "propose", **place, text=text) == code


def test_a_comment_on_words_follows_them(reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat) -> None:
    place = reading.place(row, "good practices")
    reading.do(fiji, "comment", **place, text="Which?")
    comment = Comment.objects.get()
    reading.write(row, TEXT.replace("We", "All of us"))
    assert marked(reading, comment) == "good practices"
    assert reading.code(chile, "remove_comment", comment=str(comment.pk)) == "outcome.not_yours"
    reading.do(reading.chair, "resolve_comment", comment=str(comment.pk))
    assert entity(reading, comment)["resolved"] is True
    reading.do(fiji, "remove_comment", comment=str(comment.pk))
    assert reading.code(fiji, "remove_comment", comment=str(comment.pk)) == "outcome.unknown_comment"


def test_amendments_are_limited(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sessions.outcome.amendments.rules.MOST_OF_PARTY", 1)
    reading.propose(fiji, row, "all", "some", draft=True)
    given = {**reading.place(row, "all"), "text": "no"}
    assert reading.code(fiji, "propose", **given) == "outcome.too_many_amendments"
    reading.do(chile, "propose", **given)


@pytest.mark.parametrize(
    ("text", "at", "place", "words"),
    [
        ("alpha beta gamma", 6, (0, 6), "alpha"),
        ("alpha beta gamma", 6, (6, 10), "beta"),
        ("alpha beta gamma", 6, (6, 6), ""),
        ("<b>word</b> rest", 7, (7, 7), ""),
        ("<b>word</b> rest", 7, (7, 16), "rest"),
        ("word <b>bold</b> end", 8, (0, 8), "word"),
        ("<b>a b</b> c", 5, (0, 5), "<b>a"),
    ],
)
def test_OD5_an_amendment_up_to_a_split_keeps_its_words(
    drafting: Drafting, fiji: Seat, text: str, at: int, place: tuple[int, int], words: str
) -> None:
    (row,) = drafting.add(text)
    drafting.do(drafting.chair, "begin_reading", reading=1)
    version, (start, end) = drafting.now(row).version, place
    drafting.do(fiji, "propose", paragraph=str(row.pk), version=version, start=start, end=end, text="more")
    drafting.do(drafting.chair, "split", paragraph=str(row.pk), version=version, at=at)
    assert marked(drafting, Amendment.objects.get()) == Amendment.objects.get().words == words
    assert all(each.text == each.text.strip() for each in drafting.paragraphs())


@pytest.mark.parametrize(
    ("text", "at", "place"), [("alpha beta", 6, (5, 6)), ("<b>word</b> rest", 7, (7, 12))]
)
def test_OD5_an_amendment_whose_words_a_split_leaves_out_is_overtaken(
    drafting: Drafting, fiji: Seat, text: str, at: int, place: tuple[int, int]
) -> None:
    (row,) = drafting.add(text)
    drafting.do(drafting.chair, "begin_reading", reading=1)
    version, (start, end) = drafting.now(row).version, place
    drafting.do(fiji, "propose", paragraph=str(row.pk), version=version, start=start, end=end, text="more")
    drafting.do(drafting.chair, "split", paragraph=str(row.pk), version=version, at=at)
    assert entity(drafting, Amendment.objects.get())["fate"] == "overtaken"


def test_OD8_nobody_learns_of_a_draft_by_a_change_of_its_paragraph(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    draft = reading.propose(fiji, row, "good practices", "secret wording", draft=True)
    reading.write(row, TEXT.replace("We will", "We shall always"))
    entry = Entry.objects.filter(stream=reading.stream, event__type="outcome.written").latest("seq")
    for frame in (entry.everyone, entry.moderators):
        assert frame is not None
        assert "outcome_amendment" not in frame
    assert [(part["to"], [*part["put"]["my_amendment"]]) for part in entry.own_parts] == [
        (f"held/{fiji.party}", [str(draft.pk)])
    ]


def join(reading: Drafting, row: Paragraph, joined: Paragraph) -> None:
    row, joined = reading.now(row), reading.now(joined)
    places = {"paragraph": str(row.pk), "joined": str(joined.pk)}
    reading.do(reading.chair, "join", version=row.version, joined_version=joined.version, **places)


def undo(reading: Drafting, row: Paragraph) -> str:
    version = reading.now(row).version
    return reading.code(reading.chair, "undo", paragraph=str(row.pk), version=version)


def stands(reading: Drafting, amendment: Amendment) -> tuple[int, str, str]:
    """In which paragraph an amendment stands, its marked words, and its fate."""
    now = reading.now(amendment)
    return now.paragraph_id, marked(reading, amendment), now.fate


def test_OD5_a_split_that_is_undone_puts_everything_back(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    before = reading.propose(fiji, row, "good practices", "knowledge")
    across = reading.propose(fiji, row, "practices with", "practice for")
    behind = reading.propose(fiji, row, "region", "world")
    rows = (before, across, behind)
    expected = [stands(reading, each) for each in rows]
    reading.do(reading.chair, "split", paragraph=str(row.pk), version=row.version, at=TEXT.index("with"))
    second = reading.paragraphs()[2]
    reading.do(reading.chair, "take_up", paragraph=str(second.pk))
    later = reading.propose(fiji, second, "all", "some")
    reading.do(fiji, "propose_paragraph", after=str(second.pk), text="We will publish figures.")
    assert undo(reading, row) == ""
    assert [each.text for each in reading.paragraphs()[1:]] == [TEXT]
    assert [stands(reading, each) for each in rows] == expected
    assert stands(reading, later) == (row.pk, "all", "")
    assert Amendment.objects.get(kind="paragraph").paragraph_id == row.pk
    assert reading.now(reading.document).taken_up_id == row.pk
    assert undo(reading, row) == "outcome.nothing_to_undo"
    assert [reading.accept(each) for each in (before, behind)] == ["", ""]


def test_OD5_a_split_within_bold_words_is_undone(reading: Drafting, fiji: Seat) -> None:
    (row,) = reading.add("We <b>share all</b> data.")
    within = reading.propose(fiji, row, "all", "some")
    behind = reading.propose(fiji, row, "data", "figures")
    expected = [stands(reading, each) for each in (within, behind)]
    at = row.text.index("all")
    reading.do(reading.chair, "split", paragraph=str(row.pk), version=row.version, at=at)
    assert undo(reading, row) == ""
    assert reading.now(row).text == row.text
    assert [stands(reading, each) for each in (within, behind)] == expected


def test_OD5_a_join_that_is_undone_puts_everything_back(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    (second,) = reading.add("We will meet every year.")
    first = reading.propose(fiji, row, "region", "world")
    other = reading.propose(fiji, second, "every year", "twice a year")
    reading.do(fiji, "propose_paragraph", after=str(second.pk), text="We will publish figures.")
    reading.do(fiji, "comment", paragraph=str(second.pk), version=second.version, text="Where?")
    for of, target in ((row, "1"), (second, "1"), (second, "2")):
        cited = {"kind": "turn", "session": str(reading.hall.session.pk), "target": target, "label": target}
        reading.do(reading.chair, "cite", paragraph=str(of.pk), **cited)
    expected = [stands(reading, each) for each in (first, other)]
    join(reading, row, second)
    assert stands(reading, other) == (row.pk, "every year", "")
    later = reading.propose(fiji, row, "We will meet", "They meet")
    across = reading.propose(fiji, row, "region. We", "world. They")
    assert undo(reading, row) == ""
    assert [each.text for each in reading.paragraphs()[1:]] == [TEXT, second.text]
    assert [stands(reading, each) for each in (first, other)] == expected
    assert stands(reading, later) == (second.pk, "We will meet", "")
    assert reading.now(across).fate == "overtaken"
    assert Amendment.objects.get(kind="paragraph").paragraph_id == second.pk
    assert Comment.objects.get().paragraph_id == second.pk
    places = Citation.objects.order_by("pk").values_list("paragraph", "target")
    assert [*places] == [(row.pk, "1"), (second.pk, "1"), (second.pk, "2")]
    assert [reading.accept(each) for each in (other, later)] == ["", ""]


def test_OD4_what_changed_since_is_not_undone(reading: Drafting, row: Paragraph) -> None:
    assert undo(reading, row) == "outcome.nothing_to_undo"
    reading.do(reading.chair, "split", paragraph=str(row.pk), version=row.version, at=TEXT.index("with"))
    second = reading.paragraphs()[2]
    assert undo(reading, second) == "outcome.nothing_to_undo"
    stale = reading.code(reading.chair, "undo", paragraph=str(row.pk), version=row.version)
    assert stale == "outcome.paragraph_changed"
    reading.write(second, "With some countries.")
    assert undo(reading, row) == "outcome.nothing_to_undo"


@pytest.mark.parametrize(
    ("first", "joined", "expected"),
    [
        ("agreed", "open", "open"),
        ("agreed", "ad_referendum", "ad_referendum"),
        ("ad_referendum", "open", "open"),
        ("ad_referendum", "agreed", "ad_referendum"),
        ("agreed", "agreed", "agreed"),
    ],
)
def test_OD6_a_joined_paragraph_is_agreed_as_far_as_both_were(
    reading: Drafting, row: Paragraph, first: str, joined: str, expected: str
) -> None:
    (second,) = reading.add("We will meet every year.")
    reading.do(reading.chair, "mark", paragraph=str(row.pk), status=first)
    reading.do(reading.chair, "mark", paragraph=str(second.pk), status=joined)
    reading.do(reading.chair, "take_up", paragraph=str(second.pk))
    join(reading, row, second)
    assert reading.now(row).status == expected
    assert reading.now(reading.document).taken_up_id == row.pk


def test_OD8_an_acceptance_that_is_undone_puts_everything_back(
    reading: Drafting, row: Paragraph, fiji: Seat, chile: Seat
) -> None:
    first = reading.propose(fiji, row, "good practices", "knowledge")
    rival = reading.propose(chile, row, "practices", "experience")
    insertion = {**reading.place(row, "good"), "end": reading.place(row, "good")["start"]}
    reading.do(chile, "propose", **insertion, text="very")
    inserted = Amendment.objects.latest("pk")
    other = reading.propose(chile, row, "region", "world")
    before = reading.now(row).text
    assert reading.accept(first) == ""
    assert entity(reading, rival)["fate"] == "overtaken"
    later = reading.propose(chile, row, "knowledge", "wisdom")
    assert undo(reading, row) == ""
    assert reading.now(row).text == before
    assert (entity(reading, first)["state"], marked(reading, first)) == ("tabled", "good practices")
    assert (marked(reading, rival), marked(reading, other)) == ("practices", "region")
    assert entity(reading, inserted)["fate"] == ""
    # What was proposed on the accepted words has lost them.
    assert entity(reading, later)["fate"] == "overtaken"
    # It can be accepted again, and others merged.
    assert reading.accept(first) == ""
    assert undo(reading, row) == ""
    both = [str(first.pk), str(rival.pk)]
    text = "We will share knowledge and experience."
    merged = {"amendments": both, "paragraph": str(row.pk), "version": reading.now(row).version, "text": text}
    reading.do(reading.chair, "merge", **merged)
    assert undo(reading, row) == ""
    assert (entity(reading, first)["state"], entity(reading, rival)["state"]) == ("tabled", "tabled")
    assert marked(reading, rival) == "practices"


def test_OD8_only_the_last_change_of_a_paragraph_is_undone(
    reading: Drafting, row: Paragraph, fiji: Seat
) -> None:
    amendment = reading.propose(fiji, row, "all", "some")
    assert reading.accept(amendment) == ""
    reading.write(row, reading.now(row).text + " We meet.")
    assert undo(reading, row) == "outcome.nothing_to_undo"
    # A paragraph that was accepted as a whole is deleted instead.
    reading.do(fiji, "propose_paragraph", after=str(row.pk), text="We will meet.")
    assert reading.accept(Amendment.objects.latest("pk")) == ""
    assert undo(reading, reading.paragraphs()[-1]) == "outcome.nothing_to_undo"
