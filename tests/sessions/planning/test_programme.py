"""What organisers plan of the programme: fields by compare-and-set, times, cancellations, copies and removals."""

from typing import Any

import pytest
from django.db.models import Model

from chat.models import MessagePolicy, QuestionPolicy
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from sessions.floor.models import Floor
from sessions.models import HallSound, Outcome
from sessions.planning.programme.handlers import HANDLERS
from sessions.planning.programme.protocol import RemoveSession
from sessions.programme.models import Day, Room, Session, Theme
from sessions.roles.models import SessionRole
from streaming.models import CaptionChannel, InterpretationPolicy
from tests.sessions.planning.conftest import Office

SEEN = {"date": "2021-11-16", "starts": "13:20", "ends": "16:20"}


def change(office: Office, **fields: tuple[object, object]) -> None:
    seen = {name: before for name, (before, _) in fields.items()}
    values = {name: after for name, (_, after) in fields.items()}
    office.plan_session("programme.change_session", values=values, seen=seen)


def test_fields_are_changed_and_both_streams_hear_of_it(office: Office) -> None:
    room = Room.objects.create(conference=office.conference, name={"en": "Hall B"})
    theme = Theme.objects.create(conference=office.conference, key="seas", title={"en": "Seas"})

    change(
        office,
        title=({"en": "Review"}, {"en": "Seas", "id": "Laut"}),
        description=({}, {"en": "Of seas."}),
        room=(None, str(room.pk)),
        theme=(None, str(theme.pk)),
        kind=("statements", "panel"),
        quorum_to_open=("third", "none"),
        order_policy=("first_come", "lots"),
    )

    row = office.session
    assert (row.title, row.description) == ({"en": "Seas", "id": "Laut"}, {"en": "Of seas."})
    assert (row.room, row.theme, row.kind, row.quorum_to_open) == (room, theme, "panel", "none")
    assert row.order_policy == "lots"
    fields = ["description", "kind", "order_policy", "quorum_to_open", "room", "theme", "title"]
    event = {"type": "programme.session_edited", "session": str(row.pk), "fields": fields}
    heard = [
        Entry.objects.filter(stream=stream).latest("seq").event
        for stream in (row.stream, office.conference.stream)
    ]
    assert heard == [event, event]


def test_a_session_that_is_moved_keeps_its_duration_and_comes_to_its_day(office: Office) -> None:
    change(office, date=("2021-11-16", "2021-11-18"), starts=("13:20", "23:00"))

    zone_hours = 8
    starts, ends = office.session.starts_at, office.session.ends_at
    assert (starts.day, starts.hour, (ends - starts).total_seconds()) == (18, 23 - zone_hours, 3 * 3600)
    assert office.session.day.date.isoformat() == "2021-11-18"
    assert office.session.sequence == 1


def test_the_same_again_changes_nothing(office: Office) -> None:
    before = Entry.objects.count()
    change(office, starts=("13:20", "13:20"), title=({"en": "Other"}, {"en": "Review"}))
    assert (Entry.objects.count(), office.session.sequence) == (before, 0)


def test_the_later_of_two_organisers_is_told_what_stands_there(office: Office) -> None:
    change(office, title=({"en": "Review"}, {"en": "Seas"}))
    told = office.refused(
        "programme.change_session",
        stream=office.stream,
        values={"title": {"en": "Rivers"}},
        seen={"title": {"en": "Review"}},
    )
    assert told.code == "edit.changed_meanwhile"
    assert (
        told.message
        == "Somebody changed “title” meanwhile. Now it is: Seas. Look at it, and change it again."
    )


@pytest.mark.parametrize(
    ("values", "seen", "code"),
    [
        ({"title": {"en": "A"}}, {}, "edit.nothing_seen"),
        ({}, {}, "edit.nothing_seen"),
        ({"title": None}, {"title": {"en": "Review"}}, "wire.bad_command"),
        ({"room": "999"}, {"room": None}, "programme.unknown_row"),
        ({"date": "2021-02-30"}, {"date": "2021-11-16"}, "programme.no_such_time"),
        ({"ends": "13:20"}, {"ends": "16:20"}, "programme.too_long"),
        ({"colour": "red"}, {"colour": "blue"}, "wire.bad_command"),
    ],
)
def test_bad_changes_are_refused(office: Office, values: object, seen: object, code: str) -> None:
    told = office.refused("programme.change_session", stream=office.stream, values=values, seen=seen)
    assert told.code == code


def test_times_in_the_gap_of_daylight_saving_are_refused(office: Office) -> None:
    office.plan(
        "programme.change_conference", values={"timezone": "Europe/Paris"}, seen={"timezone": "Asia/Makassar"}
    )
    told = office.refused(
        "programme.change_session",
        stream=office.stream,
        values={"date": "2022-03-27", "starts": "02:30"},
        seen={"date": "2021-11-16", "starts": "06:20"},
    )
    assert told.code == "programme.no_such_time"


def test_once_it_has_begun_the_beginning_stays_and_the_end_moves(office: Office) -> None:
    Session.objects.filter(pk=office.session.pk).update(state="open")
    told = office.refused(
        "programme.change_session", stream=office.stream, values={"starts": "14:00"}, seen={"starts": "13:20"}
    )
    assert told.code == "programme.has_begun"
    change(office, ends=("16:20", "17:00"))
    assert office.session.ends_at.hour == 9
    Session.objects.filter(pk=office.session.pk).update(state="closed")
    told = office.refused(
        "programme.change_session", stream=office.stream, values={"ends": "18:00"}, seen={"ends": "17:00"}
    )
    assert told.code == "session.closed"


def test_a_cancelled_session_is_not_opened_until_it_is_restored(office: Office) -> None:
    chair = office.moderator()
    office.plan_session("programme.cancel_session")
    assert office.session.cancelled_at is not None
    assert office.code(chair, "session.open") == "session.cancelled"
    assert (
        office.refused("programme.cancel_session", stream=office.stream).code == "programme.cancelled_already"
    )

    office.plan_session("programme.restore_session")

    assert (office.session.cancelled_at, office.session.sequence) == (None, 2)
    office.done(chair, "session.open")
    assert office.refused("programme.cancel_session", stream=office.stream).code == "programme.has_begun"
    assert office.refused("programme.restore_session", stream=office.stream).code == "programme.not_cancelled"


def test_a_copy_has_the_speaking_times_and_the_agenda(office: Office) -> None:
    Floor.objects.filter(session=office.session).update(agenda=["Opening", "Review"], reply_limits=[60])
    office.plan("programme.copy_session", session=str(office.session.pk), date="2021-11-17", starts="09:00")

    copy = Session.objects.exclude(pk=office.session.pk).get()
    assert (copy.title, copy.state, copy.day.date.isoformat()) == (
        {"en": "Review"},
        "scheduled",
        "2021-11-17",
    )
    assert (copy.floor.agenda, copy.floor.item_title, copy.floor.reply_limits) == (
        ["Opening", "Review"],
        "Opening",
        [60],
    )
    assert copy.ends_at - copy.starts_at == office.session.ends_at - office.session.starts_at


def test_a_session_is_locked_before_it_is_removed() -> None:
    handler = next(one for one in HANDLERS if one.command is RemoveSession)
    assert handler.locks(RemoveSession(session="7")) == ["session/7"]


def test_what_is_used_stays_and_what_is_not_is_removed(office: Office) -> None:
    room = Room.objects.create(conference=office.conference, name={"en": "Hall B"})
    Session.objects.filter(pk=office.session.pk).update(room=room)
    for kind, key in (("room", room.pk), ("day", office.session.day_id)):
        assert office.refused(f"programme.remove_{kind}", **{kind: str(key)}).code == "programme.in_use"

    office.plan("programme.remove_session", session=str(office.session.pk))
    office.plan("programme.remove_room", room=str(room.pk))
    office.plan("programme.remove_day", day=str(office.session.day_id))

    assert (Session.objects.count(), Room.objects.count(), Day.objects.count()) == (0, 0, 0)
    assert office.refused("programme.remove_room", room=str(room.pk)).code == "programme.unknown_row"


def test_what_was_set_up_ahead_goes_with_a_session_that_nobody_used(office: Office) -> None:
    chair, interpreter = office.person("Chair"), office.person("Interpreter")
    given: dict[str, Any] = {"session": str(office.session.pk)}
    office.plan("session_roles.give", participant=chair.participant, role="moderator", **given)
    office.plan(
        "session_roles.give", participant=interpreter.participant, role="interpreter", language="fr", **given
    )
    assert office.session.language_channels.exists()

    assert office.refused("programme.remove_session", **given).code == "programme.set_up"
    office.plan("programme.remove_session", **given, confirmed=True)

    assert (Session.objects.count(), SessionRole.objects.count()) == (0, 0)
    shown = journal.snapshot_of(office.conference.stream, Audience.EVERYONE).entities
    assert (shown["session"], shown["session_role"]) == ({}, {})


@pytest.mark.parametrize(
    "model", [CaptionChannel, HallSound, InterpretationPolicy, MessagePolicy, QuestionPolicy]
)
def test_whatever_was_set_up_ahead_is_asked_about(office: Office, model: type[Model]) -> None:
    model._base_manager.create(session=office.session)
    given: dict[str, Any] = {"session": str(office.session.pk)}
    assert office.refused("programme.remove_session", **given).code == "programme.set_up"
    office.plan("programme.remove_session", **given, confirmed=True)
    assert (Session.objects.count(), model._base_manager.count()) == (0, 0)


def test_a_session_in_which_something_was_done_is_cancelled_not_removed(office: Office) -> None:
    Session.objects.filter(pk=office.session.pk).update(state="closed")
    assert (
        office.refused("programme.remove_session", session=str(office.session.pk)).code == "programme.in_use"
    )


def test_a_session_on_which_a_paragraph_rests_is_not_removed(office: Office) -> None:
    document = Outcome.objects.create(conference=office.conference)
    paragraph = document.paragraphs.create(position=0, version=1, text="We meet.")
    paragraph.citations.create(kind="turn", session=office.session, target="1", label="Fiji")
    assert (
        office.refused("programme.remove_session", session=str(office.session.pk)).code == "programme.in_use"
    )


def test_rooms_themes_and_days_are_not_added_twice(office: Office) -> None:
    office.plan("programme.add_room", name={"en": "Hall B", "id": "Ruang B"})
    office.plan("programme.add_theme", title={"en": "Seas"})
    office.plan("programme.add_theme", title={"en": "Seas!"})
    assert office.refused("programme.add_room", name={"en": "ruang b"}).code == "programme.already_there"
    assert office.refused("programme.add_theme", title={"id": "SEAS"}).code == "programme.already_there"
    assert office.refused("programme.add_day", date="2021-11-16").code == "programme.already_there"
    assert office.refused("programme.add_day", date="2021-13-16").code == "programme.no_such_time"
    assert [*Theme.objects.order_by("pk").values_list("key", flat=True)] == ["seas", "seas-2"]


def test_a_day_far_from_the_others_is_added_by_those_who_mean_it(office: Office) -> None:
    move: dict[str, Any] = {"values": {"date": "2026-11-16"}, "seen": {"date": "2021-11-16"}}
    stream = office.session.stream
    commands: list[tuple[str, str, dict[str, Any]]] = [
        ("programme.add_day", "", {"date": "2027-11-16"}),
        ("programme.copy_session", "",
         {"session": str(office.session.pk), "date": "2028-11-16", "starts": "10:00"}),
        ("programme.change_session", stream, move),
    ]  # fmt: skip
    told = [office.refused(kind, stream=on, **fields) for kind, on, fields in commands]
    assert [(each.code, each.values) for each in told] == [
        ("programme.far_day", {"day": f"{year}-11-16", "nearest": "2021-11-16"})
        for year in (2027, 2028, 2026)
    ]
    assert [str(day.date) for day in Day.objects.all()] == ["2021-11-16"]
    for kind, on, fields in commands:
        office.do(office.organiser, kind, stream=on or office.conference.stream, **fields, confirmed=True)
    assert [day.date.year for day in Day.objects.all()] == [2021, 2026, 2027, 2028]
    # A day that is there is never asked again.
    office.plan_session("programme.change_session", values=move["seen"], seen=move["values"])


def test_a_room_and_a_theme_get_no_name_of_another(office: Office) -> None:
    office.plan("programme.add_room", name={"en": "Hall A"})
    office.plan("programme.add_room", name={"en": "Hall B"})
    office.plan("programme.add_theme", title={"en": "Seas"})
    office.plan("programme.add_theme", title={"en": "Rivers"})
    room, theme = (str(of.objects.latest("pk").pk) for of in (Room, Theme))
    told = office.refused(
        "programme.change_room", room=room, values={"name": {"id": "hall a"}}, seen={"name": {"en": "Hall B"}}
    )
    assert told.code == "programme.already_there"
    told = office.refused(
        "programme.change_theme",
        theme=theme,
        values={"title": {"en": "seas"}},
        seen={"title": {"en": "Rivers"}},
    )
    assert told.code == "programme.already_there"
    named = {"en": "Hall B", "id": "hall b"}
    office.plan("programme.change_room", room=room, values={"name": named}, seen={"name": {"en": "Hall B"}})


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(office: Office) -> None:
    told = office.refused("programme.change_conference", values={"accent": "#66ccff"}, seen={"accent": ""})
    assert told.code == "programme.weak_colour"
    nearest = told.values["colour"]
    assert f"{nearest}." in told.message
    office.plan("programme.change_conference", values={"accent": nearest}, seen={"accent": ""})
    office.conference.refresh_from_db()
    assert office.conference.accent == nearest


def test_a_colour_like_that_of_what_is_live_is_refused(office: Office) -> None:
    told = office.refused("programme.change_conference", values={"accent": "#b01020"}, seen={"accent": ""})
    assert told.code == "programme.status_colour"


def test_a_time_zone_that_would_move_a_session_to_another_day_is_refused(office: Office) -> None:
    seen = {"timezone": "Asia/Makassar"}
    for name, code in (("Mars/Olympus", "programme.no_such_zone"), ("Pacific/Kiritimati", None)):
        if code:
            told = office.refused("programme.change_conference", values={"timezone": name}, seen=seen)
            assert told.code == code
    Session.objects.filter(pk=office.session.pk).update(starts_at="2021-11-15T17:00:00Z")
    told = office.refused("programme.change_conference", values={"timezone": "UTC"}, seen=seen)
    assert told.code == "programme.zone_moves"


def test_links_lead_to_https_alone(office: Office) -> None:
    bad = [{"label": {"en": "Visa"}, "url": "javascript:alert(1)"}]
    told = office.refused("programme.change_conference", values={"links": bad}, seen={"links": []})
    assert told.code == "wire.bad_command"


def test_a_conference_is_archived_when_nothing_runs(office: Office) -> None:
    Session.objects.filter(pk=office.session.pk).update(state="open")
    assert office.refused("programme.archive").code == "programme.still_running"
    Session.objects.filter(pk=office.session.pk).update(state="closed")
    office.plan("programme.archive")
    office.conference.refresh_from_db()
    assert office.conference.archived_at is not None
    office.plan("programme.unarchive")
    office.conference.refresh_from_db()
    assert office.conference.archived_at is None


def test_the_agenda_is_set_before_the_session_begins(office: Office) -> None:
    office.plan_session("programme.set_agenda", items=["Opening", "Review"], seen=[""])
    floor = Floor.objects.get(session=office.session)
    assert (floor.agenda, floor.item_title) == (["Opening", "Review"], "Opening")
    event = {"type": "programme.agenda_set", "items": ["Opening", "Review"]}
    assert Entry.objects.filter(stream=office.stream).latest("seq").event == event
    told = office.refused("programme.set_agenda", stream=office.stream, items=["Closing"], seen=[""])
    assert told.code == "edit.changed_meanwhile"
    assert "Now it is: Opening · Review." in told.message

    before = Entry.objects.count()
    office.plan_session("programme.set_agenda", items=["Opening", "Review"], seen=[""])
    assert Entry.objects.count() == before
    office.plan_session("programme.set_agenda", items=[], seen=["Opening", "Review"])
    assert Floor.objects.get(session=office.session).agenda == [""]


def test_an_item_at_which_somebody_asked_for_the_floor_stays(office: Office) -> None:
    fiji, chair = office.delegate("Fiji"), office.moderator()
    office.plan_session("programme.set_agenda", items=["Opening", "Review"], seen=[""])
    office.done(chair, "floor.open_list")
    office.done(fiji, "floor.inscribe", item=2)
    told = office.refused(
        "programme.set_agenda", stream=office.stream, items=["Opening"], seen=["Opening", "Review"]
    )
    assert told.code == "programme.item_in_use"


def test_speaking_times_are_set_before_the_session_begins(office: Office) -> None:
    office.plan_session("programme.set_preset", preset="who", seen="conference")
    floor = Floor.objects.get(session=office.session)
    assert floor.preset == "who"
    assert Entry.objects.filter(stream=office.stream).latest("seq").event["type"] == "floor.limits_set"
    told = office.refused(
        "programme.set_preset", stream=office.stream, preset="general_assembly", seen="conference"
    )
    assert told.code == "edit.changed_meanwhile"
    Session.objects.filter(pk=office.session.pk).update(state="open")
    for kind, fields in (
        ("agenda", {"items": ["A"], "seen": [""]}),
        ("preset", {"preset": "conference", "seen": "who"}),
        ("speaking_times", {"values": {"state": 60}, "seen": {"state": 180}}),
    ):
        told = office.refused(f"programme.set_{kind}", stream=office.stream, **fields)
        assert told.code == "programme.has_begun"


def test_single_speaking_times_are_planned_and_a_session_opens_with_them(office: Office) -> None:
    chair = office.moderator()
    sides = {"in_favour": 1, "against": 1}
    before = Floor.objects.get_or_create(session=office.session)[0].motion_speakers
    after = {**before, "other": sides}
    office.plan_session(
        "programme.set_speaking_times",
        values={
            "state": 300,
            "observer": 90,
            "reply_limits": [60],
            "ends_turns": True,
            "motion_speakers": after,
        },
        seen={
            "state": 180,
            "observer": 120,
            "reply_limits": [180, 120],
            "ends_turns": False,
            "motion_speakers": before,
        },
    )
    office.done(chair, "session.open")
    row = Floor.objects.get(session=office.session)
    assert (row.limits["state"], row.limits["observer"], row.limits["group"]) == (300, 90, 240)
    assert (row.reply_limits, row.ends_turns, row.motion_speakers, row.preset) == ([60], True, after, None)


def test_two_organisers_set_different_speaking_times_and_the_later_of_one_is_told(office: Office) -> None:
    office.plan_session("programme.set_speaking_times", values={"state": 300}, seen={"state": 180})
    office.plan_session("programme.set_speaking_times", values={"group": 60}, seen={"group": 240})
    told = office.refused(
        "programme.set_speaking_times", stream=office.stream, values={"state": 60}, seen={"state": 180}
    )
    assert (told.code, "Now it is: 300." in told.message) == ("edit.changed_meanwhile", True)
    before = Entry.objects.count()
    office.plan_session("programme.set_speaking_times", values={"state": 300}, seen={"state": 180})
    assert Entry.objects.count() == before
    for values in ({}, {"state": None}, {"state": 9}, {"reply_limits": [9]}):
        seen = dict.fromkeys(values, 60)
        assert office.refused("programme.set_speaking_times", stream=office.stream, values=values, seen=seen)
    for times in ([], [60] * 6):
        told = office.refused(
            "programme.set_speaking_times",
            stream=office.stream,
            values={"reply_limits": times},
            seen={"reply_limits": [180, 120]},
        )
        assert told.code == "floor.bad_replies"


def test_speaking_times_that_are_those_of_a_preset_again_have_its_name(office: Office) -> None:
    office.plan_session("programme.set_preset", preset="who", seen="conference")
    office.plan_session("programme.set_speaking_times", values={"state": 300}, seen={"state": 180})
    assert Floor.objects.get(session=office.session).preset is None
    office.plan_session(
        "programme.set_speaking_times", values={"state": 180}, seen={"state": 300}, preset="who"
    )
    assert Floor.objects.get(session=office.session).preset == "who"
