"""Serves large files by HTTP ranges, to clients with a bearer token that is valid for a minute.

No secret is part of a URL.

Daphne keeps the unsent octets of a slow reader in memory. So one response has at most 4 MiB of a file.
"""

import re
from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from foundation.http.problems import problem, wrong_method
from foundation.refusals import Refusal
from streaming import signed_tokens

MAX_AT_ONCE = 4 * 1024 * 1024
TYPES = {".webm": "video/webm", ".mp4": "video/mp4", ".mkv": "video/x-matroska"}


def sign_file_token(file: str, salt: str) -> tuple[str, datetime]:
    """Sign a token for a file. Returns it and its expiry."""
    return signed_tokens.sign_token({"file": file}, salt)


def answer_with_token(request: HttpRequest, folder: Path, salt: str, missing: Refusal) -> HttpResponseBase:
    """Answer with a range of the file in `folder` that the bearer's token names: `Range: bytes=0-`, at most 4 MiB.

    `missing` is the refusal if the file is gone.
    """
    if request.method not in ("GET", "HEAD"):
        return wrong_method(request, ["GET", "HEAD"])
    try:
        file = str(signed_tokens.read_token(request.headers.get("Authorization", ""), salt)["file"])
    except Refusal as refusal:
        return problem(refusal.code, refusal.message)
    return answer_without_token(request, folder, file, missing)


def answer_without_token(request: HttpRequest, folder: Path, file: str, missing: Refusal) -> HttpResponseBase:
    """Answer with a range of a file, as `answer_with_token` does, for a client that needs no token."""
    if request.method not in ("GET", "HEAD"):
        return wrong_method(request, ["GET", "HEAD"])
    try:
        try:
            return _partial_response(folder / file, request.headers.get("Range", ""))
        except FileNotFoundError:
            raise missing from None
    except Refusal as refusal:
        return problem(refusal.code, refusal.message)


def _partial_response(path: Path, asked: str) -> HttpResponse:
    size = path.stat().st_size
    first, last = _parse_range(asked, size)
    with path.open("rb") as video:
        video.seek(first)
        octets = video.read(last - first + 1)
    return HttpResponse(
        octets,
        status=206,
        content_type=TYPES.get(path.suffix, "application/octet-stream"),
        headers={
            "Accept-Ranges": "bytes",
            "Content-Range": f"bytes {first}-{first + len(octets) - 1}/{size}",
            "Cache-Control": "no-store",
            "Content-Disposition": "inline",
        },
    )


def _parse_range(asked: str, size: int) -> tuple[int, int]:
    """The first and the last octet that a `Range` header asks for (RFC 9110, section 14.1.2)."""
    found = re.fullmatch(r"bytes=(\d{1,15})-(\d{0,15})", asked.strip())
    first = int(found[1]) if found else size
    last = int(found[2]) if found and found[2] else size - 1
    if not first <= last or first >= size:
        raise Refusal(
            "video_statement.range_needed",
            "Ask for a part of the file with a Range header, such as bytes=0-4194303.",
        )
    return first, min(last, size - 1, first + MAX_AT_ONCE - 1)
