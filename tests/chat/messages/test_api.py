"""Messages over REST: pages, words, and channels that a reader has no part in."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.api_tokens import services as tokens
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> Assembly:
    """Five messages to everyone, of which the second is deleted and the fifth held, and one of Fiji's own."""
    stream = f"chat/{hall.session.pk}"
    for text in ("Cables", "Ships", "More cables", "Ports"):
        hall.done(fiji, "message.send", stream=stream, channel="everyone", text=text)
    hall.done(chair, "message.delete", stream=stream, message="2")
    hall.done(chair, "message.set_policy", stream=stream, mode="approved")
    hall.done(chile, "message.send", stream=stream, channel="everyone", text="Held cables")
    hall.done(fiji, "message.send", stream=stream, channel=f"party/{fiji.party}", text="Say four years.")
    hall.do(chile, "message.react", stream=stream, message="1", kind="thanks")
    return hall


def get(hall: Assembly, seat: Seat | None, **query: str) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    return Client(headers=headers).get(f"/api/v1/sessions/{hall.session.pk}/messages", query)


def found(hall: Assembly, seat: Seat, **query: str) -> list[str]:
    answer = get(hall, seat, **query)
    assert answer.status_code == 200, answer.content
    return [item["id"] for item in answer.json()["items"]]


def test_pages_back_in_time(written: Assembly, fiji: Seat, chile: Seat, chair: Seat) -> None:
    assert found(written, fiji) == ["1", "2", "3", "4"]
    assert found(written, chair) == ["1", "2", "3", "4", "5"]
    first = get(written, fiji, limit="3").json()
    second = get(written, fiji, limit="3", before=first["next"]).json()
    assert [[item["id"] for item in page["items"]] for page in (second, first)] == [["1"], ["2", "3", "4"]]
    assert (second["next"], second["mine"], second["reactions"]) == (None, ["1"], {"1": {"thanks": 1}})
    assert (second["reacted"], get(written, chile, before="2").json()["reacted"]) == ({}, {"1": ["thanks"]})


def test_words_of_deleted_and_held_messages_are_not_found(written: Assembly, fiji: Seat, chair: Seat) -> None:
    assert found(written, fiji, q="cables") == ["1", "3"]
    assert found(written, fiji, q="ships") == []
    assert found(written, chair, q="ships") == ["2"]
    assert found(written, chair, q="CABLES") == ["1", "3", "5"]


def test_a_channel_of_others(written: Assembly, fiji: Seat, chile: Seat, chair: Seat) -> None:
    channel = f"party/{fiji.party}"
    assert found(written, fiji, channel=channel) == ["6"]
    for other in (chile, chair, written.guest("Wayan")):
        answer = get(written, other, channel=channel)
        assert (answer.status_code, answer.json()["code"]) == (409, "message.not_your_channel")
    assert get(written, None).json()["code"] == "seat.missing"


def test_a_token_of_the_api_reads_what_is_for_everyone_alone(written: Assembly, chair: Seat) -> None:
    organiser = written.person("Organiser", "organiser")
    written.done(
        organiser, "message.send", stream=f"chat/{written.session.pk}", channel="backstage", text="Hush"
    )
    _, text = tokens.make_token(organiser, "Website", ["record:read"], 1)
    client = Client(headers={"Authorization": f"Bearer {text}"})
    path = f"/api/v1/sessions/{written.session.pk}/messages"
    assert [item["id"] for item in client.get(path).json()["items"]] == ["1", "2", "3", "4"]
    for channel in ("backstage", "delegates"):
        answer = client.get(path, {"channel": channel})
        assert (answer.status_code, answer.json()["code"]) == (409, "message.not_your_channel")
    assert found(written, organiser, channel="backstage") == ["7"]
