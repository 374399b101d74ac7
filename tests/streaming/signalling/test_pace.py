"""How fast one person may open lines."""

import pytest

from streaming.signalling import pace
from streaming.signalling.media import Media
from streaming.signalling.pace import AT_ONCE, Pace, Throttled
from tests.streaming.signalling.test_doors import post, refused, ticket


def opened(at: Pace, person: str) -> int:
    """How many lines a person can open at this moment."""
    for number in range(100):
        try:
            at.check(person)
        except Throttled:
            return number
    return 100


def test_a_person_opens_some_at_once_and_then_one_a_second() -> None:
    now = 100.0
    of = Pace(lambda: now)
    assert (opened(of, "ana"), opened(of, "ben")) == (AT_ONCE, AT_ONCE)
    now += 3
    assert (opened(of, "ana"), opened(of, "ana")) == (3, 0)


def test_strangers_without_number_are_forgotten_and_who_is_throttled_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "MOST_KNOWN", 3)
    now = 100.0
    of = Pace(lambda: now)
    for person in ("ana", "ben", "cara"):
        of.check(person)
    now += 2
    assert opened(of, "dora") == AT_ONCE
    assert set(of._buckets) == {"dora"}
    for person in ("ana", "ben", "cara"):
        of.check(person)
    assert opened(of, "dora") == 0


async def test_a_door_says_when_to_come_again(demo: str, media: Media) -> None:
    door = f"/media/sessions/{demo}/whep?slots=floor"
    bearer = ticket(demo, action="listen")
    for _ in range(int(AT_ONCE)):
        refused(await post(door, bearer, "v=0"), 400, "media.slots_mismatch")
    throttled = await post(door, bearer, "v=0")
    refused(throttled, 429, "media.throttled")
    assert throttled["Retry-After"] == "1"
    refused(
        await post(door, ticket(demo, action="listen", person="else"), "v=0"), 400, "media.slots_mismatch"
    )
