"""Scenarios of reactions to what was released; see `scenarios.py`."""

from sessions.models import Outcome
from tests.foundation.journal.outcome_scenarios import outcome_adopt
from tests.support.watched import Watched


def reaction_add(w: Watched) -> None:
    w.do("fiji", "written.submit", language="en", text="Good morning.")
    statement = w.demo.party("FJ").writtenstatement_set.get()
    w.do("audience", "reaction.add", item=f"statement/{statement.pk}", kind="thanks")
    w.do("moderator", "session.close")
    w.do("audience", "reaction.add", item="minutes", kind="agree")


def reaction_withdraw(w: Watched) -> None:
    reaction_add(w)
    w.do("audience", "reaction.withdraw", item="minutes", kind="agree")


def reaction_add_to_outcome(w: Watched) -> None:
    outcome_adopt(w)
    w.do("fiji", "reaction.add_to_outcome", stream=Outcome.objects.get(state="adopted").stream, kind="agree")


def reaction_withdraw_from_outcome(w: Watched) -> None:
    reaction_add_to_outcome(w)
    w.do(
        "fiji",
        "reaction.withdraw_from_outcome",
        stream=Outcome.objects.get(state="adopted").stream,
        kind="agree",
    )
