"""What a party is told of a document that cannot be taken."""

from foundation.refusals import Refusal


def locked() -> Refusal:
    """It is encrypted."""
    return Refusal(
        "written.locked", "The document is locked with a password. Save it without one, then hand it in."
    )


def disguised() -> Refusal:
    """It is another kind of file than it says, or two at once."""
    return Refusal(
        "written.disguised",
        "Another file is hidden in this one, or it is called what it is not. Save the statement again as DOCX or PDF.",
    )


def has_programs() -> Refusal:
    """It does something besides being read."""
    return Refusal(
        "written.has_programs",
        "The document has macros, scripts or files in it. Save it as plain DOCX or PDF, then hand it in.",
    )


def broken() -> Refusal:
    """It breaks the rules of its kind."""
    return Refusal(
        "written.broken", "The document is damaged and cannot be read. Save it again, then hand it in."
    )


def too_much_inside() -> Refusal:
    """Also said where the process that reads it met its bounds."""
    return Refusal(
        "written.too_much_inside",
        "The document has too much in it to be read. Save the statement alone, without pictures, then hand it in.",
    )


def no_text() -> Refusal:
    """There is none, or it cannot be told which letters it has."""
    return Refusal(
        "written.no_text",
        "No text can be read from this file: its pages may be pictures, or its fonts do not say which letters they"
        " show. Hand in the DOCX file that it was made of, or paste the text.",
    )
