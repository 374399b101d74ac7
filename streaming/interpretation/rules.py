"""Rules of language channels: who is on duty, handovers, and between which channels a booth works. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from foundation.refusals import Refusal
from sessions.roles.rules import MAX_LANGUAGES
from streaming.interpretation.protocol import Meeting


@dataclass(frozen=True)
class Booth:
    """Who is on duty in a channel, and the handover that was offered. Participants by id.

    `hall_booth` is the key of the hall's booth that is on duty. Then no participant is.
    """

    on_duty: str | None = None
    offered_to: str | None = None
    offered_by: str | None = None
    hall_booth: str | None = None


@dataclass(frozen=True)
class Routing:
    """Between which channels a booth works.

    `incoming` is the channel from which it interprets, "" for the floor. `outgoing` is the channel into which it works.
    `is_on_duty` is whether anybody interprets in it.
    """

    incoming: str
    outgoing: str
    is_on_duty: bool = False


def check_languages(languages: Sequence[str]) -> None:
    """Check the languages of all channels of a session. Refuses `interpretation.repeated_language`."""
    if len({*languages}) < len(languages):
        raise Refusal(
            "interpretation.repeated_language", "A language is on the list twice. Leave one of them out."
        )


def check_room(channels: int) -> None:
    """Check that a session with this many languages can have another. Refuses `interpretation.too_many_languages`."""
    if channels >= MAX_LANGUAGES:
        raise Refusal(
            "interpretation.too_many_languages",
            f"This session is interpreted into {MAX_LANGUAGES} languages already. Remove one of them first.",
        )


def check_assigned(participant: str | None, interpreters: Collection[str]) -> str:
    """The participant, who must be among the interpreters of the channel. Refuses `interpretation.not_assigned`."""
    if participant is None or participant not in interpreters:
        raise Refusal(
            "interpretation.not_assigned",
            "This person is not an interpreter of this channel. Ask an organiser to assign the person to it.",
        )
    return participant


def go_on_duty(booth: Booth, participant: str, interpreters: Collection[str]) -> Booth:
    """Begin to interpret.

    Refuses `interpretation.occupied` while an assigned colleague is on duty, and `interpretation.hall_on_duty` while
    the hall's booth is.
    """
    check_hall_off_duty(booth)
    if booth.on_duty not in (None, participant) and booth.on_duty in interpreters:
        raise Refusal(
            "interpretation.occupied",
            "A colleague is on duty in this channel. Take over from this colleague instead.",
        )
    return Booth(on_duty=participant)


def check_hall_off_duty(booth: Booth) -> None:
    """Refuses `interpretation.hall_on_duty` while the hall's booth is on duty."""
    if booth.hall_booth is not None:
        raise Refusal(
            "interpretation.hall_on_duty",
            "The booth in the hall is on duty in this channel. Ask the operator to switch it off.",
        )


def put_hall_on_duty(key: str | None) -> Booth:
    """Let the hall's booth with this key interpret, in place of whoever is on duty.

    Refuses `interpretation.no_hall_booth` if there is no key.
    """
    if key is None:
        raise Refusal(
            "interpretation.no_hall_booth",
            "The hall's booth of this channel has no equipment key. Make one, and give it to the booth's encoder.",
        )
    return Booth(hall_booth=key)


def take_hall_off_duty(booth: Booth) -> Booth:
    """Let the hall's booth interpret no more. Refuses `interpretation.hall_not_on_duty`."""
    if booth.hall_booth is None:
        raise Refusal(
            "interpretation.hall_not_on_duty", "The booth in the hall is not on duty in this channel."
        )
    return Booth()


def go_off_duty(booth: Booth, participant: str | None) -> Booth:
    """Stop interpreting. Refuses `interpretation.not_on_duty`."""
    _check_on_duty(booth, participant)
    return Booth()


def _check_on_duty(booth: Booth, participant: str | None) -> None:
    if participant is None or booth.on_duty != participant:
        raise Refusal("interpretation.not_on_duty", "You are not on duty in this channel. Go on duty first.")


def hand_over(booth: Booth, sender: str | None, to: str, *, now: bool) -> Booth:
    """Offer a handover, or make it at once.

    Refuses `interpretation.nobody_on_duty`, `interpretation.same_person`, `interpretation.not_yours`.
    """
    if booth.on_duty is None:
        raise Refusal(
            "interpretation.nobody_on_duty", "Nobody is on duty in this channel. Go on duty instead."
        )
    if to == booth.on_duty:
        raise Refusal("interpretation.same_person", "This person is on duty already. Choose a colleague.")
    if sender not in (booth.on_duty, to):
        raise Refusal(
            "interpretation.not_yours",
            "Only the interpreter on duty and the one who takes over can do this.",
        )
    return Booth(on_duty=to) if now else replace(booth, offered_to=to, offered_by=sender)


def accept_handover(booth: Booth, sender: str | None) -> Booth:
    """Accept a handover, as the one of the two who did not offer it.

    Refuses `interpretation.no_handover`, `interpretation.not_yours`.
    """
    _check_offer(booth, sender)
    if sender == booth.offered_by:
        raise Refusal("interpretation.not_yours", "You offered this handover. Your colleague accepts it.")
    return Booth(on_duty=booth.offered_to)


def cancel_handover(booth: Booth, sender: str | None) -> Booth:
    """Take back or decline a handover. Refuses `interpretation.no_handover`, `interpretation.not_yours`."""
    _check_offer(booth, sender)
    return Booth(on_duty=booth.on_duty)


def _check_offer(booth: Booth, sender: str | None) -> None:
    if booth.offered_to is None:
        raise Refusal("interpretation.no_handover", "No handover is offered in this channel any more.")
    if sender not in (booth.on_duty, booth.offered_to):
        raise Refusal(
            "interpretation.not_yours",
            "Only the interpreter on duty and the one who takes over can do this.",
        )


def check_incoming(language: str, incoming: str, routings: Mapping[str, Routing]) -> None:
    """Check what a booth interprets from. `routings` are those of all booths, by the language of each.

    Refuses `interpretation.unknown_language`, and `interpretation.circular` if the booth would hear itself.
    """
    if incoming and incoming not in routings:
        raise unknown_language_refusal()
    if hears_itself(language, {**routings, language: replace(routings[language], incoming=incoming)}):
        raise Refusal(
            "interpretation.circular",
            "That channel interprets from this one. Choose the floor, or a channel that interprets from the floor.",
        )


def hears_itself(language: str, routings: Mapping[str, Routing]) -> bool:
    """Whether a booth interprets, directly or through other booths, from a channel into which it works."""
    seen: set[str] = set()
    ahead = [routings[language].incoming]
    while ahead:
        channel = ahead.pop()
        sources = {booth for booth, routing in routings.items() if channel and routing.outgoing == channel}
        if language in sources:
            return True
        ahead += [routings[booth].incoming for booth in sources - seen]
        seen |= sources
    return False


def choose_outgoing(language: str, outgoing: str, routings: Mapping[str, Routing]) -> Routing:
    """The routing of a booth that works into another channel. It interprets from the floor if it would hear itself.

    Refuses `interpretation.unknown_language`.
    """
    if outgoing not in routings:
        raise unknown_language_refusal()
    after = replace(routings[language], outgoing=outgoing)
    return replace(after, incoming="") if hears_itself(language, {**routings, language: after}) else after


def displaced_booth(language: str, routings: Mapping[str, Routing], meeting: Meeting) -> str | None:
    """The booth that goes off duty when the booth of `language` comes on duty in the channel into which it works.

    Refuses `interpretation.channel_held` under `interlock`, while another booth is on duty in that channel.
    """
    channel = routings[language].outgoing
    other = next((booth for booth in holders(routings).get(channel, ()) if booth != language), None)
    if other is not None and meeting == "interlock":
        raise Refusal(
            "interpretation.channel_held",
            "Another booth is on duty in this channel. Wait until it leaves the channel, or work into another one.",
        )
    return other


def holders(routings: Mapping[str, Routing]) -> dict[str, list[str]]:
    """The booths that are on duty in each channel."""
    found: dict[str, list[str]] = {}
    for booth, routing in routings.items():
        if routing.is_on_duty:
            found.setdefault(routing.outgoing, []).append(booth)
    return found


def unknown_language_refusal() -> Refusal:
    """The refusal `interpretation.unknown_language`."""
    return Refusal(
        "interpretation.unknown_language",
        "The session is not interpreted into this language. Choose one of its languages.",
    )
