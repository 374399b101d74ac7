"""WHIP and WHEP, used by a browser and by an intruder."""

import logging
import uuid
from contextlib import AsyncExitStack
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import AsyncClient
from pytest_django import Settings

from foundation.accounts import seats as seat_tokens
from foundation.database import in_thread, write_transaction
from foundation.wire import leases
from foundation.wire.leases import SocketJoined, SocketLeft
from streaming.relay import Answer
from streaming.signalling import access_watcher, media_tokens
from streaming.signalling.media import Media
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.resources import MAX_LISTENING
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import Chair, take

pytestmark = pytest.mark.real_time


client = AsyncClient()


async def token(session: str, key: str, **wanted: str) -> Any:
    """The answer of the media-token endpoint to a seat of the demo."""
    bearer, _ = seat_tokens.sign(await take(key))
    return await client.post(
        f"/api/v1/sessions/{session}/media-token",
        wanted,
        content_type="application/json",
        headers={"Authorization": f"Bearer {bearer}"},
    )


async def post(url: str, bearer: str, offer: str, kind: str = "application/sdp") -> Any:
    return await client.post(url, offer, content_type=kind, headers={"Authorization": f"Bearer {bearer}"})


async def post_offer(session: str, key: str, offer: str, **wanted: str) -> HttpResponse:
    """Get a token as a seat, and post an offer to its endpoint."""
    given = (await token(session, key, **wanted)).json()
    slots = "?slots=floor,chair,hall" if wanted["action"] == "listen" else ""
    return await post(given["url"] + slots, given["token"], offer)


def answered(response: HttpResponse) -> Answer:
    assert response.status_code == 201, response.content
    return Answer(response["Location"].rpartition("/")[2], response.content.decode())


def refused(response: Any, status: int, code: str) -> None:
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    body = response.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["detail"].endswith(".")


async def test_FL11_the_holder_is_heard_and_revoking_cuts(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    fiji, listener = (
        await peers.enter_async_context(FakePublisher()),
        await peers.enter_async_context(FakeListener(["floor", "chair", "hall"])),
    )
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish")))
    await listener.accept(
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
    )
    for _ in range(5):
        await fiji.say()
    assert listener.packets == []
    delegate = Chair(demo, await take("fiji"))
    await delegate.do(type="floor.inscribe")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    await until(lambda: listener.heard("floor", "audio"), during=fiji.say)
    await chair.do(type="floor.revoke", token=1)
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: stage.slots.get("floor") is None)
    await fiji.say()
    heard = len(listener.packets)
    await chair.do(type="floor.suspend_turn", token=1)
    for _ in range(5):
        await fiji.say()
    assert len(listener.packets) - heard <= 1  # one may have been on its way


async def test_FL11_a_suspended_turn_is_silent_and_a_resumed_one_is_heard(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    fiji = await peers.enter_async_context(FakePublisher())
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish")))
    await Chair(demo, await take("fiji")).do(type="floor.inscribe")
    stage = media.relay.stage(f"session/{demo}")
    source = f"person/{(await take('fiji')).person}"
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    await until(lambda: stage.slots.get("floor") == source, during=fiji.say)
    await chair.do(type="floor.suspend_turn", token=1)
    await until(lambda: stage.slots.get("floor") is None)
    await chair.do(type="floor.resume_turn", token=2)
    await until(lambda: stage.slots.get("floor") == source, during=fiji.say)
    await chair.do(type="session.suspend")
    await until(lambda: stage.slots.get("floor") is None)


async def test_FL11_a_colleague_who_sends_nothing_takes_nobody_off_the_floor(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    fiji, colleague = [await peers.enter_async_context(FakePublisher()) for _ in range(2)]
    seat = await take("fiji")
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish")))
    await Chair(demo, seat).do(type="floor.inscribe")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    stage, own = media.relay.stage(f"session/{demo}"), f"person/{seat.person}"
    await until(lambda: stage.sources[own].stats().packets, during=fiji.say)
    held: set[str | None] = set()
    bearer = media_token(demo, person="colleague", party=seat.party or "")
    await colleague.accept(
        answered(await post(f"/media/sessions/{demo}/whip", bearer, await colleague.offer()))
    )

    def look() -> bool:
        held.add(stage.slots.get("floor"))
        return stage.sources[f"person/{person('colleague')}"].connected

    await until(look, during=fiji.say)
    look()
    assert held == {own}
    await until(lambda: stage.slots.get("floor") == f"person/{person('colleague')}", during=colleague.say)


async def test_FL12_the_chair_is_heard_without_a_turn_until_the_session_is_closed(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    publisher, listener = (
        await peers.enter_async_context(FakePublisher()),
        await peers.enter_async_context(FakeListener(["floor", "chair", "hall"])),
    )
    await publisher.accept(
        answered(await post_offer(demo, "moderator", await publisher.offer(), action="publish"))
    )
    await listener.accept(
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
    )
    await chair.do(type="floor.seat", slot="chair", participant=chair.seat.participant)
    await until(lambda: listener.heard("chair", "audio"), during=publisher.say)
    assert listener.heard("floor", "audio") == []
    await chair.do(type="session.close")
    await until(lambda: media.relay.stage(f"session/{demo}").slots["chair"] is None)


async def test_a_hall_speaker_is_heard_through_the_hall(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    hall, listener = (
        await peers.enter_async_context(FakePublisher()),
        await peers.enter_async_context(FakeListener(["floor", "chair", "hall"])),
    )
    offer = await hall.offer()
    await hall.accept(answered(await post_offer(demo, "operator", offer, action="publish", feed="hall")))
    await listener.accept(
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
    )
    await chair.do(type="floor.grant", entry="1", token=0, confirmed=True)  # Australia sits in the hall
    await until(lambda: listener.heard("floor", "audio"), during=hall.say)


@pytest.mark.usefixtures("film")
async def test_a_video_statement_plays_from_its_file(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    listener = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    await listener.accept(
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
    )
    await chair.do(
        type="floor.grant", entry="2", token=0, confirmed=True
    )  # Cambodia's statement is a video statement
    await until(lambda: listener.heard("floor", "audio") and listener.heard("floor", "video"))
    await chair.do(type="floor.end", token=1)
    await until(lambda: media.relay.stage(f"session/{demo}").sources == {})


async def test_the_screens_are_told_whose_line_is_open(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    fiji = await peers.enter_async_context(FakePublisher())
    seat = await take("fiji")
    answer = answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish"))
    await fiji.accept(answer)
    await until(lambda: media.lines_signal(demo).publishing == [seat.participant], during=fiji.say)
    given = (await token(demo, "fiji", action="publish")).json()
    url = f"/media/resources/{answer.resource}"
    response = await client.delete(url, headers={"Authorization": f"Bearer {given['token']}"})
    assert response.status_code == 200
    await until(lambda: media.lines_signal(demo).publishing == [])


@pytest.mark.parametrize(
    ("key", "wanted", "status", "code"),
    [
        ("audience", {"action": "publish"}, 403, "wire.forbidden"),
        ("hall-screen", {"action": "publish"}, 403, "wire.forbidden"),
        ("fiji", {"action": "publish", "feed": "hall"}, 403, "wire.forbidden"),
        ("moderator", {"action": "publish", "feed": "hall"}, 403, "wire.forbidden"),
        ("fiji", {"action": "paint"}, 400, "http.invalid"),
        ("fiji", {}, 400, "http.invalid"),
    ],
)
async def test_tokens_are_refused_without_permission(
    demo: str, key: str, wanted: dict[str, str], status: int, code: str
) -> None:
    refused(await token(demo, key, **wanted), status, code)


async def test_a_token_is_refused_for_an_unknown_session(demo: str) -> None:
    refused(await token("999", "fiji", action="listen"), 404, "wire.unknown_stream")


async def test_a_token_is_refused_without_a_seat(demo: str) -> None:
    url = f"/api/v1/sessions/{demo}/media-token"
    response = await client.post(url, {"action": "listen"}, content_type="application/json")
    refused(response, 401, "seat.missing")


def person(name: str) -> str:
    """The public id of a person unknown to the conference."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def media_token(of: str, **changes: str) -> str:
    about = {"session": of, "action": "publish", "feed": "own", "person": "ana", "conference": "1"}
    about |= {"participant": "7", "party": "6", "place": "remote"} | changes
    about["person"] = person(about["person"])
    return media_tokens.sign_token(MediaToken(**about, seat_until=2**31))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "offer", "kind", "status", "code"),
    [
        ({}, "not sdp", "application/sdp", 400, "media.sdp_malformed"),
        ({}, "v=0\r\nm=audio", "application/sdp", 422, "media.no_common_codec"),
        ({}, "v=0" + "x" * 200_000, "application/sdp", 413, "media.too_large"),
        ({}, "v=0", "text/plain", 415, "media.not_sdp"),
        ({"action": "listen"}, "v=0", "application/sdp", 403, "media.wrong_token"),
        ({"session": "999"}, "v=0", "application/sdp", 403, "media.wrong_token"),
        ({"place": "hall"}, "v=0\r\nm=audio 9", "application/sdp", 403, "media.hall_is_silent"),
    ],
)
async def test_bad_offers_are_refused(
    demo: str, media: Media, changes: dict[str, str], offer: str, kind: str, status: int, code: str
) -> None:
    response = await post(f"/media/sessions/{demo}/whip", media_token(demo, **changes), offer, kind)
    refused(response, status, code)
    assert media.relay.stage(f"session/{demo}").sources == {}


@pytest.mark.parametrize("slots", ["?slots=", "?slots=roof", "?slots=floor,roof", "?slots=floor,floor"])
async def test_unknown_slots_are_refused(demo: str, media: Media, slots: str) -> None:
    response = await post(f"/media/sessions/{demo}/whep{slots}", media_token(demo, action="listen"), "v=0")
    refused(response, 400, "media.unknown_slot")


@pytest.mark.parametrize(("bearer", "code"), [("", "media.token_missing"), ("abc", "media.token_forged")])
async def test_without_a_valid_token_no_endpoint_opens(
    demo: str, media: Media, bearer: str, code: str
) -> None:
    for endpoint in ("whip", "whep"):
        refused(await post(f"/media/sessions/{demo}/{endpoint}", bearer, "v=0"), 401, code)
    response = await client.delete("/media/resources/x", headers={"Authorization": f"Bearer {bearer}"})
    refused(response, 401, code)


async def test_the_endpoints_announce_what_they_accept(demo: str) -> None:
    url = f"/media/sessions/{demo}/whip"
    options = await client.options(url)
    assert (options.status_code, options["Accept-Post"]) == (204, "application/sdp")
    wrong = await client.get(url)
    assert wrong.status_code == 405
    for response in (options, wrong):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
    assert (options["Access-Control-Allow-Methods"], wrong["Allow"]) == ("POST, OPTIONS", "POST")


FRAGMENT = "application/trickle-ice-sdpfrag"


async def test_a_fragment_is_accepted_from_its_owner_for_the_present_connection(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    fiji = await peers.enter_async_context(FakePublisher())
    created = await post_offer(demo, "fiji", await fiji.offer(), action="publish")
    own = (await token(demo, "fiji", action="publish")).json()["token"]

    async def patch(tag: str, bearer: str = own, body: str = "a=mid:0", kind: str = FRAGMENT) -> Any:
        headers = {"Authorization": f"Bearer {bearer}"} | ({"If-Match": tag} if tag else {})
        return await client.patch(created["Location"], body, kind, headers=headers)

    assert (await patch(created["ETag"])).status_code == 204
    refused(await patch('"another"'), 412, "media.other_session")
    refused(await patch(""), 428, "media.no_tag")
    refused(await patch("*", body="a=ice-ufrag:other"), 422, "media.restart_unsupported")
    refused(await patch(created["ETag"], kind="application/sdp"), 415, "media.not_a_fragment")
    refused(await patch(created["ETag"], body="x" * 200_000), 413, "media.too_large")
    for tag in (created["ETag"], '"another"'):
        refused(await patch(tag, bearer=media_token(demo)), 404, "media.unknown_resource")


async def test_a_player_that_names_no_slot_gets_the_programme(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    fiji, listener = (
        await peers.enter_async_context(FakePublisher()),
        await peers.enter_async_context(FakeListener(["programme"])),
    )
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish")))
    await Chair(demo, await take("fiji")).do(type="floor.inscribe")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    given = (await token(demo, "audience", action="listen")).json()
    await listener.accept(answered(await post(given["url"], given["token"], await listener.offer())))
    await until(lambda: listener.heard("programme", "audio"), during=fiji.say)


async def test_the_oldest_of_too_many_lines_of_one_listener_ends(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    async def listen(**who: str) -> str:
        listener = await peers.enter_async_context(FakeListener(["floor"]))
        endpoint = f"/media/sessions/{demo}/whep?slots=floor"
        answer = answered(
            await post(endpoint, media_token(demo, action="listen", **who), await listener.offer())
        )
        await listener.accept(answer)
        return answer.resource

    other = await listen(person="ben")
    screens = [await listen(person="screens", feed="hall") for _ in range(MAX_LISTENING + 1)]
    lines = [await listen(person="ana") for _ in range(MAX_LISTENING + 1)]
    stage = media.relay.stage(f"session/{demo}")
    assert [media.relay.has_resource(line) for line in lines] == [False] + [True] * MAX_LISTENING
    assert all(map(media.relay.has_resource, [other, *screens]))
    assert len(stage.listeners) == 2 * MAX_LISTENING + 2


async def test_hanging_up_a_closed_line_logs_no_warning(
    demo: str, media: Media, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "django.request")
    response = await client.delete(
        "/media/resources/gone", headers={"Authorization": f"Bearer {media_token(demo)}"}
    )
    refused(response, 404, "media.unknown_resource")
    assert caplog.record_tuples == [("django.request", logging.INFO, "Gone: /media/resources/gone")]


async def test_nobody_hangs_up_anothers_line(demo: str, media: Media, peers: AsyncExitStack) -> None:
    fiji = await peers.enter_async_context(FakePublisher())
    answer = answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish"))
    url = f"/media/resources/{answer.resource}"
    response = await client.delete(url, headers={"Authorization": f"Bearer {media_token(demo)}"})
    refused(response, 404, "media.unknown_resource")
    assert media.relay.has_resource(answer.resource)


async def test_a_page_that_another_device_replaced_does_not_come_back_by_itself(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    given = (await token(demo, "fiji", action="publish")).json()

    async def asks(query: str) -> tuple[FakePublisher, HttpResponse]:
        publisher = await peers.enter_async_context(FakePublisher())
        return publisher, await post(f"{given['url']}?{query}", given["token"], await publisher.offer())

    async def begins(query: str) -> None:
        publisher, response = await asks(query)
        await publisher.accept(answered(response))
        sources, line = media.relay.stage(f"session/{demo}").sources, answered(response).resource
        await until(lambda: media.relay.source(line) in sources.values(), during=publisher.say)

    await begins("page=laptop")
    await begins("page=laptop&again")
    await begins("page=phone")
    refused((await asks("page=laptop&again"))[1], 409, "media.displaced")
    await begins("page=laptop")


async def test_a_second_publisher_of_the_hall_is_refused(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    first, second, again = [await peers.enter_async_context(FakePublisher()) for _ in range(3)]
    screen = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    offer = await first.offer()
    await first.accept(answered(await post_offer(demo, "operator", offer, action="publish", feed="hall")))
    answered(await post_offer(demo, "hall-screen", await screen.offer(), action="listen", feed="hall"))
    stranger = media_token(demo, feed="hall", place="hall")
    response = await post(f"/media/sessions/{demo}/whip", stranger, await second.offer())
    refused(response, 409, "media.slot_taken")
    # The same person replaces itself after a reload. The hall's screen, which listens, sends nothing.
    answered(await post_offer(demo, "operator", await again.offer(), action="publish", feed="hall"))


async def test_a_rehearsals_hall_gives_way_to_a_persons_and_never_takes_its_place(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    drawn, back, room = [await peers.enter_async_context(FakePublisher()) for _ in range(3)]

    def stands() -> list[bool]:
        """Whether the line of each of the two is that of the hall."""
        hall = media.relay.stage(f"session/{demo}").sources.get("hall")
        return [media.relay.source(line.resource) is hall is not None for line in (simulated, persons)]

    async def begins(seat: str, publisher: FakePublisher) -> Answer:
        offer = await publisher.offer()
        return answered(await post_offer(demo, seat, offer, action="publish", feed="hall"))

    simulated = await begins("simulated-operator", drawn)
    await drawn.accept(simulated)
    await until(lambda: media.line_states_signal(demo).hall_simulated, during=drawn.say)
    persons = await begins("operator", room)
    assert stands() == [True, False], "it is heard until the person's hall is connected"
    again = await post_offer(demo, "simulated-operator", await back.offer(), action="publish", feed="hall")
    refused(again, 409, "media.slot_taken")
    await room.accept(persons)
    await until(lambda: stands() == [False, True], during=room.say)
    await until(lambda: not media.relay.has_resource(simulated.resource), during=room.say)
    await until(lambda: not media.line_states_signal(demo).hall_simulated, during=room.say)
    assert media.lines_signal(demo).hall
    again = await post_offer(demo, "simulated-operator", await back.offer(), action="publish", feed="hall")
    refused(again, 409, "media.slot_taken")


async def test_a_person_that_loses_the_right_to_publish_still_hears(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    publisher, listener = (
        await peers.enter_async_context(FakePublisher()),
        await peers.enter_async_context(FakeListener(["floor"])),
    )
    spoken = answered(await post_offer(demo, "fiji", await publisher.offer(), action="publish"))
    given = (await token(demo, "fiji", action="listen")).json()
    heard = answered(await post(f"{given['url']}?slots=floor", given["token"], await listener.offer()))
    seat = await take("fiji")

    def demote() -> None:
        with write_transaction():
            seat_tokens.revise(seat.person, seat.conference, roles=("audience",))

    await in_thread(demote)
    await until(lambda: not media.relay.has_resource(spoken.resource))
    assert media.relay.has_resource(heard.resource)


async def test_a_line_ends_with_its_seat_unless_an_open_page_renews_it(
    demo: str, media: Media, peers: AsyncExitStack, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_watcher, "WATCH_SECONDS", 0.1)
    settings.SEAT_SECONDS = 3
    lines, seat, process = {}, await take("fiji"), uuid.uuid4()
    page = f"conference/{seat.conference}"
    await in_thread(leases.renew, process)
    await in_thread(leases.store_changes, process, [SocketJoined("page", page, seat)])
    for key in ("fiji", "chile"):
        publisher = await peers.enter_async_context(FakePublisher())
        lines[key] = answered(await post_offer(demo, key, await publisher.offer(), action="publish")).resource

    await until(lambda: not media.relay.has_resource(lines["chile"]))
    assert media.relay.has_resource(lines["fiji"])
    await in_thread(leases.store_changes, process, [SocketLeft("page", page)])
    await until(lambda: not media.relay.has_resource(lines["fiji"]))


async def test_withdrawn_access_hangs_up(demo: str, media: Media, peers: AsyncExitStack) -> None:
    fiji, seat = await peers.enter_async_context(FakePublisher()), await take("fiji")
    answer = answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish"))

    def withdraw() -> None:
        with write_transaction():
            seat_tokens.revise(seat.person, seat.conference, roles=(), withdrawn=True)

    await in_thread(withdraw)
    await until(lambda: not media.relay.has_resource(answer.resource))


@pytest.mark.parametrize(("action", "slots"), [("publish", ""), ("listen", "?slots=floor")])
async def test_a_person_that_was_hung_up_cannot_return_with_the_same_token(
    demo: str, media: Media, peers: AsyncExitStack, action: str, slots: str
) -> None:
    peer: FakePublisher | FakeListener = FakePublisher() if action == "publish" else FakeListener(["floor"])
    await peers.enter_async_context(peer)
    given, seat = (await token(demo, "fiji", action=action)).json(), await take("fiji")

    def sign_out() -> None:
        with write_transaction():
            seat_tokens.sign_out(seat.person, seat.conference, ("delegate",))

    await in_thread(sign_out)
    refused(await post(given["url"] + slots, given["token"], await peer.offer()), 403, "media.withdrawn")
