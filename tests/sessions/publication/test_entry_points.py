"""Each entry point of what is published of a closed session: for each seat, access policy and readers."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from chat.questions.models import Question
from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from sessions.access.services import audience_of
from sessions.exports import jobs
from sessions.models import Publication
from sessions.publication.rules import PARTS, READERS
from streaming.models import SessionRecording
from tests.sessions.access.test_entry_points import ACCESS, ASKED, ENTERS, policies_of, seat_named
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db

STAFF = {"moderator", "moderator of this session", "organiser", "operator", "hall_screen"}
DELEGATIONS = STAFF | {"interpreter", "delegate", "panellist", "panellist of this session"}
PARTICIPANTS = DELEGATIONS | {
    "registered", "registered person without a part", "moderator of another session",
}  # fmt: skip
READS = {
    "nobody": STAFF,
    "delegations": DELEGATIONS,
    "participants": PARTICIPANTS,
    "entrants": {*ENTERS},
    "everyone": {*ENTERS},
}
"""Who reads a part, of those who may enter the session."""
DOWNLOADS = {"moderator", "moderator of this session"}
"""Who downloads recordings that are published to nobody."""


def get(path: str, seat: Seat | None, method: str = "GET", **headers: str) -> Any:
    if seat is not None:
        headers["Authorization"] = f"Bearer {seats.sign(seat)[0]}"
    return Client().generic(method, path, headers=headers)


def minutes(hall: Assembly, seat: Seat | None) -> bool:
    return get(f"/api/v1/sessions/{hall.session.pk}/minutes", seat).status_code == 200


def minutes_file(hall: Assembly, seat: Seat | None) -> bool:
    return get(f"/api/v1/sessions/{hall.session.pk}/minutes/minutes.zip", seat).status_code == 200


def recording(hall: Assembly, seat: Seat | None) -> bool:
    return get("/api/v1/session-recordings/files/1/token", seat, "POST").status_code == 201


def chapters(hall: Assembly, seat: Seat | None) -> bool:
    return get("/api/v1/session-recordings/files/1/chapters.vtt", seat).status_code == 200


def record_of(part: str) -> Callable[[Assembly, Seat | None], bool]:
    def ask(hall: Assembly, seat: Seat | None) -> bool:
        answer = get(f"/api/v1/sessions/{hall.session.pk}/record", seat)
        return answer.status_code == 200 and bool(answer.json()[part])

    return ask


ENTRY_POINTS = {
    "minutes": {"minutes": minutes, "file": minutes_file, "record": record_of("minutes")},
    "recording": {"token": recording, "chapters": chapters, "record": record_of("recording")},
    "questions": {"record": record_of("questions")},
}


@pytest.fixture
def hall(settings: Any, tmp_path: Path) -> Assembly:
    settings.RECORDINGS_DIR = tmp_path
    hall = Assembly(state="closed")
    made = SessionRecording.objects.create(
        session=hall.session, state="ready", folder="made", started_at=clock.now()
    )
    made.files.create(pk=1, slot="floor", name="floor.webm", at=0, seconds=60, octets=1000)
    (tmp_path / "made").mkdir()
    (tmp_path / "made/floor.webm").write_bytes(b"film")
    Question.objects.create(
        session=hall.session,
        number=1,
        person="p",
        name="Ana",
        text="Why?",
        state="answered",
        asked_at=clock.now(),
    )
    return hall


def decide(hall: Assembly, part: str, readers: str, access: str) -> None:
    hall.session.access = access
    hall.session.save()
    Publication.objects.update_or_create(session=hall.session, part=part, defaults={"readers": readers})


OF_EACH_SEAT = {"minutes": "record", "recording": "token", "questions": "record"}
"""For each part, the entry point that is tried with all seats; its others have the same rule."""


@pytest.mark.parametrize(
    ("part", "entry_point", "name"),
    [
        (part, each, name)
        for part in PARTS
        for each in ENTRY_POINTS[part]
        for name in [*(ENTERS if each == OF_EACH_SEAT[part] else ASKED), "nobody"]
    ],
)
def test_who_reads_what_is_published(hall: Assembly, name: str, part: str, entry_point: str) -> None:
    seat = None if name == "nobody" else seat_named(hall, name)
    for readers, access in product(READERS, policies_of(name) if seat else ACCESS):
        decide(hall, part, readers, access)
        if seat is None:
            expected = readers == "everyone" and access == "public"
        else:
            named = DOWNLOADS if (part, readers) == ("recording", "nobody") else READS[readers]
            expected = name in named and access in ENTERS[name]
        assert (readers, access, ENTRY_POINTS[part][entry_point](hall, seat)) == (readers, access, expected)


@pytest.mark.parametrize("name", ENTERS)
def test_what_is_read_before_anything_is_decided(hall: Assembly, name: str) -> None:
    seat = seat_named(hall, name)
    for access in policies_of(name):
        hall.session.access = access
        hall.session.save()
        enters = access in ENTERS[name]
        assert minutes(hall, seat) == enters
        assert record_of("questions")(hall, seat) == enters
        assert recording(hall, seat) == (name in DOWNLOADS and enters)


@pytest.mark.parametrize("name", ASKED)
def test_a_summary_record_is_taken_away_by_those_who_read_the_minutes(hall: Assembly, name: str) -> None:
    seat, path = seat_named(hall, name), f"/api/v1/sessions/{hall.session.pk}/minutes/exports/none"
    for readers, access in product(READERS, policies_of(name)):
        decide(hall, "minutes", readers, access)
        expected = name in READS[readers] and access in ENTERS[name]
        code = get(path, seat).json()["code"]
        assert (readers, access, code == "exports.unknown") == (readers, access, expected)


def test_a_player_asks_without_a_seat_for_a_file_that_everyone_may_see(hall: Assembly) -> None:
    path = "/media/session-recording/1"
    for readers, access in product(READERS, ("public", "delegations")):
        decide(hall, "recording", readers, access)
        answer = get(path, None, Range="bytes=1-2")
        if (readers, access) == ("everyone", "public"):
            assert (answer.status_code, answer.content) == (206, b"il")
        else:
            assert (answer.status_code, answer.json()["code"]) == (401, "seat.missing")
    decide(hall, "recording", "everyone", "public")
    assert get(path, None).json()["code"] == "video_statement.range_needed"
    assert get("/media/session-recording/2", None).json()["code"] == "session_recording.no_file"
    assert get(path, None, "DELETE").status_code == 405


def test_a_reader_is_told_why_and_what_to_do(hall: Assembly) -> None:
    path, guest = f"/api/v1/sessions/{hall.session.pk}/minutes", hall.guest()
    codes = []
    for readers in ("nobody", "delegations", "participants"):
        decide(hall, "minutes", readers, "public")
        answer = get(path, guest)
        codes.append((answer.status_code, answer.json()["code"]))
    assert codes == [
        (403, "publication.not_published"),
        (403, "publication.for_others"),
        (403, "publication.for_others"),
    ]


def test_a_record_of_which_one_may_read_nothing_says_why(hall: Assembly) -> None:
    path = f"/api/v1/sessions/{hall.session.pk}/record"
    for part in PARTS:
        decide(hall, part, "nobody", "public")
    assert get(path, None).json()["code"] == "seat.missing"
    assert get(path, hall.guest()).json()["code"] == "publication.not_published"


def test_the_record_says_what_is_open_to_everyone(hall: Assembly) -> None:
    decide(hall, "minutes", "participants", "public")
    decide(hall, "recording", "everyone", "public")
    shown = get(f"/api/v1/sessions/{hall.session.pk}/record", None).json()
    assert (shown["is_open"], shown["minutes"], shown["questions"]) == (["recording"], False, None)
    file = {"id": "1", "slot": "floor", "kind": "webm", "at": 0.0, "seconds": 60.0, "octets": 1000}
    file |= {"language": "", "language_name": ""}
    assert [each["files"] for each in shown["recording"]] == [[file]]


def test_while_the_session_runs_those_who_follow_it_read_as_before(hall: Assembly) -> None:
    for part in PARTS:
        decide(hall, part, "nobody", "public")
    hall.session.state = "open"
    hall.session.save()
    assert minutes(hall, hall.guest())
    assert not minutes(hall, None)
    assert not recording(hall, hall.guest())


def sections(hall: Assembly, seat: Seat) -> list[str]:
    found = get(f"/api/v1/sessions/{hall.session.pk}/minutes", seat).json()["sections"]
    return [each["name"] for each in found]


def test_a_summary_record_leaves_out_questions_that_its_reader_may_not_read(
    hall: Assembly, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    path = f"/api/v1/sessions/{hall.session.pk}/minutes/exports"
    decide(hall, "questions", "delegations", "public")

    def asks(seat: Seat) -> bool:
        headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
        given = {"format": "docx"}
        job = Client(headers=headers).post(path, given, content_type="application/json").json()["id"]
        folder = jobs.folder() / f"minutes-{hall.session.pk}-{job}"
        return "Why?" in (folder / "document.json").read_text()

    assert asks(seat_named(hall, "delegate"))
    assert not asks(hall.guest())


def test_the_minutes_leave_out_questions_that_their_reader_may_not_read(hall: Assembly) -> None:
    guest, organiser = hall.guest(), hall.person("Ana", "organiser")
    hall.session.corrections.create(
        number=1, of="question", item=1, text="Why not?", reason="Misheard", at=clock.now()
    )
    hall.session.corrections.create(number=2, of="turn", item=1, text="She", reason="He", at=clock.now())
    path = f"/api/v1/sessions/{hall.session.pk}/minutes"

    def corrections(seat: Seat) -> list[str]:
        rows = get(f"{path}/corrections.csv", seat).content.decode().splitlines()[1:]
        return [row.split(",")[2] for row in rows]

    assert "questions" in sections(hall, guest)
    decide(hall, "questions", "nobody", "public")

    assert "questions" not in sections(hall, guest)
    assert "questions" in sections(hall, organiser)
    assert get(f"{path}/questions.csv", guest).status_code == 404
    assert (corrections(guest), corrections(organiser)) == (["turn"], ["question", "turn"])
    tags = {get(path, seat).headers["ETag"] for seat in (guest, organiser)}
    assert len(tags) == 2


def test_questions_that_not_all_may_read_leave_the_session_page(hall: Assembly) -> None:
    organiser = hall.person("Ana", "organiser")

    def seen(seat: Seat) -> int:
        audience = audience_of(seat.roles_in(hall.stream), hall.stream)
        return len(journal.snapshot_of(hall.stream, audience).entities["question"])

    def publish(readers: str, before: str) -> None:
        hall.done(organiser, "publication.publish", part="questions", readers=readers, seen=before)

    guest, chair = hall.guest(), hall.moderator()
    assert (seen(guest), seen(chair)) == (1, 1)
    publish("delegations", "entrants")
    assert (seen(guest), seen(chair)) == (0, 1)
    publish("everyone", "delegations")
    assert (seen(guest), seen(chair)) == (1, 1)
