"""The terminal output of a rehearsal: a progress bar while the audience connects, sentences, and the report."""

from collections.abc import Iterable

from rich.console import Console
from rich.progress import Progress
from rich.table import Table


class Terminal:
    """Writes to standard output. If that is no terminal, it shows no progress bar."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._bar = Progress(console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("The audience comes in")

    @property
    def is_terminal(self) -> bool:
        """Whether the output is a terminal."""
        return self._console.is_terminal

    def say(self, sentence: str) -> None:
        """Print a sentence, above the bar if there is one."""
        self._console.print(sentence, markup=False, soft_wrap=True)

    def update_bar(self, number: int, of: int) -> None:
        """Update the bar. It disappears when all listeners are connected."""
        self._bar.start()
        self._bar.update(self._task, completed=number, total=of)
        if number == of:
            self._bar.stop()

    def end(self, rows: Iterable[tuple[str, str]]) -> None:
        """Print the report as a table, if it has rows."""
        self._bar.stop()
        table = Table("The rehearsal", "")
        for row in rows:
            table.add_row(*row)
        if table.row_count:
            self._console.print(table)
