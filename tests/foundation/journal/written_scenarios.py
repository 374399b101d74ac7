"""The scenarios of written statements; see `scenarios.py`."""

from tests.support.watched import Watched


def written_submit(w: Watched) -> None:
    w.do("fiji", "written.submit", language="en", text="Good morning.")
    w.do("fiji", "written.submit", language="en", text="<p>Good <b>morning</b>.", rich=True, spoken=True)
    statement = w.demo.party("FJ").writtenstatement_set.get(held=True)
    w.do("fiji", "written.submit", language="fr", text="Bonjour.", spoken=True, replaces=str(statement.pk))


def written_withdraw(w: Watched) -> None:
    w.do("fiji", "written.submit", language="en", text="Good morning.", spoken=True)
    statement = w.demo.party("FJ").writtenstatement_set.get(held=True)
    w.do("fiji", "written.withdraw", statement=str(statement.pk))
