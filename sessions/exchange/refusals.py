"""Refusals of files for import."""

from foundation.refusals import Refusal

MAX_ROWS = 10_000
MAX_OCTETS = 8_000_000


def not_a_table_refusal() -> Refusal:
    """The refusal `exchange.not_a_table`: the file is of a kind that is not read."""
    return Refusal(
        "exchange.not_a_table",
        "This is neither a table (CSV, XLSX) nor a schedule (JSON, XML). Save the table as XLSX without a password.",
    )


def not_text_refusal() -> Refusal:
    """The refusal `exchange.not_text`: a CSV file is in an encoding that is not recognised."""
    return Refusal(
        "exchange.not_text",
        "The letters of this file cannot be recognised. Save the table as “CSV UTF-8” or as XLSX.",
    )


def not_csv_refusal(line: int) -> Refusal:
    """The refusal `exchange.not_csv`: quotation marks in a CSV file are wrong."""
    return Refusal(
        "exchange.not_csv",
        f"Line {line} cannot be read: a quotation mark is missing or stands in the wrong place.",
        values={"line": line},
    )


def empty_refusal() -> Refusal:
    """The refusal `exchange.empty`: the file has no row below the first one."""
    return Refusal(
        "exchange.empty", "The file has no rows. Name the columns in its first line, and give a row below it."
    )


def column_twice_refusal(column: str) -> Refusal:
    """The refusal `exchange.column_twice`: two columns have the same name."""
    return Refusal(
        "exchange.column_twice",
        f"The column “{column}” is there twice. Remove one.",
        values={"column": column},
    )


def too_many_rows_refusal() -> Refusal:
    """The refusal `exchange.too_many_rows`: the file has more rows than an import takes."""
    return Refusal("exchange.too_many_rows", f"At most {MAX_ROWS:,} rows are taken at once. Split the file.")


def too_large_refusal() -> Refusal:
    """The refusal `exchange.too_large`: the file has too many octets."""
    return Refusal(
        "exchange.too_large",
        f"The file is larger than {MAX_OCTETS // 1_000_000} MB. Save the table alone, without pictures.",
    )


def too_much_inside_refusal() -> Refusal:
    """The refusal `exchange.too_much_inside`: the unpacked file is too large, or reading it met a limit of
    its process.
    """
    return Refusal(
        "exchange.too_much_inside",
        "The file is too large inside to be read. Copy the table into a new one, and save that.",
    )


def cell_too_long_refusal(row: int, column: str, most: int) -> Refusal:
    """The refusal `exchange.cell_too_long`: a cell has more characters than any field takes."""
    return Refusal(
        "exchange.cell_too_long",
        f"Row {row}, “{column}” has more than {most:,} characters. Shorten it, or remove the column.",
        values={"row": row, "column": column, "most": most},
    )


def macros_refusal() -> Refusal:
    """The refusal `exchange.macros`: a workbook contains programs."""
    return Refusal(
        "exchange.macros", "This workbook has macros. Save it as “Excel workbook (.xlsx)” without them."
    )


def broken_refusal() -> Refusal:
    """The refusal `exchange.broken`: the file is damaged."""
    return Refusal("exchange.broken", "The file is damaged and cannot be read. Save it again.")


def merged_refusal(cells: str) -> Refusal:
    """The refusal `exchange.merged`: cells of a workbook are merged, so it is unknown to which rows their
    text belongs.
    """
    return Refusal(
        "exchange.merged",
        f"The cells {cells} are merged. Unmerge them, and fill in each one.",
        values={"cells": cells},
    )


def formula_refusal(cell: str) -> Refusal:
    """The refusal `exchange.formula`: a formula has no stored result, or its result is an error."""
    return Refusal(
        "exchange.formula",
        f"Cell {cell} is a formula without a result. Paste its value, or open the file in a spreadsheet and save it.",
        values={"cell": cell},
    )


def entities_refusal() -> Refusal:
    """The refusal `exchange.entities`: an XML file defines entities, or has a document type."""
    return Refusal(
        "exchange.entities", "This XML file has a document type or entities, which are not read. Remove them."
    )


def not_a_schedule_refusal() -> Refusal:
    """The refusal `exchange.not_a_schedule`: a JSON or XML file is not a schedule."""
    return Refusal(
        "exchange.not_a_schedule",
        "This is no schedule as pretalx and frab export it: it has no conference with days and rooms. Export a schedule"
        " there, or save a table as CSV or XLSX.",
    )
