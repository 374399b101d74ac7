"""Removes text that the pages of a PDF file do not show, and counts content that is shown but not read.

Not shown: layers that are off when the file is opened (ISO 32000-2, 8.11), and text outside the visible part of a
page. Not read: filled-in forms, text typed over a page, and comments.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sessions.written_statements.rules import count_words

Matrix: TypeAlias = list[float]
"""A transformation matrix (ISO 32000-2, 8.3.3)."""
SAME: Matrix = [1, 0, 0, 1, 0, 0]
SHOWING = {b"Tj": 0, b"TJ": 0, b"'": 0, b'"': 2}
"""The operators that show text. The number says which of their operands is the text (9.4.3)."""
NEXT_LINE = (b"'", b'"')
ASCENT, DESCENT = 0.8, -0.2
"""The height of letters above the line, and their depth below it, as multiples of the font size. Enough for
most fonts.
"""
FAR = 1e6
"""A length that is longer than any line of text."""
FILLED_IN = ("/Tx", "/Ch", "/Btn")
"""The types of form fields that people fill in: text, choices and boxes, but not signatures (12.7.5)."""
NO_COMMENTS = ("/Widget", "/Link", "/Popup", "/FreeText")


def entry_of(of: Any, key: str) -> Any:
    """The value of an entry of a PDF object. References are followed. Empty if the entry is missing."""
    return of[key] if isinstance(of, dict) and key in of else {}


def count_unread(reader: Any, lost: Counter[str]) -> None:
    """Count the words of form `fields` and of text typed over a page, and `comments`."""
    for field in (reader.get_fields() or {}).values():
        if field.get("/FT") in FILLED_IN and field.get("/V", "/Off") != "/Off":
            lost["fields"] += _words_of(field["/V"])
    notes = [each.get_object() for page in reader.pages for each in _as_list(entry_of(page, "/Annots"))]
    for note in notes:
        if not isinstance(note, dict) or not (words := _words_of(entry_of(note, "/Contents") or "")):
            continue
        if note.get("/Subtype") == "/FreeText":
            lost["fields"] += words
        lost["comments"] += note.get("/Subtype") not in NO_COMMENTS


def _words_of(value: Any) -> int:
    return sum(count_words(str(each)) for each in _as_list(value))


def _as_list(value: Any) -> Iterable[Any]:
    """The elements of an array. For any other object, a list of that object alone."""
    return list.__iter__(value) if isinstance(value, list) else [value] if value else []


class Layers:
    """Tells which optional content (layers) is off when a file is opened."""

    def __init__(self, catalog: Any) -> None:
        at_first = entry_of(entry_of(catalog, "/OCProperties"), "/D")
        self._on, self._off = (
            {getattr(each, "idnum", None) for each in _as_list(entry_of(at_first, key))}
            for key in ("/ON", "/OFF")
        )
        self._begin_off = entry_of(at_first, "/BaseState") == "/OFF"

    def is_off(self, content: Any) -> bool:
        """Whether content is off: its group of optional content is off, or its membership of several groups says so."""
        if entry_of(content, "/Type") != "/OCMD":
            return bool(content) and self._is_group_off(content)
        off = [self._is_group_off(each.get_object()) for each in _as_list(entry_of(content, "/OCGs"))]
        policies = {"/AllOn": any(off), "/AnyOff": not any(off), "/AllOff": not all(off)}
        return bool(off) and policies.get(entry_of(content, "/P") or "/AnyOn", all(off))

    def _is_group_off(self, group: Any) -> bool:
        number = getattr(getattr(group, "indirect_reference", None), "idnum", None)
        return number in self._off or (self._begin_off and number not in self._on)


@dataclass(frozen=True)
class _Content:
    """A page, or a form drawn on it: its matrix, its resources, and how many marked contents were open when
    it began.
    """

    matrix: Matrix
    resources: Any
    marks: int = 0


class HiddenTextRemover:
    """Sees a page's operators before the PDF reader does, and removes the text of those operators that show nothing."""

    def __init__(self, page: Any, layers: Layers) -> None:
        box = page.cropbox
        self._left, self._right = sorted((float(box.left), float(box.right)))
        self._bottom, self._top = sorted((float(box.bottom), float(box.top)))
        self._layers = layers
        self._within = [_Content(SAME, entry_of(page, "/Resources"))]
        self._marks: list[bool] = []
        self._size = self._leading = 0.0
        self.has_hidden = False

    def before_operator(self, operator: bytes, operands: list[Any], page: Matrix, text: Matrix) -> None:
        """Remove the text that an operator of the page would draw hidden, and note that there was some.

        pypdf calls this before each operator, with the transformation matrices of the page and of the text.
        """
        if operator in SHOWING:
            if operator in NEXT_LINE:
                text = _matrix_product([1, 0, 0, 1, 0, -self._leading], text)
            if any(self._marks) or self._is_outside(_matrix_product(text, page)):
                self.has_hidden = True
                operands[SHOWING[operator] :] = [[] if operator == b"TJ" else ""]
        elif operator in (b"BDC", b"BMC"):
            self._marks.append(
                operands[:1] == ["/OC"]
                and self._layers.is_off(self._named_resource("/Properties", operands[1:]))
            )
        elif operator == b"EMC" and len(self._marks) > self._within[-1].marks:
            self._marks.pop()
        elif operator == b"Do":
            self._enter_form(self._named_resource("/XObject", operands), page)
        elif operator == b"Tf":
            self._size = _number(operands[1:])
        elif operator in (b"TL", b"TD"):
            self._leading = _number(operands) if operator == b"TL" else -_number(operands[1:])

    def after_operator(self, operator: bytes, _operands: list[Any], _page: Matrix, _text: Matrix) -> None:
        """Called after each operator. After an operator that draws a form, the content of that form has ended."""
        if operator == b"Do":
            del self._marks[self._within.pop().marks - 1 :]

    def _named_resource(self, kind: str, operands: list[Any]) -> Any:
        """The resource that an operator names, from the resources of the page or the form that is drawn now."""
        return entry_of(entry_of(self._within[-1].resources, kind), operands[0]) if operands else {}

    def _enter_form(self, form: Any, page: Matrix) -> None:
        around = self._within[-1]
        self._marks.append(self._layers.is_off(entry_of(form, "/OC")))
        matrix = entry_of(form, "/Matrix")
        matrix = [float(each) for each in matrix] if len(matrix) == len(SAME) else SAME
        place = _matrix_product(_matrix_product(matrix, page), around.matrix)
        resources = entry_of(form, "/Resources") or around.resources
        self._within.append(_Content(place, resources, len(self._marks)))

    def _is_outside(self, matrix: Matrix) -> bool:
        """Whether a text of any length at this matrix lies outside the visible part of the page."""
        a, b, c, d, e, f = _matrix_product(matrix, self._within[-1].matrix)
        corners = [(x, y * self._size) for x in (0, FAR) for y in (DESCENT, ASCENT)]
        across = [a * x + c * y + e for x, y in corners]
        up = [b * x + d * y + f for x, y in corners]
        return (
            max(across) < self._left
            or min(across) > self._right
            or max(up) < self._bottom
            or min(up) > self._top
        )


def _number(operands: list[Any]) -> float:
    """The first operand as a number, or 0 if it is missing because the file is damaged."""
    return float(operands[0]) if operands and isinstance(operands[0], int | float) else 0.0


def _matrix_product(one: Matrix, other: Matrix) -> Matrix:
    """The product of two transformation matrices. The first one is applied first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m]
