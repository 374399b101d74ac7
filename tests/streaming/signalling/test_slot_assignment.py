"""Which source belongs into which slot (FL11, FL12)."""

from dataclasses import replace

import pytest

from streaming.signalling.slot_assignment import (
    ConnectionState,
    FloorSnapshot,
    Publication,
    assign_sources,
    changed_slots,
    slots_without_state,
)

FIJI = Publication("person/fiji", "fiji", "6", 1)
FIJI_TOO = Publication("person/second", "second", "6", 2)
CHILE = Publication("person/chile", "chile", "4", 3)
LINES = [FIJI, FIJI_TOO, CHILE]


def held(**about: object) -> FloorSnapshot:
    return FloorSnapshot(**({"speaking": True, "turn": "3", "party": "6", "place": "remote"} | about))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proceedings", "floor"),
    [
        (FloorSnapshot(speaking=False), None),
        (held(), "person/second"),
        (held(speaker="fiji"), "person/fiji"),
        (held(speaker="absent"), "person/second"),
        (held(party="4"), "person/chile"),
        (held(party="9"), None),
        (held(place="hall"), "hall"),
        (held(is_playback=True, video_statement="demo.webm"), "playback/3"),
        (held(is_playback=True, video_statement="demo.webm", place="hall"), "playback/3"),
        (held(is_playback=True), None),
        (held(is_playback=True, place="hall"), None),
        (held(reader="chile"), "person/chile"),
        (held(reader="absent"), None),
        (held(reader="chile", podium=(("chair", "chile"),)), None),
        (held(reader="chile", place="hall"), None),
        (held(speaking=False), None),
        (held(speaking=False, place="hall"), None),
    ],
)
def test_FL11_the_floor_is_the_holders_alone(proceedings: FloorSnapshot, floor: str | None) -> None:
    assert assign_sources(proceedings, LINES).get("floor") == floor


@pytest.mark.parametrize(
    ("first", "second", "floor"),
    [
        (ConnectionState.SENDING, ConnectionState.SENDING, "person/second"),
        (ConnectionState.SENDING, ConnectionState.CONNECTED, "person/fiji"),
        (ConnectionState.SENDING, ConnectionState.CONNECTING, "person/fiji"),
        (ConnectionState.CONNECTED, ConnectionState.CONNECTING, "person/fiji"),
        (ConnectionState.CONNECTING, ConnectionState.CONNECTING, "person/second"),
        (ConnectionState.CONNECTING, ConnectionState.CONNECTED, "person/second"),
    ],
)
def test_FL11_a_silent_line_does_not_replace_one_that_sends(
    first: ConnectionState, second: ConnectionState, floor: str
) -> None:
    lines = [replace(FIJI, state=first), replace(FIJI_TOO, state=second)]
    assert assign_sources(held(), lines).get("floor") == floor
    if first != second:
        assert assign_sources(held(speaker="fiji"), lines).get("floor") == floor
    again = [replace(line, person="fiji", party="9") for line in lines]
    assert assign_sources(held(reader="fiji"), again).get("floor") == floor


def test_FL12_a_seated_person_has_a_slot_without_a_turn() -> None:
    seated = FloorSnapshot(speaking=False, podium=(("chair", "moderator"), ("panel-1", "chile")))
    slots = {"hall": "hall", "chair": "person/moderator", "panel-1": "person/chile"}
    assert assign_sources(seated, []) == slots | {"programme": "hall"}


@pytest.mark.parametrize(
    ("proceedings", "programme"),
    [
        (FloorSnapshot(speaking=False), "hall"),
        (FloorSnapshot(speaking=False, podium=(("chair", "absent"),)), "hall"),
        (FloorSnapshot(speaking=False, podium=(("chair", "chile"),)), "person/chile"),
        (held(speaker="fiji", podium=(("chair", "chile"),)), "person/fiji"),
        (held(party="9"), "hall"),
        (held(place="hall", podium=(("chair", "chile"),)), "hall"),
        (held(is_playback=True, video_statement="demo.webm"), "playback/3"),
    ],
)
def test_the_programme_is_the_floor_else_the_chair_else_the_hall(
    proceedings: FloorSnapshot, programme: str
) -> None:
    assert assign_sources(proceedings, LINES)["programme"] == programme


def test_only_changed_slots_are_assigned() -> None:
    before = {"floor": "person/fiji", "chair": "person/moderator", "hall": "hall", "panel-1": None}
    after = {"floor": "hall", "hall": "hall"}
    assert changed_slots(before, after) == {"chair": None, "floor": "hall"}


ANA = Publication("interpreter/ana", "ana", "", 4)
BEN = Publication("interpreter/ben", "ben", "", 5)


@pytest.mark.parametrize(
    ("about", "channel", "programme"),
    [
        ({"booths": (("fr", "ana"),)}, "interpreter/ana", "interpreter/ana"),
        ({"booths": (("fr", "ana"),), "language": "en"}, "interpreter/ana", "interpreter/ana"),
        ({"booths": (("fr", "ana"),), "language": "fr"}, "interpreter/ana", "person/second"),
        ({"booths": (("fr", ""),)}, None, "person/second"),
        ({"booths": (("fr", "absent"),)}, None, "person/second"),
        ({"booths": (("es", "ana"),)}, None, None),
    ],
)
def test_a_channel_has_the_interpreter_on_duty_and_the_programme_its_sound(
    about: dict[str, object], channel: str | None, programme: str | None
) -> None:
    slots = assign_sources(held(**about), LINES, booths=[ANA, BEN])
    assert (slots.get("language/fr"), slots.get("programme/fr")) == (channel, programme)
    assert slots["programme"] == slots["floor"] == "person/second"


def test_a_booth_that_is_not_connected_yet_is_not_in_its_channel() -> None:
    connecting = replace(ANA, state=ConnectionState.CONNECTING)
    assert "language/fr" not in assign_sources(held(booths=(("fr", "ana"),)), LINES, booths=[connecting])


@pytest.mark.parametrize(
    ("talking", "booths", "talkback", "channel", "programme"),
    [
        ("ana", (("fr", "ana"),), "interpreter/ana", None, "person/second"),
        ("ana", (("fr", "ana"), ("es", "ana")), "interpreter/ana", None, "person/second"),
        ("ben", (("fr", "ana"),), "interpreter/ben", "interpreter/ana", "interpreter/ana"),
        ("absent", (("fr", "ana"),), None, "interpreter/ana", "interpreter/ana"),
        ("ben", (), None, None, None),
    ],
)
def test_who_talks_to_the_moderator_is_in_no_channel_and_in_no_programme(
    talking: str,
    booths: tuple[tuple[str, str], ...],
    talkback: str | None,
    channel: str | None,
    programme: str | None,
) -> None:
    slots = assign_sources(held(booths=booths), LINES, booths=[ANA, BEN], talking=talking)
    assert slots.get("talkback") == talkback
    assert (slots.get("language/fr"), slots.get("programme/fr")) == (channel, programme)
    assert "interpreter/ben" not in {slots[slot] for slot in slots.keys() - {"talkback"}}


@pytest.mark.parametrize(
    ("signer", "source"),
    [("ana", "interpreter/ana"), ("", None), ("absent", None), ("ben", "interpreter/ben")],
)
def test_the_signer_on_duty_is_in_the_slot_sign_whoever_has_the_floor(
    signer: str, source: str | None
) -> None:
    for floor in (held(signer=signer), held(signer=signer, speaking=False)):
        slots = assign_sources(floor, LINES, booths=[ANA, BEN])
        assert slots.get("sign") == source
        assert "interpreter/ana" not in {slots[slot] for slot in slots.keys() - {"sign"}}


def test_without_the_state_of_the_floor_the_hall_is_heard_in_every_language() -> None:
    slots = {
        "floor": "person/fiji", "slides": None, "chair": "person/chile", "language/fr": "interpreter/ana",
        "sign": "interpreter/ben", "programme": "person/fiji", "programme/fr": "interpreter/ana",
        "programme/es": "person/fiji", "talkback": "interpreter/eva",
    }  # fmt: skip
    assert slots_without_state(slots) == {
        "floor": None, "language/fr": None, "sign": None, "programme": "hall", "programme/fr": "hall",
        "programme/es": "hall", "talkback": None,
    }  # fmt: skip
    assert slots_without_state({"chair": "person/chile", "programme": "person/chile"}) == {}
