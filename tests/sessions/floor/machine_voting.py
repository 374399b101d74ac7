"""The part of the state machine for votes on motions and appeals (FL13)."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from sessions.floor.core import speakers_list
from sessions.floor.core.speakers_list import Actor
from sessions.floor.core.state import PRECEDENCE, Floor
from sessions.floor.core.turns import READY
from sessions.floor.explanations import rules as explanations
from sessions.floor.motions import rules as debate
from sessions.floor.points_of_order import rules as interruptions
from sessions.floor.protocol import Inscribe
from sessions.floor.voting import rules as votes
from sessions.votes import rules as ballots
from sessions.votes.rules import Quorum, Tally, Vote
from tests.sessions.floor.machine_ordering import PARTIES, OrderingMachine, rarely, slips
from tests.support.floors import MODERATOR, OPERATOR, candidate, member

ROLL = tuple(f"p{number}" for number in range(20))

parties = st.sampled_from(sorted(PARTIES))
motions = st.sampled_from([None, *PRECEDENCE])
sides = st.sampled_from(["for", "against", "against"])


class VotingMachine(OrderingMachine):
    """A machine with votes."""

    def move_and_recognise(self, party: str, motion: Any) -> None:
        command = Inscribe(kind="motion", motion=motion, text="That the room be aired.")
        self.attempt(lambda of: speakers_list.inscribe(of, MODERATOR, candidate(party), command, self.now))
        moved = sorted((e for e in self.floor.item_requests if e.kind == "motion"), key=lambda e: e.order)
        if moved:
            first = str(moved[0].number)
            self.attempt(lambda of: interruptions.recognise(of, first, of.token, self.now, READY, False))

    @rule(party=parties, motion=motions, slip=slips)
    def move_and_put_to_the_vote(self, party: str, motion: Any, slip: int) -> None:
        self.move_and_recognise(party, motion)
        self.attempt(lambda of: votes.put_to_vote(of, of.token + slip, self.now, roll=ROLL))

    @rule(party=parties, slip=slips, moves=rarely)
    def rule_a_motion_out_of_order(self, party: str, slip: int, moves: bool) -> None:
        if moves:
            self.move_and_recognise(party, "suspension")
        text = "It was decided already."
        self.attempt(lambda of: interruptions.rule_out_of_order(of, of.token + slip, text, self.now))

    @rule(party=parties, other=rarely, withdraws=rarely)
    def raise_or_withdraw_an_appeal(self, party: str, other: bool, withdraws: bool) -> None:
        ruling = "7" if other else str(self.floor.ruled)
        if withdraws:
            appellant = self.floor.appellant or party
            self.attempt(lambda of: votes.withdraw_appeal(of, member(appellant), ruling, self.now))
        else:
            self.attempt(lambda of: votes.raise_appeal(of, member(party), ruling, party, self.now))

    @rule(party=parties, slip=slips, other=rarely)
    def appeal(self, party: str, slip: int, other: bool) -> None:
        ruling = "7" if other else str(self.floor.ruled)
        self.attempt(lambda of: votes.appeal(of, ruling, party, of.token + slip, self.now, roll=ROLL))

    @rule(proposal=st.sampled_from([None, 1, 2]), after=rarely)
    def take_explanations(self, proposal: int | None, after: bool) -> None:
        self.attempt(lambda of: explanations.take_explanations(of, proposal, after))

    @rule(party=parties)
    def explain(self, party: str) -> None:
        command = Inscribe(kind="explanation_of_vote")
        self.attempt(
            lambda of: speakers_list.inscribe(of, member(party), candidate(party), command, self.now)
        )

    @rule(slip=slips, subject=st.sampled_from(["proposal", "indicative"]))
    def put_a_proposal_or_a_question(self, slip: int, subject: Any) -> None:
        self.attempt(
            lambda of: votes.put_proposal_or_question(
                of, of.token + slip, self.now, subject=subject, roll=ROLL
            )
        )

    def ask_to_speak(self, who: str, actor: Actor, number: str, side: Any) -> None:
        asking = candidate(who, category=PARTIES[who])
        self.attempt(lambda of: debate.speak_on_motion(of, actor, asking, number, side, self.now))

    @rule(party=parties, motion=motions, other=rarely, by_operator=st.booleans(), side=sides)
    def speak_on_a_motion(self, party: str, motion: Any, other: bool, by_operator: bool, side: Any) -> None:
        if not self.floor.motions:
            self.move_and_recognise(party, motion)
        number = str(self.floor.motions[0].number) if self.floor.motions and not other else "7"
        actor = OPERATOR if by_operator else member(party)
        for who in (party, *sorted(PARTIES)[:2]):
            self.ask_to_speak(who, actor, number, side)

    @precondition(lambda self: self.floor.motions)
    @rule(slip=slips, other=rarely, by=st.integers(0, 90))
    def hear_on_the_motion(self, slip: int, other: bool, by: int) -> None:
        speakers = self.floor.speaking_on(self.floor.motions[-1].number)
        asking = self.floor.item_requests if other else speakers
        number = str(asking[0].number) if asking else "1"
        if self.attempt(
            lambda of: debate.hear_on_motion(of, number, of.token + slip, self.now, READY, False)
        ):
            self.now += timedelta(seconds=by)

    @precondition(lambda self: self.floor.motions)
    @rule(own=st.booleans(), lowest=st.booleans(), really=st.booleans())
    def withdraw_a_motion(self, own: bool, lowest: bool, really: bool) -> None:
        motion = self.floor.motions[0 if lowest else -1]
        actor = member(motion.party if own else "nobody")
        if really:
            self.attempt(lambda of: debate.withdraw_motion(of, actor, str(motion.number), self.now))

    @precondition(lambda self: self.floor.motions)
    @rule(party=parties, slip=slips, steps=st.integers(1, 3))
    def move_what_precedes_it(self, party: str, slip: int, steps: int) -> None:
        """A motion of higher precedence, and once in a while one that has to wait."""
        place = PRECEDENCE.index(self.floor.motions[-1].motion) - steps
        self.move_and_recognise(party, PRECEDENCE[max(place, 0)])

    @precondition(lambda self: self.floor.voting is not None)
    @rule(other=rarely, figures=st.tuples(*[st.integers(0, 3)] * 3), drops=rarely)
    def close_the_vote(self, other: bool, figures: tuple[int, int, int], drops: bool) -> None:
        assert self.floor.voting is not None
        vote = "0" if other else str(self.floor.voting.number)
        if drops:
            self.attempt(lambda of: votes.drop_vote(of, vote, "", self.now))
        else:
            self.attempt(lambda of: votes.close_vote(of, self.closed(of, vote, figures), self.now))

    def closed(self, of: Floor, vote: str, figures: tuple[int, int, int]) -> Vote:
        under_way = votes.find_vote_under_way(of, vote)
        return ballots.close_vote(under_way, Tally(*figures), {}, ROLL, "Nobody voted.", Quorum(), self.now)
