"""Rules of explanations of vote (FL29). Pure.

They are given before the vote or after it, by parties that do not sponsor the proposal (General Assembly, rule 88).
"""

from dataclasses import replace

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.core.turns import check_open
from sessions.floor.explanations import protocol


def take_explanations(floor: Floor, proposal: int | None, after: bool) -> Outcome:
    """Start to take explanations of vote on a proposal, or stop if `proposal` is None. Those on another proposal leave
    the list.

    Refuses `session.not_open`, `floor.no_explanations`.
    """
    check_open(floor)
    if proposal is None and floor.explains is None:
        raise Refusal("floor.no_explanations", "No explanations of vote are taken now. Go on with the list.")
    over = [entry for entry in floor.explanations if entry.explains != proposal]
    ended = [replace(entry, state="withdrawn") for entry in over]
    event = protocol.ExplanationsTaken(
        proposal=None if proposal is None else str(proposal),
        after=after,
        ended=[str(entry.number) for entry in over],
    )
    taken = replace(floor.with_entries(*ended), explains=proposal, explains_after=after)
    return Outcome(taken, event)
