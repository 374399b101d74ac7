"""A role in one session takes effect at once, in that session alone."""

import pytest

from foundation.database import in_thread
from foundation.wire.hub import Hub
from tests.support.demo import Demo
from tests.support.fake_socket import FakeSocket
from tests.support.hubs import add_reader, do

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_reader_becomes_moderator_of_a_session_and_is_it_no_more(hub: Hub, demo: Demo) -> None:
    other = await demo.conference.sessions.exclude(pk=demo.session.pk).afirst()
    assert other is not None
    streams = (demo.stream, demo.conference_stream, other.stream)
    await in_thread(demo.set_roles, "operator", "operator", "organiser")
    fiji = await add_reader(hub, demo, "fiji", *streams)
    await do(demo, "japan", "question.ask", text="Why?")

    async def reseated(moderates: bool) -> None:
        narrow = (".m" if moderates else ".e", ".e", ".e")

        def is_so() -> bool:
            return len(_seats(fiji)) == (1 if moderates else 2) and all(
                (fiji.of(stream).cursor or "").endswith(end)
                for stream, end in zip(streams, narrow, strict=True)
            )

        await fiji.wait(is_so)

    role = {"session": str(demo.session.pk), "participant": fiji.seat.participant, "role": "moderator"}
    await do(demo, "operator", "session_roles.give", stream=demo.conference_stream, **role)
    await reseated(True)
    assert _seats(fiji)[0]["session_roles"] == [{"session": str(demo.session.pk), "role": "moderator"}]
    assert list(fiji.of(demo.stream).entities["question"]) == ["1"]
    await do(demo, "operator", "session_roles.take", stream=demo.conference_stream, **role)
    await reseated(False)
    assert fiji.of(demo.stream).entities["question"] == {}
    await fiji.wait(lambda: fiji.of(demo.conference_stream).entities["session_role"] == {})


def _seats(sock: FakeSocket) -> list[dict[str, object]]:
    return [frame["seat"] for frame in sock.frames if "seat" in frame]
