"""Scenarios of what organisers plan: sessions, rooms, themes, days, the conference, parties and people."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sessions.programme.models import Room, Session, Theme
from tests.foundation.journal.organiser_scenarios import day_after, do_as_organiser
from tests.support.watched import Watched


def _of_session(w: Watched, command: str, **fields: Any) -> None:
    do_as_organiser(w, command, stream=w.demo.stream, **fields)


def _session(w: Watched) -> str:
    return str(_new_session(w).pk)


def _new_session(w: Watched) -> Session:
    title = {"en": "A session to come"}
    do_as_organiser(
        w,
        "programme.add_session",
        title=title,
        date=day_after(w, 1),
        starts="09:00",
        ends="11:00",
        room="Hall B",
    )
    return w.demo.conference.sessions.get(title=title)


def programme_change_session(w: Watched) -> None:
    title = w.demo.session.title
    _of_session(
        w,
        "programme.change_session",
        values={
            "title": {"en": "Rivers"},
            "description": {"en": "Of rivers."},
            "room": None,
            "ends": f"{_local(w, w.demo.session.ends_at + timedelta(minutes=5)):%H:%M}",
        },
        seen={
            "title": title,
            "description": {},
            "room": str(w.demo.session.room_id) if w.demo.session.room_id else None,
            "ends": f"{_local(w, w.demo.session.ends_at):%H:%M}",
        },
    )


def _local(w: Watched, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(w.demo.conference.timezone))


def programme_cancel_session(w: Watched) -> None:
    session = _new_session(w)
    do_as_organiser(w, "programme.cancel_session", stream=session.stream)


def programme_restore_session(w: Watched) -> None:
    session = _new_session(w)
    do_as_organiser(w, "programme.cancel_session", stream=session.stream)
    do_as_organiser(w, "programme.restore_session", stream=session.stream)


def programme_set_agenda(w: Watched) -> None:
    session = _new_session(w)
    do_as_organiser(w, "programme.set_agenda", stream=session.stream, items=["Opening", "Review"], seen=[""])


def programme_set_preset(w: Watched) -> None:
    session = _new_session(w)
    do_as_organiser(w, "programme.set_preset", stream=session.stream, preset="who", seen="conference")


def programme_set_speaking_times(w: Watched) -> None:
    session = _new_session(w)
    do_as_organiser(
        w,
        "programme.set_speaking_times",
        stream=session.stream,
        values={"state": 300, "reply_limits": [120]},
        seen={"state": 180, "reply_limits": [180, 120]},
    )


def programme_copy_session(w: Watched) -> None:
    do_as_organiser(
        w, "programme.copy_session", session=str(w.demo.session.pk), date=day_after(w, 1), starts="10:00"
    )


def programme_copy_conference(w: Watched) -> None:
    do_as_organiser(
        w,
        "programme.copy_conference",
        slug="next-year",
        name={"en": "Next year"},
        short="Next",
        first_day="2022-11-15",
        parties=True,
    )


def programme_remove_session(w: Watched) -> None:
    do_as_organiser(w, "programme.remove_session", session=_session(w))


def programme_add_room(w: Watched) -> None:
    do_as_organiser(w, "programme.add_room", name={"en": "Annex"})


def _annex(w: Watched) -> str:
    programme_add_room(w)
    return str(Room.objects.get(name={"en": "Annex"}).pk)


def programme_change_room(w: Watched) -> None:
    room = _annex(w)
    do_as_organiser(
        w,
        "programme.change_room",
        room=room,
        values={"name": {"en": "Annex 2"}},
        seen={"name": {"en": "Annex"}},
    )


def programme_remove_room(w: Watched) -> None:
    do_as_organiser(w, "programme.remove_room", room=_annex(w))


def programme_add_theme(w: Watched) -> None:
    do_as_organiser(w, "programme.add_theme", title={"en": "Oceans"})


def _oceans(w: Watched) -> str:
    programme_add_theme(w)
    return str(Theme.objects.get(title={"en": "Oceans"}).pk)


def programme_change_theme(w: Watched) -> None:
    theme = _oceans(w)
    seen, values = {"title": {"en": "Oceans"}}, {"title": {"en": "Seas"}}
    do_as_organiser(w, "programme.change_theme", theme=theme, values=values, seen=seen)


def programme_remove_theme(w: Watched) -> None:
    do_as_organiser(w, "programme.remove_theme", theme=_oceans(w))


def programme_add_day(w: Watched) -> None:
    do_as_organiser(w, "programme.add_day", date=day_after(w, 1))


def programme_remove_day(w: Watched) -> None:
    programme_add_day(w)
    day = w.demo.conference.days.latest("date")
    do_as_organiser(w, "programme.remove_day", day=str(day.pk))


def programme_change_conference(w: Watched) -> None:
    do_as_organiser(
        w,
        "programme.change_conference",
        values={"accent": "#123456", "links": [{"label": {"en": "Visa"}, "url": "https://visa.example/"}]},
        seen={"accent": "", "links": []},
    )


def programme_archive(w: Watched) -> None:
    programme_add_room(w)
    w.do("moderator", "session.close")
    do_as_organiser(w, "programme.archive")


def programme_unarchive(w: Watched) -> None:
    programme_archive(w)
    do_as_organiser(w, "programme.unarchive")


def parties_change(w: Watched) -> None:
    party = w.demo.party("FJ")
    do_as_organiser(
        w,
        "parties.change",
        party=str(party.pk),
        values={"region": "Oceania", "rank": 4, "groups": ["Pacific"]},
        seen={"region": party.region, "rank": party.rank, "groups": party.groups},
    )


def parties_remove(w: Watched) -> None:
    do_as_organiser(w, "parties.add", name={"en": "Atlantis"})
    party = w.demo.conference.parties.get(name={"en": "Atlantis"})
    do_as_organiser(w, "parties.remove", party=str(party.pk))


def people_change(w: Watched) -> None:
    party = w.demo.party("FJ")
    member = party.members.order_by("pk").first()
    assert member is not None
    do_as_organiser(
        w,
        "people.change",
        participant=str(member.pk),
        values={"function": "Head of delegation", "place": "hall"},
        seen={"function": member.function, "place": member.place},
    )
