"""Texts in the markup as runs, and amendments as alternatives to the words that they touch."""

from sessions.exports.content import Choice, Run
from sessions.outcome import words
from sessions.outcome.exports.marked_text import ExportedAmendment, runs, with_amendments

TEXT = "We will share good practices with all."


def amended(where: str, text: str, author: str = "Fiji", base: str = TEXT) -> ExportedAmendment:
    start = base.index(where)
    tokens = words.token_range(base, start, start + len(where))
    return ExportedAmendment(*tokens, text, author, f"1. {author}", "2021-11-16T05:20:00.000Z")


def inserted(before: str, text: str, author: str = "Fiji") -> ExportedAmendment:
    start = words.token_range(TEXT, TEXT.index(before), TEXT.index(before))[0]
    return ExportedAmendment(start, start, text, author, f"1. {author}", "2021-11-16T05:20:00.000Z")


def shown(found: tuple[Run | Choice, ...]) -> str:
    """The text as people read it: `[words|alternative|alternative]`."""
    parts = []
    for each in found:
        if isinstance(each, Run):
            parts.append(each.text)
        else:
            all_runs = [each.words, *(one.runs for one in each.alternatives)]
            parts.append(f"[{'|'.join(''.join(run.text for run in some) for some in all_runs)}]")
    return "".join(parts)


def test_marks_become_forms_and_entities_become_signs() -> None:
    assert runs("We <b>will <i>share</i></b> &lt;all&gt; &amp; more<fn>Of &lt;2021&gt;.</fn>.") == (
        Run("We "),
        Run("will ", bold=True),
        Run("share", bold=True, italic=True),
        Run(" <all> & more", note="Of <2021>."),
        Run("."),
    )
    assert runs("") == ()


def test_a_footnote_alone_keeps_its_form() -> None:
    assert runs("<b>Bold</b><fn>Note.</fn>") == (Run("Bold", bold=True), Run("", note="Note."))


def test_amendments_of_different_words_stand_apart() -> None:
    found = with_amendments(TEXT, [amended("good practices", "knowledge"), amended("all", "")])
    assert shown(found) == "We will share [good practices|knowledge] with [all|]."


def test_amendments_of_the_same_words_are_alternatives() -> None:
    found = with_amendments(
        TEXT, [amended("good practices", "knowledge"), amended("good practices", "", "Chile")]
    )
    assert shown(found) == "We will share [good practices|knowledge|] with all."
    assert isinstance(found[1], Choice)
    assert [each.author for each in found[1].alternatives] == ["Fiji", "Chile"]


def test_alternatives_that_overlap_repeat_the_words_that_they_keep() -> None:
    found = with_amendments(
        TEXT, [amended("share good", "give good"), amended("good practices", "knowledge", "Chile")]
    )
    assert shown(found) == "We will [share good practices|give good practices|share knowledge] with all."


def test_insertions_at_one_place_are_alternatives_and_stand_before_a_change_of_the_next_words() -> None:
    found = with_amendments(
        TEXT,
        [
            amended("good practices", "knowledge"),
            inserted("good", "more "),
            inserted("good", "our ", "Chile"),
        ],
    )
    assert shown(found) == "We will share [|more |our ][good practices|knowledge] with all."


def test_words_next_to_each_other_are_two_amendments() -> None:
    base = "One two"
    both = [amended("One", "1", base=base), amended(" two", "", base=base)]
    assert shown(with_amendments(base, both)) == "[One|1][ two|]"


def test_new_words_have_the_form_of_those_that_they_replace() -> None:
    base = "We <b>share knowledge</b>."
    found = with_amendments(base, [amended("knowledge", "tools", base=base)])
    assert isinstance(found[2], Choice)
    assert found[2].alternatives[0].runs == (Run("tools", bold=True),)


def test_an_amendment_to_an_empty_text_is_all_of_it() -> None:
    each = ExportedAmendment(0, 0, "We will meet.", "Fiji", "1. Fiji", "")
    assert shown(with_amendments("", [each])) == "[|We will meet.]"
