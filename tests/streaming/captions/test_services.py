"""Captions through the real handlers, with a real database."""

from datetime import timedelta
from math import inf
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Refused
from sessions.models import Session, Turn
from sessions.parties.services import seat_of
from sessions.publication.models import Publication
from streaming.captions import rules, services, signals
from streaming.captions.minutes import transcript
from streaming.captions.models import Caption
from streaming.captions.transcripts import cues_of
from streaming.webvtt import webvtt_file
from tests.support.assembly import Assembly
from tests.support.limited import limit

pytestmark = pytest.mark.django_db


class Desk:
    """A captioner at work in a session that has captions in English."""

    def __init__(self, hall: Assembly) -> None:
        self.hall, self.stream = hall, f"captions/{hall.session.pk}"
        self.captioner = hall.person("Captioner", "captioner")
        hall.done(self.captioner, "captions.open", language="en")

    def do(self, kind: str, seat: Seat | None = None, /, **fields: Any) -> str:
        """Send a command; returns the code of its refusal, or nothing."""
        answer = self.hall.do(seat or self.captioner, f"caption.{kind}", stream=self.stream, **fields)
        return answer.code if isinstance(answer, Refused) else ""

    def write(self, text: str, /, **fields: Any) -> str:
        """Write a caption in English."""
        return self.do("write", **{"language": "en", "text": text, **fields})

    def shown(self) -> list[str]:
        """The words of the snapshot, in order."""
        found = journal.snapshot_of(self.stream, Audience.EVERYONE).entities["caption"]
        return [found[key]["text"] for key in sorted(found, key=int)]


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def desk(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> Desk:
    limit(monkeypatch, "caption.write", person=1000)
    limit(monkeypatch, "caption.write_coming", person=1000)
    return Desk(hall)


def test_a_caption_belongs_to_the_turn_that_has_the_floor(desk: Desk) -> None:
    hall = desk.hall
    assert desk.write("Before anybody speaks.") == ""
    hall.done(hall.delegate("Fiji"), "floor.inscribe")
    hall.done(hall.moderator(), "floor.grant", entry="1", token=0, confirmed=True)
    assert desk.write("We agree.", began_ms_ago=3000, ended_ms_ago=1000) == ""
    assert list(Caption.objects.values_list("text", "turn")) == [
        ("Before anybody speaks.", None),
        ("We agree.", 1),
    ]
    row = Caption.objects.get(number=2)
    assert row.ended_at - row.began_at == timedelta(seconds=2)
    assert row.written_at - row.ended_at == timedelta(seconds=1)


def test_the_prepared_text_of_who_has_the_floor_becomes_captions(desk: Desk) -> None:
    hall, fiji = desk.hall, desk.hall.delegate("Fiji")
    text = "Excellencies, we agree."
    hall.done(fiji, "written.submit", language="en", text=text, spoken=True)
    hall.done(fiji, "floor.inscribe")
    assert desk.write(text, source="prepared") == "caption.no_prepared_text"
    hall.done(hall.moderator(), "floor.grant", entry="1", token=0, confirmed=True)
    assert desk.write(text, source="prepared") == ""
    desk.write("And we thank you.")
    hall.done(desk.captioner, "captions.open", language="fr")
    other = desk.do("write", language="fr", text="Excellences,", source="prepared")
    assert other == "caption.no_prepared_text"
    assert [(row.values[2], row.values[5]) for row in transcript(hall.session).rows] == [
        ("by_prepared_text", text),
        ("by_captioner", "And we thank you."),
    ]
    began = Caption.objects.earliest("number").began_at
    cues = [cue.text for cue in cues_of(hall.session, "en", began)]
    assert cues == [f"[Prepared text, check against delivery] {text}", "And we thank you."]
    hall.done(hall.moderator(), "floor.end", token=1)
    assert desk.write(text, source="prepared") == "caption.no_prepared_text"


def test_every_caption_is_a_cue_where_it_was_spoken(desk: Desk) -> None:
    # After an outage captions come together, and one may say that it is older than the one before.
    for text, ago in (("One.", 5000), ("Two.", 2000), ("Three.", 4000), ("Four.", 1000)):
        assert desk.write(text, began_ms_ago=ago, ended_ms_ago=ago) == ""
    Caption.objects.filter(number=3).update(began_at=Caption.objects.get(number=2).began_at)
    began = Caption.objects.earliest("number").began_at
    file = webvtt_file(cues_of(desk.hall.session, "en", began), 0, inf, "Session")
    # The third begins with the second.
    assert [line for line in file.splitlines() if line.endswith(".")] == ["One.", "Two.", "Three.", "Four."]
    cues = list(cues_of(desk.hall.session, "en", began))
    assert all(cue.begins < cue.ends for cue in cues)
    assert [cue.begins for cue in cues] == sorted(cue.begins for cue in cues)
    assert (cues[1].begins, cues[1].ends) == (cues[2].begins, cues[2].ends)

    Caption.objects.filter(number=3).update(began_at=began + timedelta(seconds=1))
    cues = list(cues_of(desk.hall.session, "en", began))
    assert [cue.text for cue in cues] == ["One.", "Three.", "Two.", "Four."]
    assert all(cue.begins < cue.ends for cue in cues)


@pytest.mark.parametrize(
    ("caption", "code"),
    [
        ("Excellencies, we agree.", ""),
        ("agree. Café & tea", ""),
        (" we\n agree.  Cafe\u0301\u200b", ""),
        ("Excellencies, we disagree.", "caption.not_prepared"),
        ("Excellencies, we agree. And we", "caption.not_prepared"),
        ("<strong>we</strong>", "caption.not_prepared"),
    ],
)
def test_a_prepared_caption_is_a_piece_of_the_text(desk: Desk, caption: str, code: str) -> None:
    hall, fiji = desk.hall, desk.hall.delegate("Fiji")
    text = "<p>Excellencies,\u00a0<strong>we</strong> agree.</p><p>Caf\u00e9 &amp; tea</p>"
    hall.done(fiji, "written.submit", language="en", text=text, rich=True, spoken=True)
    hall.done(fiji, "floor.inscribe")
    hall.done(hall.moderator(), "floor.grant", entry="1", token=0, confirmed=True)
    assert desk.write(caption, source="prepared") == code


def test_a_corrected_caption_of_a_prepared_text_is_the_captioners_own(desk: Desk) -> None:
    hall, fiji = desk.hall, desk.hall.delegate("Fiji")
    hall.done(fiji, "written.submit", language="en", text="We agree.", spoken=True)
    hall.done(fiji, "floor.inscribe")
    hall.done(hall.moderator(), "floor.grant", entry="1", token=0, confirmed=True)
    desk.write("We agree.", source="prepared")
    assert desk.do("correct", caption="1", text="We disagree.") == ""
    assert list(Caption.objects.values_list("text", "source")) == [("We disagree.", "captioner")]


def test_words_that_come_are_shown_until_they_are_final(desk: Desk) -> None:
    assert desk.do("write_coming", language="en", text="We ag") == ""
    assert signals.coming(desk.hall.session.pk).texts == {"en": "We ag"}
    assert desk.write("We agree.") == ""
    assert signals.coming(desk.hall.session.pk).texts == {}
    desk.do("write_coming", language="en", text="And")
    desk.hall.done(desk.captioner, "captions.close", language="en")
    assert signals.coming(desk.hall.session.pk).texts == {}


def test_only_the_author_corrects_and_only_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("Figi agrees.")
    other = desk.hall.person("Second captioner", "captioner")
    assert desk.do("correct", other, caption="1", text="Fiji agrees.") == "caption.not_yours"
    assert desk.do("correct", caption="1", text="Fiji agrees.") == ""
    assert desk.shown() == ["Fiji agrees."]
    later = clock.now() + rules.CORRECTABLE_FOR + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert desk.do("correct", caption="1", text="Fiji disagrees.") == "caption.too_late"


def test_two_captioners_of_one_language(desk: Desk) -> None:
    other = desk.hall.person("Second captioner", "captioner")
    for tag in ("en", "EN"):
        opened = desk.hall.do(other, "captions.open", language=tag)
        assert isinstance(opened, Refused)
        assert opened.code == "captions.opened_already"
    desk.do("write_coming", language="en", text="Fiji agr")
    desk.do("write_coming", other, language="en", text="We")
    assert signals.coming(desk.hall.session.pk).texts == {"en": "We"}
    assert desk.write("Figi agrees.") == ""
    assert desk.do("write", other, language="en", text="We thank Figi.") == ""
    assert desk.do("correct", caption="2", text="We thank Fiji.") == "caption.not_yours"
    assert desk.do("correct", caption="1", text="Fiji agrees.") == ""
    assert desk.do("correct", other, caption="2", text="We thank Fiji.") == ""
    assert desk.shown() == ["Fiji agrees.", "We thank Fiji."]


def test_a_moderator_removes_and_restores(desk: Desk) -> None:
    chair = desk.hall.moderator()
    desk.write("Something wrong.")
    assert desk.do("remove", caption="1") == "wire.forbidden"
    assert desk.do("remove", chair, caption="1") == ""
    assert (desk.shown(), transcript(desk.hall.session).rows) == ([], ())
    assert desk.do("remove", chair, caption="1") == "caption.removed"
    assert desk.do("correct", caption="1", text="Something else.") == "caption.removed"
    assert desk.do("restore", chair, caption="1") == ""
    assert desk.shown() == ["Something wrong."]
    assert desk.do("restore", chair, caption="1") == "caption.shown"
    assert desk.do("remove", chair, caption="77") == "caption.unknown"


def test_a_snapshot_has_the_latest_of_each_language(desk: Desk) -> None:
    desk.hall.done(desk.captioner, "captions.open", language="id")
    desk.do("write", language="id", text="Satu.")
    for number in range(rules.LIVE + 3):
        desk.write(f"Sentence {number}.")
    assert desk.shown() == ["Satu.", *(f"Sentence {number}." for number in range(3, rules.LIVE + 3))]
    assert Caption.objects.filter(is_live=False).count() == 3


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"language": "fr"}, "captions.not_open"),
        ({"language": "not a language"}, "wire.bad_command"),
        ({"text": " \u200b\u202e "}, "caption.blank"),
        ({"text": "x" * 501}, "wire.bad_command"),
        ({"began_ms_ago": 10**9}, "wire.bad_command"),
        ({"source": "oracle"}, "wire.bad_command"),
    ],
)
def test_bad_captions_are_refused(desk: Desk, sent: dict[str, Any], code: str) -> None:
    assert desk.write(sent.pop("text", "We agree."), **sent) == code
    assert not Caption.objects.exists()


def test_markup_is_text_and_directions_stay_as_they_are(desk: Desk) -> None:
    assert desk.write("<b>\u202eWe</b> agree.\u2066") == ""
    assert desk.shown() == ["<b>We</b> agree."]


def test_a_language_that_does_not_exist(desk: Desk) -> None:
    answer = desk.hall.do(desk.captioner, "captions.open", language="xq")
    assert isinstance(answer, Refused)
    assert answer.code == "captions.unknown_language"


def test_a_language_is_opened_once_and_again_after_it_was_closed(desk: Desk) -> None:
    hall, seat = desk.hall, desk.captioner
    opened = hall.do(seat, "captions.open", language="en")
    assert isinstance(opened, Refused)
    assert opened.code == "captions.opened_already"
    hall.done(seat, "captions.close", language="en")
    assert desk.write("Too late.") == "captions.not_open"
    hall.done(seat, "captions.open", language="en")
    assert desk.write("In time.") == ""


def test_a_session_has_so_many_languages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_CHANNELS", 2)
    desk.hall.done(desk.captioner, "captions.open", language="id")
    refused = desk.hall.do(desk.captioner, "captions.open", language="fr")
    assert isinstance(refused, Refused)
    assert refused.code == "captions.too_many"


@pytest.mark.parametrize("state", ["scheduled", "adjourned", "closed"])
def test_captions_are_taken_only_while_the_session_runs(desk: Desk, state: str) -> None:
    Session.objects.update(state=state)
    assert desk.write("Hello.") == "captions.not_running"
    assert desk.do("write_coming", language="en", text="Hel") == "captions.not_running"


def test_a_flood_is_held_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "caption.write", person=2)
    assert [desk.write("Again.") for _ in range(4)] == ["", "", "wire.throttled", "wire.throttled"]
    assert Caption.objects.count() == 2


def test_corrections_count_as_captions(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "caption.write", person=2)
    desk.write("Fiji agree.")
    corrected = [desk.do("correct", caption="1", text=f"Fiji agrees{'.' * dots}") for dots in range(1, 4)]
    assert corrected == ["", "wire.throttled", "wire.throttled"]


def test_who_writes_says_whether_a_caption_is_automatic(desk: Desk) -> None:
    assert desk.write("We agree.", source="automatic") == "wire.bad_command"
    desk.write("We agree.")
    engine = seat_of(services.engine_participant(desk.hall.session))
    assert desk.do("write", engine, language="en", text="We agree.") == ""
    assert [*Caption.objects.values_list("source", flat=True)] == ["captioner", "automatic"]


def test_after_the_session_captions_are_read_by_those_who_read_its_minutes(desk: Desk) -> None:
    hall = desk.hall
    assert services.find_streams([desk.stream])[desk.stream].access == hall.session.access
    Session.objects.update(state="closed")
    assert services.find_streams([desk.stream])[desk.stream].access == hall.session.access
    Publication.objects.create(session=hall.session, part="minutes", readers="nobody")
    assert services.find_streams([desk.stream])[desk.stream].access == "staff"
    assert services.find_streams(["captions/0", "captions/x", "chat/1"]) == {}


def test_the_minutes_have_the_captions_by_turn(desk: Desk) -> None:
    hall = desk.hall
    hall.done(desk.captioner, "captions.open", language="id")
    desk.write("Good morning.")
    engine = seat_of(services.engine_participant(hall.session))
    assert desk.do("write", engine, language="id", text="Selamat pagi.") == ""
    desk.write("The list is open.")
    hall.done(hall.delegate("Fiji"), "floor.inscribe")
    hall.done(hall.moderator(), "floor.grant", entry="1", token=0, confirmed=True)
    desk.write("We agree.")
    rows = transcript(hall.session).rows
    assert [(row.values[0], row.values[1], row.values[2], row.values[5]) for row in rows] == [
        (None, "en", "by_captioner", "Good morning. The list is open."),
        (None, "id", "by_engine", "Selamat pagi."),
        (1, "en", "by_captioner", "We agree."),
    ]


def test_the_hall_screen_shows_one_language(desk: Desk) -> None:
    hall, chair = desk.hall, desk.hall.moderator()
    hall.done(desk.captioner, "captions.open", language="id")

    def shown() -> list[str]:
        found = journal.snapshot_of(hall.session.stream, Audience.EVERYONE).entities["caption_channel"]
        return [language for language, channel in found.items() if channel["on_hall_screen"]]

    hall.done(chair, "captions.show_in_hall", language="en")
    hall.done(chair, "captions.show_in_hall", language="id")
    assert shown() == ["id"]
    refused = hall.do(chair, "captions.show_in_hall", language="fr")
    assert isinstance(refused, Refused)
    assert (refused.code, shown()) == ("captions.not_open", ["id"])
    hall.done(chair, "captions.show_in_hall", language="")
    assert shown() == []
    hall.done(chair, "captions.show_in_hall", language="id")
    hall.done(desk.captioner, "captions.close", language="id")
    assert shown() == []


def test_a_page_of_captions_names_its_turns(desk: Desk) -> None:
    hall = desk.hall
    desk.write("Good morning.")
    hall.done(hall.delegate("Fiji"), "floor.inscribe")
    hall.done(hall.moderator(), "floor.grant", entry="1", token=0, confirmed=True)
    desk.write("We agree.")
    path = f"/api/v1/sessions/{hall.session.pk}/captions?language=en&q=agree"
    page = Client().get(path, headers={"Authorization": f"Bearer {seats.sign(desk.captioner)[0]}"}).json()
    turn = Turn.objects.get()
    assert [item["turn"] for item in page["items"]] == ["1"]
    assert page["turns"] == [
        {"id": "1", "party": str(turn.party_id), "started_at": clock.timestamp_text(turn.started_at)}
    ]
