"""Scenarios of outcome documents: drafting, amendments, adoption and translations."""

from datetime import timedelta
from typing import Any

import pytest

from foundation import clock
from foundation.clock import timestamp_text
from sessions.outcome.adoption.models import Reservation
from sessions.outcome.amendments.models import Amendment, Comment
from sessions.outcome.models import Citation, Outcome, Paragraph
from tests.foundation.journal.organiser_scenarios import do_as_organiser
from tests.support.watched import Watched

TEXT = "We will share good practices with all countries of the region."
OTHER = "We will meet every year."


def _created(w: Watched, **fields: Any) -> Outcome:
    """A document for delegations, with an area."""
    given = {"title": {"en": "Bali Message"}, "areas": ["Capacity building"], **fields}
    do_as_organiser(w, "outcome.create", **given)
    document = Outcome.objects.latest("pk")
    w.streams.append(document.stream)
    return document


def _do(w: Watched, key: str, kind: str, /, **fields: Any) -> None:
    w.do(key, kind, stream=Outcome.objects.latest("pk").stream, **fields)


def _written(w: Watched) -> list[Paragraph]:
    """A document with two paragraphs in its area; returns all three."""
    document = _created(w)
    area = document.paragraphs.get()
    paragraphs = [{"text": TEXT}, {"text": OTHER}]
    _do(w, "moderator", "outcome.add_paragraphs", after=str(area.pk), paragraphs=paragraphs)
    return list(document.paragraphs.order_by("position"))


def _reading(w: Watched) -> list[Paragraph]:
    rows = _written(w)
    _do(w, "moderator", "outcome.begin_reading", reading=1)
    return rows


def _amended(w: Watched, *, draft: bool = False, words: str = "good practices") -> Amendment:
    """Fiji proposes other words in the first paragraph."""
    _propose(w, _reading(w)[1], "fiji", words, draft=draft)
    return Amendment.objects.latest("pk")


def _propose(
    w: Watched, row: Paragraph, key: str, words: str, text: str = "knowledge", **fields: Any
) -> None:
    start = row.text.index(words)
    place = {"start": start, "end": start + len(words), "text": text}
    _do(w, key, "outcome.propose", paragraph=str(row.pk), version=row.version, **place, **fields)


def _commented(w: Watched) -> Comment:
    row = _written(w)[1]
    _do(
        w, "chile", "outcome.comment", paragraph=str(row.pk), version=row.version, start=0, end=7, text="Who?"
    )
    return Comment.objects.latest("pk")


def outcome_create(w: Watched) -> None:
    do_as_organiser(w, "outcome.create", title={"en": "Communiqué"}, access="public")
    do_as_organiser(w, "outcome.create", title={"en": "Message"}, access="registered", areas=["One", "Two"])


def outcome_remove(w: Watched) -> None:
    _created(w)
    _do(w, "moderator", "outcome.remove")


def outcome_restore(w: Watched) -> None:
    document = _created(w)
    _do(w, "moderator", "outcome.remove")
    do_as_organiser(w, "outcome.restore", outcome=str(document.pk))


def outcome_change(w: Watched) -> None:
    _created(w)
    until = timestamp_text(clock.now() + timedelta(days=1))
    for before, after in (
        ({"access": "delegations"}, {"access": "public"}),
        ({"access": "public"}, {"access": "staff"}),
        ({"session": None}, {"session": str(w.demo.session.pk)}),
        ({"amendments_until": None}, {"amendments_until": until}),
    ):
        _do(w, "moderator", "outcome.change", values=after, seen=before)


def outcome_begin_reading(w: Watched) -> None:
    _reading(w)
    until = timestamp_text(clock.now() + timedelta(days=1))
    _do(w, "moderator", "outcome.begin_reading", reading=2, amendments_until=until)


def outcome_add_paragraphs(w: Watched) -> None:
    rows = _reading(w)
    many = [{"text": "One more."}, {"kind": "item", "text": "An item."}]
    _do(w, "moderator", "outcome.add_paragraphs", after=str(rows[1].pk), paragraphs=many)
    _do(
        w,
        "moderator",
        "outcome.add_paragraphs",
        after=None,
        paragraphs=[{"kind": "preamble", "text": "Recalling,"}],
    )


def outcome_write(w: Watched) -> None:
    row = _written(w)[1]
    _do(
        w,
        "fiji",
        "outcome.comment",
        paragraph=str(row.pk),
        version=row.version,
        start=8,
        end=13,
        text="Must?",
    )
    _do(w, "moderator", "outcome.begin_reading", reading=1)
    _propose(w, row, "fiji", "good practices")
    _propose(w, row, "chile", "all", "some", draft=True)
    _propose(w, row, "japan", "We will share", "We share")
    text = TEXT.replace("We will", "Countries will")
    _do(w, "moderator", "outcome.write", paragraph=str(row.pk), version=row.version, text=text)
    row.refresh_from_db()
    _do(w, "moderator", "outcome.write", paragraph=str(row.pk), version=row.version, text=text, kind="item")


def outcome_split(w: Watched) -> None:
    row = _reading(w)[1]
    _propose(w, row, "fiji", "good practices")
    _propose(w, row, "chile", "region", "world", draft=True)
    at = TEXT.index("with all")
    _do(w, "moderator", "outcome.split", paragraph=str(row.pk), version=row.version, at=at)


def outcome_join(w: Watched) -> None:
    _, first, second = _reading(w)
    _propose(w, first, "fiji", "good practices")
    _propose(w, second, "chile", "every year", "twice a year")
    _do(w, "chile", "outcome.comment", paragraph=str(second.pk), version=second.version, text="Fine.")
    for row in (first, second):
        _cite(w, row)
    _do(
        w, "moderator", "outcome.join",
        paragraph=str(first.pk), version=first.version, joined=str(second.pk), joined_version=second.version,
    )  # fmt: skip


def outcome_undo(w: Watched) -> None:
    outcome_split(w)
    row = Paragraph.objects.get(text="We will share good practices")
    _do(w, "moderator", "outcome.undo", paragraph=str(row.pk), version=row.version)
    second = Paragraph.objects.get(text=OTHER)
    _propose(w, second, "chile", "every year", "twice a year")
    _cite(w, second)
    row.refresh_from_db()
    _do(
        w, "moderator", "outcome.join",
        paragraph=str(row.pk), version=row.version, joined=str(second.pk), joined_version=second.version,
    )  # fmt: skip
    row.refresh_from_db()
    _do(w, "moderator", "outcome.undo", paragraph=str(row.pk), version=row.version)
    amendment = Amendment.objects.latest("pk")
    second.refresh_from_db()
    _do(w, "moderator", "outcome.accept", amendment=str(amendment.pk), version=second.version)
    second.refresh_from_db()
    _do(w, "moderator", "outcome.undo", paragraph=str(second.pk), version=second.version)


def outcome_move(w: Watched) -> None:
    area, first, second = _written(w)
    _do(w, "moderator", "outcome.move", paragraph=str(second.pk), after=str(area.pk))
    _do(w, "moderator", "outcome.move", paragraph=str(first.pk), after=None)


def outcome_delete_paragraph(w: Watched) -> None:
    row = _reading(w)[1]
    _cite(w, row)
    _propose(w, row, "fiji", "good practices")
    _do(w, "moderator", "outcome.take_up", paragraph=str(row.pk))
    _do(w, "moderator", "outcome.delete_paragraph", paragraph=str(row.pk), version=row.version)


def outcome_restore_paragraph(w: Watched) -> None:
    outcome_delete_paragraph(w)
    row = Paragraph.objects.exclude(deleted_at=None).latest("pk")
    _do(w, "moderator", "outcome.restore_paragraph", paragraph=str(row.pk))


def outcome_renumber(w: Watched) -> None:
    rows = _reading(w)
    more = [{"text": "One more."}]
    _do(w, "moderator", "outcome.add_paragraphs", after=str(rows[1].pk), paragraphs=more)
    _do(w, "moderator", "outcome.renumber")


def outcome_take_up(w: Watched) -> None:
    row = _written(w)[1]
    _do(w, "moderator", "outcome.take_up", paragraph=str(row.pk))
    _do(w, "moderator", "outcome.take_up", paragraph=None)


def outcome_mark(w: Watched) -> None:
    _do(w, "moderator", "outcome.mark", paragraph=str(_written(w)[1].pk), status="ad_referendum")


def _cite(w: Watched, row: Paragraph) -> None:
    target = {"kind": "turn", "session": str(w.demo.session.pk), "target": "1", "label": "Fiji"}
    _do(w, "moderator", "outcome.cite", paragraph=str(row.pk), **target)


def outcome_cite(w: Watched) -> None:
    _cite(w, _written(w)[1])


def outcome_remove_citation(w: Watched) -> None:
    _cite(w, _written(w)[1])
    _do(w, "moderator", "outcome.remove_citation", citation=str(Citation.objects.latest("pk").pk))


def outcome_propose(w: Watched) -> None:
    _amended(w, draft=True)
    row = Paragraph.objects.get(text=TEXT)
    _propose(w, row, "moderator", "all", "some", party=str(w.demo.party("CL").pk))


def outcome_propose_paragraph(w: Watched) -> None:
    row = _reading(w)[1]
    _do(w, "chile", "outcome.propose_paragraph", after=None, text="Recalling Jakarta", draft=True)
    _do(w, "fiji", "outcome.propose_paragraph", after=str(row.pk), text="We will publish figures.")


def outcome_change_amendment(w: Watched) -> None:
    _amended(w, draft=True)
    row = Paragraph.objects.get(text=TEXT)
    _propose(w, row, "fiji", "share", "exchange")
    for amendment in Amendment.objects.all():
        place = {"version": row.version, "start": 0, "end": 2, "text": "They"}
        _do(w, "fiji", "outcome.change_amendment", amendment=str(amendment.pk), **place)


def outcome_discard_draft(w: Watched) -> None:
    _do(w, "fiji", "outcome.discard_draft", amendment=str(_amended(w, draft=True).pk))


def outcome_table(w: Watched) -> None:
    _do(w, "fiji", "outcome.table", amendment=str(_amended(w, draft=True).pk))


def outcome_withdraw_amendment(w: Watched) -> None:
    _do(w, "fiji", "outcome.withdraw_amendment", amendment=str(_amended(w).pk))


def outcome_support(w: Watched) -> None:
    _do(w, "chile", "outcome.support", amendment=str(_amended(w).pk))


def outcome_end_support(w: Watched) -> None:
    outcome_support(w)
    _do(w, "chile", "outcome.end_support", amendment=str(Amendment.objects.latest("pk").pk))


def outcome_accept(w: Watched) -> None:
    first = _amended(w)
    row = Paragraph.objects.get(text=TEXT)
    _propose(w, row, "chile", "region", "world")
    _propose(w, row, "japan", "good", "the best", draft=True)
    _do(w, "fiji", "outcome.propose_paragraph", after=str(row.pk), text="We will publish figures.")
    _do(w, "moderator", "outcome.accept", amendment=str(Amendment.objects.latest("pk").pk), version=0)
    _do(w, "moderator", "outcome.accept", amendment=str(first.pk), version=row.version)


def outcome_merge(w: Watched) -> None:
    first = _amended(w)
    row = Paragraph.objects.get(text=TEXT)
    _propose(w, row, "chile", "good practices", "lessons")
    both = [str(first.pk), str(Amendment.objects.latest("pk").pk)]
    text = TEXT.replace("good practices", "knowledge and lessons")
    _do(
        w, "moderator", "outcome.merge",
        amendments=both, paragraph=str(row.pk), version=row.version, text=text,
    )  # fmt: skip


def outcome_reject(w: Watched) -> None:
    _do(w, "moderator", "outcome.reject", amendment=str(_amended(w).pk), reason="Agreed language stands.")


def outcome_reconsider(w: Watched) -> None:
    outcome_reject(w)
    row = Paragraph.objects.get(text=TEXT)
    text = TEXT.replace("We will", "Countries will")
    _do(w, "moderator", "outcome.write", paragraph=str(row.pk), version=row.version, text=text)
    _do(w, "moderator", "outcome.reconsider", amendment=str(Amendment.objects.latest("pk").pk))


def outcome_comment(w: Watched) -> None:
    _commented(w)
    row = Paragraph.objects.get(text=OTHER)
    _do(w, "moderator", "outcome.comment", paragraph=str(row.pk), version=row.version, text="Where?")


def outcome_resolve_comment(w: Watched) -> None:
    _do(w, "moderator", "outcome.resolve_comment", comment=str(_commented(w).pk))


def outcome_remove_comment(w: Watched) -> None:
    _do(w, "chile", "outcome.remove_comment", comment=str(_commented(w).pk))


def outcome_ask_consensus(w: Watched) -> None:
    _written(w)
    _do(w, "moderator", "outcome.ask_consensus", seconds=30)


def outcome_object(w: Watched) -> None:
    outcome_ask_consensus(w)
    _do(w, "fiji", "outcome.object", reason="Not the last paragraph.")
    _do(w, "moderator", "outcome.object", party=str(w.demo.party("CL").pk))


def outcome_withdraw_objection(w: Watched) -> None:
    outcome_object(w)
    _do(w, "fiji", "outcome.withdraw_objection")


def _after(minutes: int) -> str:
    return timestamp_text(clock.now() + timedelta(minutes=minutes))


def outcome_adopt(w: Watched) -> None:
    outcome_ask_consensus(w)
    later = clock.now() + timedelta(seconds=31)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: later)
        _do(w, "moderator", "outcome.adopt")


def outcome_begin_silence(w: Watched) -> None:
    _written(w)
    _do(w, "moderator", "outcome.begin_silence", until=_after(60), remind_at=_after(30))


def outcome_extend_silence(w: Watched) -> None:
    outcome_begin_silence(w)
    _do(w, "moderator", "outcome.extend_silence", until=_after(90))


def outcome_break_silence(w: Watched) -> None:
    outcome_begin_silence(w)
    _do(w, "fiji", "outcome.break_silence", reason="Instructions are awaited.")


def outcome_end_procedure(w: Watched) -> None:
    outcome_object(w)
    _do(w, "moderator", "outcome.end_procedure")


def outcome_reserve(w: Watched) -> None:
    outcome_adopt(w)
    row = Paragraph.objects.get(text=OTHER)
    _do(w, "fiji", "outcome.reserve", kind="reservation", text="Not every year.", paragraph=str(row.pk))
    _do(w, "chile", "outcome.reserve", kind="explanation", text="We joined the consensus.")


def outcome_withdraw_reservation(w: Watched) -> None:
    outcome_reserve(w)
    row = Reservation.objects.earliest("pk")
    _do(w, "fiji", "outcome.withdraw_reservation", reservation=str(row.pk))


def outcome_correct(w: Watched) -> None:
    outcome_adopt(w)
    row = Paragraph.objects.get(text=OTHER)
    _do(w, "moderator", "outcome.correct", paragraph=str(row.pk), wrong="every year", right="each year")


def outcome_translate(w: Watched) -> None:
    row = _written(w)[2]
    place = {"paragraph": str(row.pk), "language": "id", "of_version": row.version}
    _do(w, "interpreter", "outcome.translate", text="Kami bertemu setiap tahun.", **place)
    _do(w, "interpreter", "outcome.translate", text="", seen="Kami bertemu setiap tahun.", **place)


def outcome_begin_editing(w: Watched) -> None:
    row = _written(w)[2]
    _do(w, "moderator", "outcome.begin_editing", paragraph=str(row.pk))
    _do(w, "moderator", "outcome.begin_editing", paragraph=str(row.pk))


def outcome_end_editing(w: Watched) -> None:
    outcome_begin_editing(w)
    row = Paragraph.objects.get(text=OTHER)
    _do(w, "moderator", "outcome.end_editing", paragraph=str(row.pk))
