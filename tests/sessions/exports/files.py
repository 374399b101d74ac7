"""Looks into exported files."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import docx
import pypdf
from pypdf.generic import DictionaryObject

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(octets: bytes) -> Any:
    """A DOCX file as python-docx sees it. Each of its parts is well-formed XML."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    return docx.Document(io.BytesIO(octets))


def part(octets: bytes, name: str) -> ElementTree.Element:
    """A part of a DOCX file, such as `footnotes`."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))


def tracked(octets: bytes) -> list[tuple[str, str, str]]:
    """The tracked changes: `ins` or `del`, author, and words."""
    found = []
    for element in part(octets, "document").iter():
        if element.tag in (f"{W}ins", f"{W}del") and len(element):
            texts = (each.text or "" for each in element.iter() if each.tag in (f"{W}t", f"{W}delText"))
            found.append((element.tag.removeprefix(W), element.attrib[f"{W}author"], "".join(texts)))
    return found


def read(octets: bytes) -> pypdf.PdfReader:
    """A PDF file. It is PDF/UA-1: tagged, with its language and its title."""
    reader = pypdf.PdfReader(io.BytesIO(octets))
    root = reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert (root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == (True, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    assert str(root["/Lang"])
    return reader


def text(octets: bytes) -> str:
    """The words of a PDF file."""
    return "\n".join(page.extract_text() for page in read(octets).pages)


def tags(octets: bytes) -> set[str]:
    """The structure types that a PDF file uses."""
    found: set[str] = set()
    todo: list[Any] = [read(octets).trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.add(str(node["/S"]))
            todo += [node["/K"]] if "/K" in node else []
    return found
