"""Texts in the cells of files that spreadsheets open. Pure."""

from unicodedata import normalize

from foundation.text import leading_blanks

BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet does not recognise UTF-8."""

FORMULA = frozenset("=+-@−")
"""First characters of a cell that a spreadsheet would evaluate as a formula, which could load data from elsewhere."""

BREAKS = frozenset("\t\r\n")


def escape_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a possible formula gets an apostrophe in front.

    Some spreadsheets ignore invisible characters, and read full-width signs as the plain ones.
    """
    head = leading_blanks(text)
    first = normalize("NFKC", text[len(head) :][:1])
    return f"'{text}" if first in FORMULA or not BREAKS.isdisjoint(head) else text


def unescape_formula(cell: str) -> str:
    """The text of a cell that `escape_formula` wrote."""
    return cell[1:] if cell.startswith("'") and escape_formula(cell[1:]) == cell else cell
