"""The part of the state machine that applies and undoes orderings (FL7)."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from sessions.floor.core import speakers_list
from sessions.floor.core.state import Floor, Ordering
from sessions.floor.ordering import rules as orders
from sessions.floor.ordering.policies import Facts
from sessions.floor.ordering.protocol import Choice, Shown
from tests.sessions.floor.machine_record import RecordMachine
from tests.support.floors import MODERATOR

CATEGORIES = ["state", "group", "observer", "other"]
PARTIES = {f"party-{i}": CATEGORIES[i % 4] for i in range(6)}
RANKS = {"party-1": 2, "party-4": 1, "party-5": 2}

numbers = st.integers(0, 15)
"""Selects an entry: see `RecordMachine.named`."""
rarely = st.integers(0, 9).map(lambda n: n == 0)
slips = st.sampled_from([0, 0, 0, 0, 0, 0, -1, 1])
"""The error of a token, or of a count of moves, against the true value."""

choices = st.builds(
    Choice,
    policy=st.sampled_from([
        "first_come", "alphabetical", "precedence", "lots", "groups_first", "alternate_places", "alternate_regions",
    ]),
    letter=st.sampled_from(["", "B", "D"]), draws_letter=rarely,
)  # fmt: skip
facts = st.builds(
    Facts,
    seed=st.sampled_from(["a", "b", "c"]), ranks=st.sampled_from([RANKS, RANKS, {}]),
    names=st.just({party: (66 + 2 * i % 5,) for i, party in enumerate(PARTIES)}),
    initials=st.just({party: chr(66 + 2 * i % 5) for i, party in enumerate(PARTIES)}),
    letters=st.just({chr(n): (n,) for n in range(65, 91)}),
    regions=st.just(dict.fromkeys(list(PARTIES)[::2], "asia")),
)  # fmt: skip


class OrderingMachine(RecordMachine):
    """A record that also has the orderings."""

    orderings: dict[int | None, Ordering]

    @rule(choice=choices, facts=facts, slip=slips, meanwhile=st.one_of(st.none(), st.none(), numbers))
    def put_in_order(self, choice: Choice, facts: Facts, slip: int, meanwhile: int | None) -> None:
        shown: list[Shown] = []

        def preview(of: Floor) -> None:
            shown[:] = [
                Shown(entry=str(e.number), moves=e.moves) for e in orders.plan_order(of, choice, facts).order
            ]

        self.attempt(preview)
        if meanwhile is not None:
            self.attempt(lambda of: speakers_list.withdraw(of, MODERATOR, self.named(meanwhile), self.now))
        shown = [one.model_copy(update={"moves": one.moves + slip}) for one in shown]
        if self.attempt(lambda of: orders.order_list(of, choice, facts, shown, self.now)):
            put = self.floor.ordering
            assert put is not None
            self.orderings[put.number] = put

    @rule(slip=slips)
    def put_back(self, slip: int) -> None:
        before = self.floor.ordering and self.orderings.get(self.floor.ordering.previous)
        number = str(self.floor.orderings + slip)
        self.attempt(lambda of: orders.undo_order(of, number, before))
