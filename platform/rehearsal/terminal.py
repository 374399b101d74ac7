"""What a person at a terminal sees of a rehearsal: a bar while the audience comes in, sentences, and the report."""

from collections.abc import Iterable

from rich.console import Console
from rich.progress import Progress
from rich.table import Table


class Terminal:
    """Standard output; where that is no terminal there is no bar."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._bar = Progress(console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("The audience comes in")

    @property
    def watched(self) -> bool:
        """Whether somebody may be looking."""
        return self._console.is_terminal

    def say(self, sentence: str) -> None:
        """A line of its own, above the bar while there is one."""
        self._console.print(sentence, markup=False, soft_wrap=True)

    def come(self, number: int, of: int) -> None:
        """So many of so many are here. The bar is there as long as some are missing."""
        if number == of:
            self._bar.stop()
            return
        self._bar.start()
        self._bar.update(self._task, completed=number, total=of)

    def end(self, rows: Iterable[tuple[str, str]]) -> None:
        """The report, as a table; no row, no table."""
        self._bar.stop()
        table = Table("The rehearsal", "")
        for row in rows:
            table.add_row(*row)
        if table.row_count:
            self._console.print(table)
