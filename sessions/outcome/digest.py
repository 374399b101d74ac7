"""The digest of an adopted text. An outsider who has the document can compute it too. Pure."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping


def canonical(title: Mapping[str, str], language: str, paragraphs: Iterable[tuple[str, str, str]]) -> bytes:
    """The octets that are hashed: JSON (RFC 8785) of the title, the language, and kind, label and text of each
    paragraph. Texts are in Unicode's composed form (NFC).
    """
    content = {
        "language": language,
        "paragraphs": [
            {"kind": kind, "label": label, "text": unicodedata.normalize("NFC", text)}
            for kind, label, text in paragraphs
        ],
        "title": {name: unicodedata.normalize("NFC", title[name]) for name in sorted(title)},
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(octets: bytes) -> str:
    """The SHA-256 digest, in hexadecimal."""
    return hashlib.sha256(octets).hexdigest()
