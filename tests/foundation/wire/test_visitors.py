"""A visitor's token at the real socket: it allows help calls, and no session."""

import asyncio

from foundation.ids import kind
from tests.support.hall import Hall
from tests.support.patience import PATIENCE
from tests.support.store import EntityReader, Frame, without_empty
from tests.support.tab import Tab

LINE = {"page": "/join", "connection": "live", "publishing": "off", "browser": "Firefox"}


def visitor_tab(hall: Hall) -> tuple[Tab, str]:
    """A visitor's tab, and the conference's stream."""
    taken = hall.post("/api/v1/seats/visitor", {})
    return Tab(hall, taken["token"]), f"conference/{taken['seat']['conference']}"


async def test_a_visitor_is_refused_every_session_and_may_call_for_help(hall: Hall, session: str) -> None:
    tab, conference = visitor_tab(hall)
    async with tab:
        reader = await tab.follow(conference)
        await tab.send_frame(follow=session)
        refusal = await tab.frame(lambda f: "refused" in f)
        assert (refusal["refused"], refusal["code"]) == (session, "wire.forbidden")
        for command, fields in (("question.ask", {"text": "Why?"}), ("floor.inscribe", {})):
            assert (await tab.do(session, command, **fields))["code"] == "wire.forbidden"
        assert "done" in await tab.do(conference, "help.call", line=LINE)
        assert [call["state"] for call in reader.mine["my_help_call"].values()] == ["open"]
        assert {kind(frame["stream"]) for frame in tab.frames if "stream" in frame} == {"conference"}


async def test_a_visitor_reads_nothing_of_the_conference_and_keeps_up_with_it(hall: Hall) -> None:
    tab, conference = visitor_tab(hall)
    async with tab, Tab.of(hall, "moderator") as moderator:
        reader, _ = [await each.follow(conference) for each in (tab, moderator)]
        assert without_empty(reader.entities) == {}
        assert "done" in await moderator.do(
            conference, "press.add_journalist", name="Jo", outlet="The Sample"
        )
        seq = moderator.readers[conference].seq
        await tab.wait(lambda: reader.seq >= seq)
        assert without_empty(reader.entities) == {}
        assert reader.signals.keys() == {"seat.at", "help.desk"}
        again = await tab.follow(conference)
        assert (again.seq, again.entities) == (reader.seq, reader.entities)


async def heard(operator: Tab, tab: Tab, reader: EntityReader, call: str) -> Frame:
    """The operator's message to a caller, as the caller receives it."""
    before = len(reader.mine["my_help_call"][call]["messages"])
    stream = f"conference/{operator.seat['seat']['conference']}"
    await operator.do(stream, "help.say", call=call, text="Scan the card again.")
    await tab.wait(lambda: len(reader.mine["my_help_call"][call]["messages"]) > before)
    message: Frame = reader.mine["my_help_call"][call]["messages"][-1]
    return message


async def test_a_visitor_gets_the_staffs_messages_and_no_other_call(hall: Hall) -> None:
    tab, conference = visitor_tab(hall)
    other, _ = visitor_tab(hall)
    async with tab, other, Tab.of(hall, "operator") as operator:
        mine, others, _ = [await each.follow(conference) for each in (tab, other, operator)]
        await tab.do(conference, "help.call", line=LINE)
        (call,) = mine.mine["my_help_call"]
        said = await heard(operator, tab, mine, call)
        assert (said["by"], said["text"]) == ("staff", "Scan the card again.")
        async with asyncio.timeout(PATIENCE):
            while said["away"]:  # the connection of a new caller is written a moment later
                said = await heard(operator, tab, mine, call)
        assert "done" in await other.do(conference, "help.call", line=LINE)
        assert list(others.mine["my_help_call"]) != [call]
        assert "Scan the card" not in str(other.frames)
