"""What of an SDP offer this relay reads (RFC 8866, 8829): the rest is taken out before it is parsed.

A browser's offer of six slots is 35 kB, most of it codecs that are not forwarded; parsing all of it would
hold the loop for tens of milliseconds. Candidates go too: the peer finds us by the candidates in our answer,
and its address is learned from its checks, so that an offer cannot make this server send to third parties.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from streaming.relay import extensions as header
from streaming.relay.errors import MediaRefusal

LARGEST = 256 * 1024
MOST_LAYERS = 4
"""Of a picture: browsers send three. Each takes memory, and a look at every packet."""
FORWARDED = {"audio": ("opus/48000",), "video": ("vp8/90000", "h264/90000")}
RECEIVING, SENDING = frozenset({"recvonly"}), frozenset({"sendonly", "sendrecv"})

_RTPMAP = re.compile(r"a=rtpmap:(\d+) ([^/\s]+/\d+)", re.I)
_APT = re.compile(r"a=fmtp:(\d+) .*?\bapt=(\d+)", re.I)
_OF_TYPE = re.compile(r"a=(?:rtpmap|fmtp|rtcp-fb):(\d+) ")
_EXTENSION = re.compile(r"a=extmap:(\d+)(?:/\w+)? (\S+)")
_SIMULCAST = re.compile(r"a=simulcast:(?:recv \S+ )?send (\S+)")
_UNREAD = ("a=candidate:", "a=end-of-candidates", "a=rid:", "a=simulcast:")
_CANDIDATE = re.compile(r"^a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ (host|srflx|relay)", re.I | re.M)
Way = Literal["host", "srflx", "prflx", "relay"]
_UFRAG = re.compile(r"^a=ice-ufrag:(\S+)", re.M)


def malformed(detail: str) -> MediaRefusal:
    """The refusal of an offer that cannot be read."""
    return MediaRefusal("media.sdp_malformed", f"The offer cannot be used: {detail}")


def trim(offer: str, wanted: Collection[str]) -> str:
    """The offer without what is not read here, and with the `wanted` header extensions alone.

    Refuses one that is no offer, or has no codec in common.
    """
    if len(offer) > LARGEST:
        raise malformed("it is larger than 256 kB.")
    session, *sections = _sections(offer)
    if not session or session[0] != "v=0" or not sections:
        raise malformed("it is not a session description with media.")
    lines = session + [line for section in sections for line in _trimmed(section, wanted)]
    return "\r\n".join(lines) + "\r\n"


def username(description: str) -> str | None:
    """The ICE user name of an offer or of a fragment of one (RFC 8840)."""
    found = _UFRAG.search(description)
    return found[1] if found else None


def candidates(offer: str) -> dict[tuple[str, int], Way]:
    """The type of each UDP candidate of an offer, by its address. They are never sent to."""
    return {(address, int(port)): kind for address, port, kind in _CANDIDATE.findall(offer)}


def check_publication(offer: str) -> None:
    """Refuse an offer that does not send, or sends more than one sound or one picture."""
    kinds = [kind for kind, direction in directions(offer) if direction in SENDING]
    if not kinds:
        raise malformed("it sends neither sound nor picture.")
    if len(kinds) > len(set(kinds)) or len(kinds) < len(list(directions(offer))):
        raise MediaRefusal(
            "media.too_many_tracks",
            "Send one sound and one picture at most, and publish the rest separately.",
        )


def check_reception(offer: str, slots: int) -> None:
    """Refuse an offer that has not one receive-only sound and picture for each slot."""
    lines = list(directions(offer))
    kinds = sorted(kind for kind, direction in lines if direction in RECEIVING)
    if kinds != ["audio"] * slots + ["video"] * slots or len(lines) != len(kinds):
        raise MediaRefusal(
            "media.slots_mismatch",
            "Offer one receive-only sound and one receive-only picture for each slot.",
        )


def directions(offer: str) -> Iterator[tuple[str, str]]:
    """Kind and direction of each medium of the offer, in order."""
    for section in _sections(offer)[1:]:
        said = [line[2:] for line in section if line[2:] in ("sendrecv", "sendonly", "recvonly", "inactive")]
        yield _kind(section), said[0] if said else "sendrecv"


def extensions(offer: str) -> list[dict[str, int]]:
    """The ids of each medium's header extensions, by their URIs."""
    return [
        {found[2]: int(found[1]) for line in section if (found := _EXTENSION.match(line))}
        for section in _sections(offer)[1:]
    ]


def layers(offer: str) -> tuple[str, ...]:
    """The names (`rid`) of the layers of a simulcast picture in VP8 (RFC 8853), lowest first, as browsers offer them.

    None of a picture that comes in one layer, or whose packets could not say of which they are.
    """
    for section, ids in zip(_sections(offer)[1:], extensions(offer), strict=True):
        found = [match[1] for line in section if (match := _SIMULCAST.match(line))]
        if found and header.RID in ids and _first_codec(section) == "vp8/90000":
            names = dict.fromkeys(re.split(r"[,~]", name.lstrip("~"))[0] for name in found[0].split(";"))
            return tuple(names)[:MOST_LAYERS] if len(names) > 1 else ()
    return ()


def with_layers(answer: str, layers: Sequence[str]) -> str:
    """The answer that takes these layers of the picture."""
    if not layers:
        return answer
    added = [f"a=rid:{name} recv" for name in layers] + [f"a=simulcast:recv {';'.join(layers)}"]
    session, *sections = _sections(answer)
    lines = session + [
        line for section in sections for line in section + (added if _kind(section) == "video" else [])
    ]
    return "\r\n".join(lines) + "\r\n"


def limited(answer: str, bits_per_second: int) -> str:
    """The answer that takes no more than this of the picture, all its layers together (RFC 3890)."""
    session, *sections = _sections(answer)
    lines = list(session)
    for section in sections:
        head = 1 + sum(line.startswith(("i=", "c=")) for line in section)
        limit = [f"b=TIAS:{bits_per_second}"] if _kind(section) == "video" else []
        lines += section[:head] + limit + section[head:]
    return "\r\n".join(lines) + "\r\n"


def _first_codec(section: list[str]) -> str:
    """What the sender sends where the answer leaves its order."""
    named = {found[1]: found[2].lower() for line in section if (found := _RTPMAP.match(line))}
    of = (named.get(number, "") for number in section[0].split()[3:])
    return next((name for name in of if name in FORWARDED["video"]), "")


def has_nack(offer: str, payload_type: int) -> bool:
    """Whether packets of this codec may be asked for again (RFC 4585, section 4.2)."""
    asked = re.compile(rf"a=rtcp-fb:(?:{payload_type}|\*) nack\s*$")
    sections = (section for section in _sections(offer)[1:] if str(payload_type) in section[0].split()[3:])
    return any(asked.match(line) for section in sections for line in section)


def _sections(offer: str) -> list[list[str]]:
    """The lines before the first medium, then the lines of each medium."""
    sections: list[list[str]] = [[]]
    for line in offer.splitlines():
        if line.startswith("m="):
            sections.append([])
        if line:
            sections[-1].append(line)
    return sections


def _kind(section: list[str]) -> str:
    return section[0][2:].split(" ", 1)[0]


def _trimmed(section: list[str], wanted: Collection[str]) -> Iterator[str]:
    kind = _kind(section)
    if kind not in FORWARDED:
        raise malformed(f'media of kind "{kind}" are not carried.')
    kept = _payload_types(section, FORWARDED[kind])
    if not kept:
        raise MediaRefusal(
            "media.no_common_codec",
            "Use a browser or encoder with Opus sound, and VP8 or H.264 pictures.",
        )
    yield _media_line(section[0], kept)
    for line in section[1:]:
        of_type = _OF_TYPE.match(line)
        if of_type and of_type[1] not in kept:
            continue
        extension = _EXTENSION.match(line)
        if line.startswith(_UNREAD) or (extension and extension[2] not in wanted):
            continue
        yield line


def _payload_types(section: list[str], forwarded: tuple[str, ...]) -> set[str]:
    """The payload types of the codecs that are forwarded, and of their retransmissions."""
    named = (_RTPMAP.match(line) for line in section)
    codecs = {found[1] for found in named if found and found[2].lower() in forwarded}
    repairs = (_APT.match(line) for line in section)
    return codecs | {found[1] for found in repairs if found and found[2] in codecs}


def _media_line(line: str, kept: set[str]) -> str:
    words = line.split()
    return " ".join(words[:3] + [word for word in words[3:] if word in kept])
