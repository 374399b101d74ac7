"""Removes what a DOCX file's pages do not show as text: hidden and struck-out runs, and deleted revisions.

It works on the XML of a part before any other reader, and counts what is removed. Pictures, charts, formulas and
comments are counted but not read. Sizes and depth were checked before (`package.py`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sessions.written_statements.rules import count

SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""The namespaces of WordprocessingML (ECMA-376, part 1): transitional and strict."""
REVISED = {"del", "moveFrom"}
STRUCK, HIDDEN = {"strike", "dstrike"}, {"vanish", "specVanish"}
PICTURES = {"drawing", "pict", "object", "oMath"}
READ_THROUGH = {"fldSimple", "dir", "bdo", "ruby", "rubyBase"}
"""Elements around text that mammoth does not know and would drop with their text. They are renamed to one it reads."""
RENAMED = {"cr": "br", "ptab": "tab", **dict.fromkeys(READ_THROUGH, "smartTag")}
ABOVE = {"rt", "rubyPr"}
"""The reading of a letter, printed small above it. It repeats the text."""
KEPT = {"rPr", "fldChar"}
"""What stays of a removed run, because a field may begin in one run and end in another."""
INSERTED = {"altChunk", "subDoc"}
"""Elements with which Word shows another file."""
OFF = ("0", "false", "off")


def local(element: Element) -> str:
    """The name of an element without its namespace, or "" if it is not one of Word's."""
    return next((element.tag.removeprefix(space) for space in SPACES if element.tag.startswith(space)), "")


def _any_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else next((e for e in element if local(e) == name), None)
    return element


def _value(element: Element | None, attribute: str = "val") -> str:
    if element is None:
        return ""
    return next((text for name, text in element.items() if name.rpartition("}")[2] == attribute), "")


def _set(properties: Element | None, names: set[str]) -> bool | None:
    """Whether one of these switches is on, or None if none is set."""
    said = [_value(each) not in OFF for each in properties or () if local(each) in names]
    return any(said) if said else None


class Styles:
    """The styles of a document that hide or strike out text."""

    def __init__(self, part: bytes | None) -> None:
        root = ElementTree.fromstring(part) if part else Element("styles")
        rows = [each for each in root if local(each) == "style"]
        self._rows = {_value(row, "styleId"): row for row in rows}
        self._defaults = _child(root, "docDefaults", "rPrDefault", "rPr")
        first = (
            row
            for row in rows
            if _value(row, "type") == "paragraph" and _value(row, "default") not in ("", *OFF)
        )
        self._paragraph = _value(next(first, None), "styleId")

    def say(self, run: str, paragraph: str, names: set[str]) -> bool:
        """Whether a run's style, or else its paragraph's, sets one of these switches."""
        found = self._along(run, names)
        if found is None:
            found = self._along(paragraph or self._paragraph, names)
        return bool(_set(self._defaults, names) if found is None else found)

    def _along(self, style: str, names: set[str]) -> bool | None:
        """The setting of a style, or of the nearest style on which it is based."""
        seen: set[str] = set()
        while style in self._rows and style not in seen:
            seen.add(style)
            said = _set(_child(self._rows[style], "rPr"), names)
            if said is not None:
                return said
            style = _value(_child(self._rows[style], "basedOn"))
        return None


def take_out(part: bytes, styles: Styles, lost: Counter[str]) -> bytes:
    """Remove hidden content from a part of a package.

    `lost` counts removed words as `hidden`, `struck` and `deleted`, and unread content as `pictures`, `inserted`
    and `comments`.
    """
    root = ElementTree.fromstring(part)
    _Part(styles, lost).clean(root, "")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def words_of_headers(parts: Iterable[bytes]) -> int:
    """The words in headers and footers. Equal ones count once, and page numbers do not count."""
    texts = {" ".join(_texts(ElementTree.fromstring(part))) for part in parts}
    return sum(count(word) for text in texts for word in text.split() if any(map(str.isalpha, word)))


def _rename(element: Element) -> None:
    """Rename an element to one that mammoth reads in the same way. A text box becomes one of the older form."""
    name = local(element)
    if name in RENAMED:
        element.tag = element.tag.replace(name, RENAMED[name])
    elif name == "drawing" or _any_name(element) == "AlternateContent":
        forms = [element] if name == "drawing" else list(element)
        boxes = next((found for form in forms if (found := list(_boxes(form)))), [])
        if boxes:
            element[:] = boxes
            element.tag = boxes[0].tag.replace("txbxContent", "pict")


def _boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes below an element."""
    for child in element:
        if local(child) == "txbxContent":
            yield child
        else:
            yield from _boxes(child)


class _Part:
    def __init__(self, styles: Styles, lost: Counter[str]) -> None:
        self._styles, self._lost = styles, lost

    def clean(self, parent: Element, paragraph: str) -> None:
        """Remove hidden content below an element, which is in a paragraph of this style."""
        for element in list(parent):
            if local(element) in ABOVE:
                parent.remove(element)
                continue
            if local(element).endswith("Pr"):
                continue  # properties include a deleted paragraph mark
            _rename(element)
            why = self._why(element, paragraph)
            if why and local(element) == "r":
                self._note(why, element)
                element[:] = [child for child in element if local(child) in KEPT]
            elif why:
                self._note(why, element)
                parent.remove(element)
            elif not self._is_picture(element):
                style = paragraph
                if local(element) == "p":
                    style = _value(_child(element, "pPr", "pStyle"))
                self.clean(element, style)

    def _why(self, element: Element, paragraph: str) -> str:
        """The count for an element that is not shown, or "" if it is shown."""
        name = local(element)
        if name in REVISED:
            return "deleted"
        if name == "tr":
            properties = _child(element, "trPr")
            if _child(properties, "del") is not None:
                return "deleted"
            return "hidden" if _set(properties, {"hidden"}) else ""
        if name == "tc":
            return "deleted" if _child(element, "tcPr", "cellDel") is not None else ""
        if name == "r":
            for switches, why in ((HIDDEN, "hidden"), (STRUCK, "struck")):
                if self._is_on(element, paragraph, switches):
                    return why
        return ""

    def _is_on(self, run: Element, paragraph: str, switches: set[str]) -> bool:
        properties = _child(run, "rPr")
        said = _set(properties, switches)
        return (
            self._styles.say(_value(_child(properties, "rStyle")), paragraph, switches)
            if said is None
            else said
        )

    def _is_picture(self, element: Element) -> bool:
        """Whether it is a picture, which is counted and not read. A text box is a drawing too, but its text is read."""
        if local(element) == "commentReference":
            self._lost["comments"] += 1
        self._lost["inserted"] += local(element) in INSERTED
        name = _any_name(element)
        within = (
            {_any_name(each) for each in element.iter()} if name in (*PICTURES, "AlternateContent") else set()
        )
        if not within & PICTURES or "txbxContent" in within:
            return False
        self._lost["pictures"] += 1
        return True

    def _note(self, why: str, element: Element) -> None:
        self._lost[why] += count(" ".join(_texts(element)))
        self._lost["pictures"] += sum(_any_name(each) in PICTURES for each in element.iter())


def _texts(element: Element) -> Iterator[str]:
    return (each.text or "" for each in element.iter() if local(each) in ("t", "delText"))
