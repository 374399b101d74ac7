"""The part of the state machine for playback, bulk inscription and the chair's hand-over."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from sessions.floor.agenda import rules as items
from sessions.floor.bulk_inscription import rules as inscriptions
from sessions.floor.bulk_inscription.rules import RequestedRow
from sessions.floor.carry_over import rules as carrying
from sessions.floor.core import speakers_list, turns
from sessions.floor.core.speakers_list import Actor
from sessions.floor.playback import rules as playback
from sessions.floor.presiding import rules as presiding
from sessions.floor.protocol import Inscribe, Readiness
from tests.sessions.floor.machine_ordering import PARTIES, rarely, slips
from tests.sessions.floor.machine_voting import VotingMachine, parties
from tests.support.floors import MODERATOR, OPERATOR, candidate, entry

people = st.sampled_from(["5", "6", "7"])
rows = st.tuples(parties, st.sampled_from(["statement", "intervention"]), st.sampled_from(["", "", "PIF"]))


class PlaybackMachine(VotingMachine):
    """A machine in which video statements are played and the chair changes."""

    @rule(wanted=st.lists(rows, min_size=1, max_size=3), reason=st.sampled_from(["", "Handed in on paper."]))
    def inscribe_many(self, wanted: list[tuple[str, Any, str]], reason: str) -> None:
        requested = [
            RequestedRow(
                candidate(party, category=PARTIES[party]),
                Inscribe(kind=kind, on_behalf_of=group, reason=reason),
            )
            for party, kind, group in wanted
        ]
        self.attempt(lambda of: inscriptions.inscribe_many(of, MODERATOR, requested, reason, self.now))

    @rule(verdict=st.sampled_from(["no_line", "not_heard", "lossy"]), confirmed=st.booleans(), slip=slips)
    def grant_to_who_is_not_ready(self, verdict: Any, confirmed: bool, slip: int) -> None:
        first = str(self.floor.waiting[0].number) if self.floor.waiting else "1"
        readiness, before = Readiness(verdict=verdict), self.floor.token
        given = self.attempt(
            lambda of: turns.grant(of, first, of.token + slip, self.now, readiness, confirmed)
        )
        assert (given, self.floor.token) == (given and confirmed, before + given)

    @rule(introduced=st.booleans(), starts=st.booleans(), here=st.booleans(), slip=slips)
    def call_a_video_statement(self, introduced: bool, starts: bool, here: bool, slip: int) -> None:
        command = Inscribe(mode="video_statement", speaker="1" if introduced else None)
        asking = candidate("party-0", category=PARTIES["party-0"], has_video_statement=True)
        self.attempt(lambda of: speakers_list.inscribe(of, MODERATOR, asking, command, self.now))
        listed = [str(e.number) for e in self.floor.waiting if e.mode == "video_statement"]
        if listed:
            called = self.attempt(
                lambda of: turns.grant(of, listed[0], of.token + slip, self.now, playable=here)
            )
            if called and starts:
                self.start_playback("desk", True, slip)

    @precondition(lambda self: self.floor.turn is not None and self.floor.turn.mode == "video_statement")
    @rule(
        by=st.sampled_from(["itself", "desk", "another"]), playable=rarely.map(lambda no: not no), slip=slips
    )
    def start_playback(self, by: str, playable: bool, slip: int) -> None:
        assert self.floor.turn is not None
        actor = {"itself": Actor(self.floor.turn.party, "1"), "desk": OPERATOR}.get(
            by, Actor("no party", "1")
        )
        self.attempt(lambda of: playback.start_playback(of, actor, of.token + slip, playable, self.now))

    @precondition(lambda self: self.floor.turn is not None and self.floor.turn.mode == "video_statement")
    @rule(other=rarely)
    def the_file_comes(self, other: bool) -> None:
        assert self.floor.turn is not None
        party = "another" if other else self.floor.turn.party
        self.attempt(lambda of: playback.video_arrived(of, party, self.now))

    @precondition(lambda self: self.floor.turn is not None and self.floor.turn.mode == "video_statement")
    @rule(other=rarely, plays_out=st.booleans())
    def the_video_statement_ends(self, other: bool, plays_out: bool) -> None:
        assert self.floor.turn is not None
        number = self.floor.turn.number + other
        if plays_out:
            self.attempt(lambda of: playback.video_ended(of, number, self.now))
        else:
            broke = lambda of: playback.video_failed(of, number, self.now, "It is broken.")  # noqa: E731
            self.attempt(broke)
            assert not self.attempt(broke), "it breaks off once"

    @rule(slip=slips)
    def take_up_the_next_item(self, slip: int) -> None:
        self.attempt(lambda of: items.take_up(of, "The next", of.item + slip))

    @rule(slip=slips, item=st.integers(1, 6))
    def take_up_an_item_of_the_agenda(self, slip: int, item: int) -> None:
        self.attempt(lambda of: items.take_up(of, None, of.item + slip, item))

    @rule(parties=st.lists(st.sampled_from(sorted(PARTIES)), max_size=3, unique=True))
    def carry_in(self, parties: list[str]) -> None:
        unheard = [entry(n, party, category=PARTIES[party]) for n, party in enumerate(parties, 1)]
        self.attempt(lambda of: carrying.carry_in(of, "9", unheard, self.now))

    @rule(item=st.integers(1, 6))
    def name_an_item(self, item: int) -> None:
        self.attempt(lambda of: items.name_item(of, item, "Named"))

    @rule(to=people, seen=st.one_of(st.none(), people), looks=st.booleans(), moderates=st.booleans())
    def hand_over(self, to: str, seen: str | None, looks: bool, moderates: bool) -> None:
        holder, chair = self.floor.turn, self.floor.podium.get("chair")
        saw = chair if looks else seen
        done = self.attempt(lambda of: presiding.hand_over(of, saw, to, moderates, chair_is_here=False))
        assert self.floor.turn == holder, "the floor stays with whoever has it"
        assert not done or self.floor.podium["chair"] == to != chair == saw
