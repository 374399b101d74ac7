"""The demo's four parallel panels, opened and run over the wire by a moderator without a browser."""

from tests.journeys import secretary
from tests.support.tab import Tab


async def panels_of(tab: Tab) -> list[str]:
    """The ids of the parallel panels."""
    reader = await tab.follow(f"conference/{tab.seat['seat']['conference']}")
    panels = [session for session in reader.entities["session"].values() if session["kind"] == "panel"]
    first = min(panel["starts_at"] for panel in panels)
    return sorted((panel["id"] for panel in panels if panel["starts_at"] == first), key=int)


async def give_floor(tab: Tab, session: str, code: str) -> None:
    """Put a party on a session's list and give it the floor; the present turn ends."""
    await secretary.put_on_list(tab, session, code, reason="As the programme says")
    await secretary.give_floor(tab, session, code)
