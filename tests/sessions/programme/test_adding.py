"""Organisers add sessions and parties by commands, without a shell."""

from datetime import date, datetime

import pytest

from foundation.accounts.seats import Seat
from foundation.messages.protocol import Refused
from foundation.refusals import Refusal
from sessions.models import Day, Floor, Party, Room, Session
from sessions.programme import rules
from tests.support.assembly import Assembly

SESSION = {
    "title": {"en": "Lakes", "id": "Danau"},
    "date": "2027-03-01",
    "starts": "09:00",
    "ends": "10:30",
    "room": "Blue room",
    "kind": "panel",
    "access": "delegations",
    "confirmed": True,
}


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Organiser", "organiser")


def refused(hall: Assembly, seat: Seat, command: str, /, **fields: object) -> str:
    answer = hall.do(seat, command, stream=hall.conference.stream, **fields)
    return answer.code if isinstance(answer, Refused) else ""


class TestFarDays:
    """Which new days may be a slip of the pen."""

    DAYS = (date(2026, 11, 16), date(2026, 11, 20))

    @pytest.mark.parametrize(
        ("day", "nearest"),
        [
            (date(2026, 11, 2), None),
            (date(2026, 11, 1), date(2026, 11, 16)),
            (date(2026, 12, 4), None),
            (date(2026, 12, 5), date(2026, 11, 20)),
            (date(2021, 11, 18), date(2026, 11, 16)),
        ],
    )
    def test_a_day_two_weeks_from_the_others_is_near(self, day: date, nearest: date | None) -> None:
        assert rules.nearest_day(day, self.DAYS) == nearest

    def test_the_first_day_is_near(self) -> None:
        assert rules.nearest_day(date(2021, 11, 18), ()) is None


class TestTimes:
    """When a session begins and ends."""

    def test_are_those_of_the_venue(self) -> None:
        first, last = rules.session_times("2027-03-01", "09:00", "10:30", "Asia/Makassar")
        assert (first.isoformat(), last.isoformat()) == (
            "2027-03-01T01:00:00+00:00",
            "2027-03-01T02:30:00+00:00",
        )

    def test_an_end_before_the_start_is_on_the_next_day(self) -> None:
        first, last = rules.session_times("2027-12-31", "22:00", "01:00", "UTC")
        assert (last - first).total_seconds() == 3 * 3600
        assert last.isoformat() == "2028-01-01T01:00:00+00:00"

    @pytest.mark.parametrize(
        ("date", "starts", "ends", "zone"),
        [
            ("2027-02-30", "09:00", "10:00", "UTC"),
            ("2027-02-28", "24:00", "10:00", "UTC"),
            ("2027-02-28", "09:00", "10:61", "UTC"),
            # On this night clocks go from 2:00 to 3:00.
            ("2027-03-28", "02:30", "04:00", "Europe/Berlin"),
            ("2027-03-28", "01:00", "02:30", "Europe/Berlin"),
            ("9999-12-31", "23:00", "23:00", "UTC"),
            ("0001-01-01", "01:00", "02:00", "Asia/Makassar"),
        ],
    )
    def test_that_do_not_exist_are_refused(self, date: str, starts: str, ends: str, zone: str) -> None:
        with pytest.raises(Refusal) as why:
            rules.session_times(date, starts, ends, zone)
        assert why.value.code == "programme.no_such_time"

    def test_of_a_night_with_an_hour_twice_take_the_first(self) -> None:
        first, _ = rules.session_times("2027-10-31", "02:30", "05:00", "Europe/Berlin")
        assert first == datetime.fromisoformat("2027-10-31T00:30:00+00:00")


@pytest.mark.django_db
def test_a_session_is_added_with_its_day_room_and_floor(hall: Assembly, organiser: Seat) -> None:
    hall.conference.name = {"en": "Rivers", "id": "Sungai"}
    hall.conference.save()
    assert refused(hall, organiser, "programme.add_session", **SESSION) == ""
    session = Session.objects.latest("pk")
    assert (session.title, session.kind, session.access) == (SESSION["title"], "panel", "delegations")
    assert (str(session.day), session.state, len(session.code)) == ("2027-03-01", "scheduled", 6)
    assert session.room is not None
    assert session.room.name == {"en": "Blue room", "id": "Blue room"}
    assert Floor.objects.filter(session=session).exists()


@pytest.mark.django_db
def test_a_second_session_takes_the_same_day_and_room(hall: Assembly, organiser: Seat) -> None:
    refused(hall, organiser, "programme.add_session", **SESSION)
    refused(hall, organiser, "programme.add_session", **SESSION | {"room": "BLUE ROOM", "starts": "11:00"})
    assert (Day.objects.filter(date="2027-03-01").count(), Room.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": {}}, "wire.bad_command"),
        ({"title": {"en": "  "}}, "wire.bad_command"),
        ({"title": {"not a language": "Lakes"}}, "wire.bad_command"),
        ({"kind": "feast"}, "wire.bad_command"),
        ({"date": "2027-02-30"}, "programme.no_such_time"),
    ],
)
def test_a_session_that_makes_no_sense_adds_nothing(
    hall: Assembly, organiser: Seat, wrong: dict[str, object], code: str
) -> None:
    assert refused(hall, organiser, "programme.add_session", **SESSION | wrong) == code
    assert (Session.objects.count(), Room.objects.count(), Day.objects.count()) == (1, 0, 1)


@pytest.mark.django_db
def test_a_party_is_added_once(hall: Assembly, organiser: Seat) -> None:
    given = {"name": {"en": "Fiji", "id": "Fiji"}, "code": "FJ", "most_members": 5, "place": "hall"}
    assert refused(hall, organiser, "parties.add", **given) == ""
    party = Party.objects.get()
    assert (party.code, party.most_members, party.place, party.accredited) == ("FJ", 5, "hall", True)
    assert refused(hall, organiser, "parties.add", name={"en": "FIJI"}) == "parties.already_there"
    assert refused(hall, organiser, "parties.add", name={"en": "Sea Watch"}, category="observer") == ""
    assert not Party.objects.get(category="observer").accredited


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"code": "fj"}, {"code": "FJI"}, {"most_members": 0}, {"name": {"en": ""}}]
)
def test_a_party_that_makes_no_sense_is_refused(
    hall: Assembly, organiser: Seat, wrong: dict[str, object]
) -> None:
    assert refused(hall, organiser, "parties.add", **{"name": {"en": "Fiji"}} | wrong) == "wire.bad_command"
