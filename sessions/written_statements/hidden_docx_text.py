"""Removes what a DOCX file's pages do not show as text: hidden, white, tiny and struck-out runs, and deleted revisions.

It works on the XML of a part before any other reader, and counts what is removed. Pictures, charts, formulas and
comments are counted but not read. Sizes and depth were checked before (`docx_package.py`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sessions.written_statements import refusals
from sessions.written_statements.rules import count_words

SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""The namespaces of WordprocessingML (ECMA-376, part 1): transitional and strict."""
REVISED = {"del", "moveFrom"}
STRUCK, HIDDEN = {"strike", "dstrike"}, {"vanish", "specVanish"}
WHITE = "FFFFFF"
TINY = 4
"""The font size, in half points, up to which nobody can read a text."""
NO_COLOUR = ("", "auto", "none", "white", WHITE)
COMPLEX = {"rtl", "cs"}
"""Properties that mark runs in complex scripts, such as Arabic and Thai. These runs have a font size of their own."""
TEXT = {"rPr", "t", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak"}
"""The elements of a run that are shown in the run's colour and size. Pictures and notes are not."""
NO_PATTERN = ("", "clear", "nil")
WITH_COLOUR = {"tbl", "pict", "txbxContent"}
"""Elements that can give their text a coloured background, as runs and paragraphs can."""
PICTURES = {"drawing", "pict", "object", "oMath"}
READ_THROUGH = {"fldSimple", "dir", "bdo", "ruby", "rubyBase"}
"""Elements around text that mammoth does not know. It would drop them with their text, so they are renamed to an
element that it reads.
"""
RENAMED = {"cr": "br", "ptab": "tab", **dict.fromkeys(READ_THROUGH, "smartTag")}
NEXT_PAGE = ("page", "column")
"""Kinds of breaks that mammoth would drop, so that the words before and after would become one."""
ABOVE = {"rt", "rubyPr"}
"""Elements for the reading of a letter, which is printed small above the letter. It repeats the text, so it
is removed.
"""
KEPT = {"rPr", "fldChar"}
"""The elements that stay of a removed run, because a field may begin in one run and end in another."""
INSERTED = {"altChunk", "subDoc"}
"""Elements by which Word shows the content of another file."""
OFF = ("0", "false", "off")
MAX_BASES = 50
"""The most styles that are based on each other. Each run asks all of them; Word's own are up to four."""


def local_name(element: Element) -> str:
    """The name of a WordprocessingML element without its namespace, or "" for any other element."""
    return next((element.tag.removeprefix(space) for space in SPACES if element.tag.startswith(space)), "")


def _any_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else next((e for e in element if local_name(e) == name), None)
    return element


def _value_of(element: Element | None, attribute: str = "val") -> str:
    if element is None:
        return ""
    return next((text for name, text in element.items() if name.rpartition("}")[2] == attribute), "")


def _is_any_set(properties: Element | None, names: set[str]) -> bool | None:
    """Whether one of these properties is switched on. None if none of them is set."""
    children = () if properties is None else properties
    said = [_value_of(each) not in OFF for each in children if local_name(each) in names]
    return any(said) if said else None


T = TypeVar("T")
Read = Callable[[Element | None], T | None]
"""A function that reads a value from the properties of a run or a paragraph. It returns None if they do not set the
value.
"""


def _reader(name: str) -> Read[str]:
    return lambda properties: _value_of(_child(properties, name)) or None


def _is_shaded(properties: Element | None) -> bool | None:
    """Whether a run or a paragraph has a coloured background. None if its properties do not say."""
    shading = _child(properties, "shd")
    if _value_of(shading) not in NO_PATTERN:
        return True
    colours = [_value_of(shading, "fill"), _value_of(_child(properties, "highlight"))]
    return any(colour not in NO_COLOUR for colour in colours) if any(colours) else None


class Styles:
    """The styles of a document, and the values that they set for runs and paragraphs."""

    def __init__(self, part: bytes | None) -> None:
        root = ElementTree.fromstring(part) if part else Element("styles")
        rows = [each for each in root if local_name(each) == "style"]
        self._rows = {_value_of(row, "styleId"): row for row in rows}
        self._defaults = _child(root, "docDefaults", "rPrDefault", "rPr")
        first = (
            row
            for row in rows
            if _value_of(row, "type") == "paragraph" and _value_of(row, "default") not in ("", *OFF)
        )
        self._paragraph = _value_of(next(first, None), "styleId")

    def of_run(self, run: str, paragraph: str, read: Read[T]) -> T | None:
        """The value for a run: that of its own style, else of its paragraph's style, else of the document's
        defaults.
        """
        found = self._inherited_value(run, "rPr", read)
        if found is None:
            found = self._inherited_value(paragraph or self._paragraph, "rPr", read)
        return read(self._defaults) if found is None else found

    def of_paragraph(self, paragraph: str, read: Read[T]) -> T | None:
        """The value for a paragraph: that of its style, else of the document's default style for paragraphs."""
        return self._inherited_value(paragraph or self._paragraph, "pPr", read)

    def _inherited_value(self, style: str, properties: str, read: Read[T]) -> T | None:
        """The value that a style sets. If it sets none, that of the nearest style on which it is based.

        Refuses `written.too_much_inside`.
        """
        seen: set[str] = set()
        while style in self._rows and style not in seen:
            seen.add(style)
            if len(seen) > MAX_BASES:
                raise refusals.too_much_inside_refusal()
            found = read(_child(self._rows[style], properties))
            if found is not None:
                return found
            style = _value_of(_child(self._rows[style], "basedOn"))
        return None


def remove_hidden_content(part: bytes, styles: Styles, lost: Counter[str]) -> bytes:
    """Remove hidden content from a part of a package.

    `lost` counts removed words as `hidden`, `struck` and `deleted`, and unread content as `pictures`, `inserted`
    and `comments`.
    """
    root = ElementTree.fromstring(part)
    _Part(styles, lost).clean(root, _Inherited("", _child(root, "background") is not None))
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def words_of_headers(parts: Iterable[bytes]) -> int:
    """The number of words in headers and footers. Equal headers count once, and page numbers do not count."""
    texts = {" ".join(_texts(ElementTree.fromstring(part))) for part in parts}
    return sum(count_words(word) for text in texts for word in text.split() if any(map(str.isalpha, word)))


def _rename_element(element: Element) -> None:
    """Rename an element to one that mammoth reads in the same way.

    A text box becomes one of the older form, a page break a space, and a control of a form ordinary text.
    """
    name = local_name(element)
    if name in RENAMED:
        element.tag = element.tag.replace(name, RENAMED[name])
    elif name == "br" and _value_of(element, "type") in NEXT_PAGE:
        element.tag, element.text = element.tag.replace("br", "t"), " "
    elif name == "sdtPr":
        element.clear()
    elif name == "drawing" or _any_name(element) == "AlternateContent":
        forms = [element] if name == "drawing" else list(element)
        boxes = next((found for form in forms if (found := list(_outermost_text_boxes(form)))), [])
        if boxes:
            element[:] = boxes
            element.tag = boxes[0].tag.replace("txbxContent", "pict")


def _outermost_text_boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes below an element."""
    for child in element:
        if local_name(child) == "txbxContent":
            yield child
        else:
            yield from _outermost_text_boxes(child)


class _Inherited(NamedTuple):
    """What an element inherits from the elements around it: the style of its paragraph, and whether its background may
    be coloured.
    """

    style: str
    shaded: bool


class _Part:
    def __init__(self, styles: Styles, lost: Counter[str]) -> None:
        self._styles, self._lost = styles, lost
        self._fields: list[bool] = []
        """One item for each field that has begun and not ended: whether its result has begun."""
        self._instructions = 0
        """How many of the fields have no result yet."""

    def clean(self, parent: Element, around: _Inherited) -> None:
        """Remove hidden content from all elements below `parent`."""
        for element in list(parent):
            if local_name(element) in ABOVE:
                parent.remove(element)
                continue
            _rename_element(element)
            if local_name(element).endswith("Pr"):
                continue  # properties include a deleted paragraph mark
            why = self._reason_to_remove(element, around)
            if why and local_name(element) == "r":
                self._count_lost(why, element)
                element[:] = [child for child in element if local_name(child) in KEPT]
            elif why:
                self._count_lost(why, element)
                parent.remove(element)
            elif not self._is_picture(element):
                self.clean(element, self._inherited_by_children(element, around))

    def _inherited_by_children(self, element: Element, around: _Inherited) -> _Inherited:
        """What the children of an element inherit from it and from the elements `around` it."""
        if local_name(element) == "p":
            properties = _child(element, "pPr")
            style, shaded = _value_of(_child(properties, "pStyle")), _is_shaded(properties)
            if shaded is None:
                shaded = self._styles.of_paragraph(style, _is_shaded)
            return _Inherited(style, around.shaded or bool(shaded))
        return _Inherited(around.style, around.shaded or local_name(element) in WITH_COLOUR)

    def _reason_to_remove(self, element: Element, around: _Inherited) -> str:
        """The name under which `lost` counts an element that is not shown (`hidden`, `struck`, `deleted`). "" if it is
        shown.
        """
        name = local_name(element)
        if name in REVISED:
            return "deleted"
        if name == "tr":
            properties = _child(element, "trPr")
            if _child(properties, "del") is not None:
                return "deleted"
            return "hidden" if _is_any_set(properties, {"hidden"}) else ""
        if name == "tc":
            return "deleted" if _child(element, "tcPr", "cellDel") is not None else ""
        if name == "r":
            is_instruction = self._is_instruction(element)
            if (
                is_instruction
                or self._is_switched_on(element, around, HIDDEN)
                or self._is_invisible(element, around)
            ):
                return "hidden"
            return "struck" if self._is_switched_on(element, around, STRUCK) else ""
        return ""

    def _is_instruction(self, run: Element) -> bool:
        """Whether a run has the result of a field that is itself a part of another field's instruction.

        It is called for each run, and notes where fields begin and end.
        """
        found = False
        for child in run:
            match _value_of(child, "fldCharType") if local_name(child) == "fldChar" else local_name(child):
                case "begin":
                    self._fields.append(False)
                    self._instructions += 1
                case "separate" if self._fields:
                    self._instructions -= not self._fields[-1]
                    self._fields[-1] = True
                case "end" if self._fields:
                    self._instructions -= not self._fields.pop()
                case "t" if self._fields and self._fields[-1]:
                    found = found or self._instructions > 0
        return found

    def _is_switched_on(self, run: Element, around: _Inherited, switches: set[str]) -> bool:
        return bool(self._value_of_run(run, around, lambda properties: _is_any_set(properties, switches)))

    def _is_invisible(self, run: Element, around: _Inherited) -> bool:
        """Whether a run of text is too small to read, or white on a white background."""
        if any(_any_name(child) not in TEXT for child in run):
            return False
        is_complex = self._is_switched_on(run, around, COMPLEX)
        size = self._value_of_run(run, around, _reader("szCs" if is_complex else "sz")) or ""
        if size.isdecimal() and int(size) <= TINY:
            return True
        colour = self._value_of_run(run, around, _reader("color")) or ""
        return colour.upper() == WHITE and not (around.shaded or self._value_of_run(run, around, _is_shaded))

    def _value_of_run(self, run: Element, around: _Inherited, read: Read[T]) -> T | None:
        properties = _child(run, "rPr")
        own = read(properties)
        return (
            self._styles.of_run(_value_of(_child(properties, "rStyle")), around.style, read)
            if own is None
            else own
        )

    def _is_picture(self, element: Element) -> bool:
        """Whether it is a picture, which is counted and not read. A text box is a drawing too, but its text is read."""
        if local_name(element) == "commentReference":
            self._lost["comments"] += 1
        self._lost["inserted"] += local_name(element) in INSERTED
        name = _any_name(element)
        within = (
            {_any_name(each) for each in element.iter()} if name in (*PICTURES, "AlternateContent") else set()
        )
        if not within & PICTURES or "txbxContent" in within:
            return False
        self._lost["pictures"] += 1
        return True

    def _count_lost(self, why: str, element: Element) -> None:
        self._lost[why] += count_words(" ".join(_texts(element)))
        self._lost["pictures"] += sum(_any_name(each) in PICTURES for each in element.iter())


def _texts(element: Element) -> Iterator[str]:
    return (each.text or "" for each in element.iter() if local_name(each) in ("t", "delText"))
