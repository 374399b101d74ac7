"""Refusals of documents, with the sentences that the party reads."""

from foundation.refusals import Refusal


def locked_refusal() -> Refusal:
    """The refusal `written.locked`: the document is encrypted."""
    return Refusal(
        "written.locked", "The document is locked with a password. Save it without one, then hand it in."
    )


def disguised_refusal() -> Refusal:
    """The refusal `written.disguised`: the file is of another kind than its name says, or of two kinds at once."""
    return Refusal(
        "written.disguised",
        "Another file is hidden in this one, or its name does not match its content. Save it again as DOCX or PDF.",
    )


def has_programs_refusal() -> Refusal:
    """The refusal `written.has_programs`: the document contains programs or actions."""
    return Refusal(
        "written.has_programs",
        "The document has macros, scripts or files in it. Save it as plain DOCX or PDF, then hand it in.",
    )


def broken_refusal() -> Refusal:
    """The refusal `written.broken`: the document is damaged."""
    return Refusal(
        "written.broken", "The document is damaged and cannot be read. Save it again, then hand it in."
    )


def too_much_inside_refusal() -> Refusal:
    """The refusal `written.too_much_inside`: the unpacked document is too large, or reading it met a limit of its
    process.
    """
    return Refusal(
        "written.too_much_inside",
        "The document is too complex to be read. Save the statement alone, without pictures, then hand it in.",
    )


def no_text_refusal() -> Refusal:
    """The refusal `written.no_text`: the document has no text, or its letters cannot be determined."""
    return Refusal(
        "written.no_text",
        "No text can be read from this file: its pages may be pictures, or its fonts do not say which letters they"
        " show. Hand in the DOCX file that it was made of, or paste the text.",
    )
