"""Reduces an SDP offer to what this relay reads, before it is parsed (RFC 8866, 8829).

The time of aiortc's parser grows with the square of the number of repeated lines. So an offer is bounded before it is
parsed, and is written anew with each listed attribute once. A browser's offer of six slots has 35 kB, most of it codecs
that are not forwarded. Candidates are left out too: the peer finds the relay by the candidates in the answer, and its
address is learned from its checks. So an offer cannot make this server send to third parties.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal

from streaming.relay import extensions as header
from streaming.relay import h264
from streaming.relay.errors import MediaRefusal
from streaming.relay.slots import slots_by_kind

LARGEST, LONGEST_LINE, MAX_LINES, MAX_LINES_OF_A_MEDIUM = 64 * 1024, 1024, 2048, 352
"""Limits of an offer: octets, octets of a line, lines, and lines of one medium.

They are about twice those of the largest real offer: Chromium 156 with ten media has 33,595 octets, 1,018 lines, 171 in
one medium.
"""
MAX_MEDIA = 24
"""The highest number of media: a sound and a picture for each slot, and a few more."""
MAX_CODECS = 24
"""The highest number of codecs of a medium, with their retransmissions (RTX). Chromium 156 offers 18."""
MAX_PARAMETERS = 32
"""The highest number of format parameters of a codec that are read. Real codecs have up to ten."""
MAX_EXTENSIONS = 64
"""The highest number of header extensions of a medium that are read. Chromium offers 17."""
MAX_FINGERPRINTS = 8
"""The highest number of fingerprints of a medium.

There is one for each hash function of RFC 8122, and some for a second certificate.
"""
MAX_CANDIDATES = 128
MAX_LAYERS = 4
"""The highest number of layers of a picture. Browsers send three. Each takes memory and a check of every packet."""
FORWARDED = {"audio": ("opus/48000",), "video": ("vp8/90000", "h264/90000")}
RECEIVING, SENDING = frozenset({"recvonly"}), frozenset({"sendonly", "sendrecv"})
DIRECTIONS = RECEIVING | SENDING | {"inactive"}

_ONCE = ("ice-lite", "mid", "rtcp-mux", "setup", "ice-ufrag", "ice-pwd", "simulcast")
_LISTED = ("rtpmap", "fmtp", "rtcp-fb", "extmap", "fingerprint")
_NAMES = {f"a={name}": name for name in (*_ONCE, *_LISTED, *DIRECTIONS)}
"""The attributes that are read, by the beginning of their lines."""
_FEEDBACK = frozenset({"nack", "nack pli", "goog-remb"})
_PARAMETERS = frozenset({"apt", "packetization-mode", "profile-level-id"})
_OF_TYPE = re.compile(r"(\d{1,3}) +(.+)", re.A)
_EXTENSION = re.compile(r"(\d{1,3})(?:/\w+)? (\S+)", re.A)
_SIMULCAST = re.compile(r"(?:recv \S+ )?send (\S+)")
_CANDIDATE = re.compile(
    r"^a=candidate:\S+ 1 udp \d+ (\S+) (\d{1,5}) typ (host|srflx|relay)", re.I | re.M | re.A
)
CandidateType = Literal["host", "srflx", "prflx", "relay"]
_UFRAG = re.compile(r"^a=ice-ufrag:(\S+)", re.M)


def malformed_refusal(detail: str) -> MediaRefusal:
    """The refusal `media.sdp_malformed` of an offer."""
    return MediaRefusal("media.sdp_malformed", f"The offer cannot be used: {detail}")


@dataclass(frozen=True)
class _Section:
    """A medium, or the session part before the first.

    `first` is its first line. `attributes` has the values of each attribute that is read, in order, by name. An
    attribute without a value has the value "". Repeated values are listed once.
    """

    first: str
    attributes: Mapping[str, Sequence[str]]

    @cached_property
    def kind(self) -> str:
        return self.first[2:].split(" ", 1)[0]

    @property
    def payload_types(self) -> list[str]:
        """The payload types of the media line, in its order."""
        return list(dict.fromkeys(self.first.split()[3:]))

    @property
    def direction(self) -> str:
        return next(
            (name for name, values in self.attributes.items() if name in DIRECTIONS and "" in values),
            "sendrecv",
        )

    @cached_property
    def codecs(self) -> dict[str, str]:
        """Encoding, clock rate and channels by payload type."""
        return self._values_by_payload_type("rtpmap")

    @cached_property
    def parameters(self) -> dict[str, dict[str, str]]:
        """By payload type, the parameters that decide whether a codec is compatible."""
        return {number: _parameters(value) for number, value in self._values_by_payload_type("fmtp").items()}

    def _values_by_payload_type(self, name: str) -> dict[str, str]:
        """The values of an attribute by payload type. If a payload type has two values, the first counts."""
        described: dict[str, str] = {}
        for value in self.attributes.get(name, ()):
            if found := _OF_TYPE.match(value):
                described.setdefault(found[1], found[2])
        return described

    @cached_property
    def extensions(self) -> dict[str, int]:
        """The ids of the header extensions, by URI."""
        ids: dict[str, int] = {}
        for value in self.attributes.get("extmap", ())[:MAX_EXTENSIONS]:
            if found := _EXTENSION.match(value):
                ids.setdefault(found[2], int(found[1]))
        return ids


def _parameters(value: str) -> dict[str, str]:
    named = (one.strip().partition("=") for one in value.split(";", MAX_PARAMETERS)[:MAX_PARAMETERS])
    return {name: said for name, _, said in named if name in _PARAMETERS}


def trim_offer(offer: str, wanted: Collection[str]) -> str:
    """The offer reduced to the lines that the relay reads, with only the `wanted` header extensions.

    Refuses an offer that is malformed, is larger than any browser's, or has no common codec.
    """
    session, *media = _sections(offer)
    if session.first != "v=0" or not media:
        raise malformed_refusal("it is not a session description with media.")
    lines = ["v=0", *_transport_lines(session)]
    for medium in media:
        lines += _trim_medium(medium, wanted)
    return "\r\n".join(lines) + "\r\n"


def username(description: str) -> str | None:
    """The ICE user name of an offer, or of a fragment of one (RFC 8840)."""
    found = _UFRAG.search(description)
    return found[1] if found else None


def candidates(offer: str) -> dict[tuple[str, int], CandidateType]:
    """The type of each UDP candidate of an offer, by address. Nothing is ever sent to them."""
    types: dict[str, CandidateType] = {"host": "host", "srflx": "srflx", "relay": "relay"}
    found = islice(_CANDIDATE.finditer(offer), MAX_CANDIDATES)
    return {(one[1], int(one[2])): types[one[3].lower()] for one in found}


def check_publication(offer: str) -> None:
    """Refuse an offer that does not send, or that sends more than one sound or one picture."""
    directed = list(media_directions(offer))
    kinds = [kind for kind, direction in directed if direction in SENDING]
    if not kinds:
        raise malformed_refusal("it sends neither sound nor picture.")
    if len(kinds) > len(set(kinds)) or len(kinds) < len(directed):
        raise MediaRefusal(
            "media.too_many_tracks",
            "Send one sound and one picture at most, and publish the rest separately.",
        )


def check_reception(offer: str, slots: Sequence[str]) -> None:
    """Refuse an offer that has not exactly one receive-only sound and picture for each slot that has one."""
    lines = list(media_directions(offer))
    kinds = sorted(kind for kind, direction in lines if direction in RECEIVING)
    due = sorted(kind for kind, named in slots_by_kind(slots).items() for _ in named)
    if kinds != due or len(lines) != len(kinds):
        raise MediaRefusal(
            "media.slots_mismatch",
            "Offer one receive-only sound and one receive-only picture for each slot. "
            "The slots interpretation and talkback have no picture, and the slot sign has no sound.",
        )


def media_directions(offer: str) -> Iterator[tuple[str, str]]:
    """Kind and direction of each medium of the offer, in order."""
    return ((medium.kind, medium.direction) for medium in _sections(offer)[1:])


def extension_ids(offer: str) -> list[dict[str, int]]:
    """The ids of each medium's header extensions, by URI."""
    return [medium.extensions for medium in _sections(offer)[1:]]


def layer_names(offer: str) -> tuple[str, ...]:
    """The names (`rid`) of the layers of a VP8 simulcast picture (RFC 8853), lowest first, as browsers offer them.

    Empty for a picture in one layer, or if its packets cannot name their layer.
    """
    for medium in _sections(offer)[1:]:
        found = [
            match[1] for value in medium.attributes.get("simulcast", ()) if (match := _SIMULCAST.match(value))
        ]
        if found and header.RID in medium.extensions and _first_codec(medium) == "vp8/90000":
            names = dict.fromkeys(re.split(r"[,~]", name.lstrip("~"))[0] for name in found[0].split(";"))
            return tuple(names)[:MAX_LAYERS] if len(names) > 1 else ()
    return ()


def dtls_role(read: str) -> Literal["client", "server"]:
    """Our DTLS role: server, unless the offer is passive (RFC 8842, section 5.3)."""
    return "client" if "\r\na=setup:passive\r\n" in read else "server"


def nack_payload_types(offer: str) -> set[str]:
    """The payload types whose packets may be asked for again (RFC 4585, section 4.2)."""
    asked: set[str] = set()
    for medium in _sections(offer)[1:]:
        said = {
            value.removesuffix(" nack")
            for value in medium.attributes.get("rtcp-fb", ())
            if value.endswith(" nack")
        }
        asked |= {number for number in medium.payload_types if said & {"*", number}}
    return asked


def with_layers(answer: str, layers: Sequence[str]) -> str:
    """The answer, with these layers of the picture accepted."""
    if not layers:
        return answer
    added = [f"a=rid:{name} recv" for name in layers] + [f"a=simulcast:recv {';'.join(layers)}"]
    session, *sections = _split_sections(answer.splitlines())
    lines = session + [
        line for section in sections for line in section + (added if _is_picture(section) else [])
    ]
    return "\r\n".join(lines) + "\r\n"


def with_bandwidth(answer: str, bits_per_second: int) -> str:
    """The answer, with this limit for all layers of the picture together (RFC 3890)."""
    session, *sections = _split_sections(answer.splitlines())
    lines = list(session)
    for section in sections:
        head = 1 + sum(line.startswith(("i=", "c=")) for line in section)
        limit = [f"b=TIAS:{bits_per_second}"] if _is_picture(section) else []
        lines += section[:head] + limit + section[head:]
    return "\r\n".join(lines) + "\r\n"


def _is_picture(section: Sequence[str]) -> bool:
    return section[0].startswith("m=video ")


def _first_codec(medium: _Section) -> str:
    """The codec that the sender uses if the answer keeps its order."""
    named = medium.codecs
    of = (_normalized_codec(named.get(number, "")) for number in medium.payload_types)
    return next((name for name in of if name in FORWARDED["video"]), "")


@lru_cache(maxsize=256)
def _normalized_codec(name: str) -> str:
    """Encoding and clock rate of a codec, without the number of channels."""
    return "/".join(name.lower().split("/")[:2]).strip()


def _sections(offer: str) -> list[_Section]:
    """The session part, then the media. Refuses an offer larger than any browser's.

    Lines end where aiortc's parser ends them, which is not at line feeds only.
    """
    lines = offer.splitlines() if len(offer) <= LARGEST else []
    if not 0 < len(lines) <= MAX_LINES or max(map(len, lines)) > LONGEST_LINE:
        raise malformed_refusal("it is empty, or longer than any browser's.")
    sections = _split_sections(lines)
    if len(sections) > 1 + MAX_MEDIA or any(len(section) > MAX_LINES_OF_A_MEDIUM for section in sections):
        raise malformed_refusal("it has more media, or longer ones, than any browser's.")
    return [_parse_section(section) for section in sections]


def _split_sections(lines: Sequence[str]) -> list[list[str]]:
    """Split an SDP into the lines before the first medium, then the lines of each medium."""
    sections: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("m="):
            sections.append([])
        if line:
            sections[-1].append(line)
    return sections


def _parse_section(lines: Sequence[str]) -> _Section:
    attributes: defaultdict[str, list[str]] = defaultdict(list)
    for line in dict.fromkeys(lines):
        name, _, value = line.partition(":")
        if attribute := _NAMES.get(name):
            attributes[attribute].append(value)
    return _Section(lines[0] if lines else "", dict(attributes))


def _trim_medium(medium: _Section, wanted: Collection[str]) -> Iterator[str]:
    if medium.kind not in FORWARDED:
        raise malformed_refusal(f'media of kind "{medium.kind}" are not carried.')
    kept = _kept_payload_types(medium)
    yield " ".join(medium.first.split()[:3] + [number for number in medium.payload_types if number in kept])
    yield from _transport_lines(medium)
    yield f"a={medium.direction}"
    yield from (f"a=extmap:{number} {uri}" for uri, number in medium.extensions.items() if uri in wanted)
    for number in kept:
        yield f"a=rtpmap:{number} {medium.codecs[number]}"
        if parameters := medium.parameters.get(number):
            yield f"a=fmtp:{number} " + ";".join(f"{name}={value}" for name, value in parameters.items())
    for value in medium.attributes.get("rtcp-fb", ()):
        number, _, feedback = value.partition(" ")
        if feedback in _FEEDBACK and (number == "*" or number in kept):
            yield f"a=rtcp-fb:{value}"


def _transport_lines(section: _Section) -> Iterator[str]:
    """The lines about ICE and DTLS, and the `mid`, of a section. If a line has several values, the first counts."""
    yield from (
        f"a={name}:{section.attributes[name][0]}".removesuffix(":")
        for name in _ONCE
        if name in section.attributes
    )
    fingerprints = section.attributes.get("fingerprint", ())
    if len(fingerprints) > MAX_FINGERPRINTS:
        raise malformed_refusal("it has more fingerprints than any browser's.")
    yield from (f"a=fingerprint:{value}" for value in fingerprints)


def _kept_payload_types(medium: _Section) -> Sequence[str]:
    """The payload types of forwarded codecs and of their retransmissions, each once."""
    carried = [
        number for number, name in medium.codecs.items() if _normalized_codec(name) in FORWARDED[medium.kind]
    ]
    of = {number: parameters.get("apt", "") for number, parameters in medium.parameters.items()}
    repairs = [number for number in medium.codecs if of.get(number) in carried]
    if len(carried) + len(repairs) > MAX_CODECS:
        raise malformed_refusal("a medium has more codecs than any browser's.")
    codecs = {_forwarded_codec(medium, number): number for number in reversed(carried)}
    codecs.pop("", None)
    if not codecs:
        raise MediaRefusal(
            "media.no_common_codec",
            "Use a browser or encoder with Opus sound, and VP8 or H.264 pictures.",
        )
    repaired = {of[number]: number for number in reversed(repairs) if of[number] in codecs.values()}
    return [number for number in medium.codecs if number in codecs.values() or number in repaired.values()]


def _forwarded_codec(medium: _Section, number: str) -> str:
    """The name of a payload type's codec if it is forwarded, or "" if not (H.264 only in some profiles)."""
    codec, parameters = _normalized_codec(medium.codecs[number]), medium.parameters.get(number, {})
    if codec != "h264/90000":
        return codec
    if parameters.get("packetization-mode") != "1":
        return ""
    profile = h264.profile(parameters.get("profile-level-id", ""))
    return f"{codec}/{profile}" if profile in h264.FORWARDED else ""
