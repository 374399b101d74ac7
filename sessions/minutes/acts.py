"""The acts of a session: who did what to list, floor and session, when and why, from the journal (FL24)."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from foundation.journal.models import Entry as JournalEntry
from foundation.messages.projections import Audience
from sessions.minutes.proceedings import party_by_id, party_columns, party_values
from sessions.minutes.readable import duration
from sessions.minutes.sections import Column, Row, Section, Value, sentence
from sessions.minutes.session_course import name_in_minutes
from sessions.parties.models import Participant, Party
from sessions.parties.projections import show_participant
from sessions.programme.models import Session

Facts = dict[str, Any]
Details = Callable[[Facts, dict[str, Party]], Value]

ROLES = ("chair", "moderator", "operator", "organiser", "panellist", "delegate", "server")
"""The roles in which people act. `chair` is the person who presides. `server` means that no person acted."""

BY_ITS_PARTY = frozenset(
    {
        "floor.inscribed", "floor.withdrawn", "floor.restored", "floor.speaker_changed", "floor.reader_named",
        "floor.asked_on_motion",
    }
)  # fmt: skip
"""Events that are listed only if somebody else than the party itself caused them. The minutes' section `entries` has
the others.
"""

WITHHELD_UNTIL_CLOSED = ("floor.budget_set",)
"""Events that only moderators see until the session is closed."""


def _no_details(event: Facts, parties: dict[str, Party]) -> Value:
    return ""


def _places_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.places", left=event["place_left"], taken=event["place_taken"])


def _swap_details(event: Facts, parties: dict[str, Party]) -> Value:
    other = parties.get(event["with_party"])
    return sentence(
        "said.swap",
        place=event["place"],
        other=party_values(other)[0] or "",
        other_place=event["with_place"],
    )


def _limits_details(event: Facts, parties: dict[str, Party]) -> Value:
    limits = {name: duration(event["limits"][name]) for name in event["limits"]}
    replies = ", ".join(duration(each) for each in event["reply_limits"])
    figures = sentence("said.limits", replies=replies, **limits)
    preset = event.get("preset")
    return sentence("said.preset", preset=sentence(f"word.{preset}"), figures=figures) if preset else figures


def _budget_details(event: Facts, parties: dict[str, Party]) -> Value:
    ends_by = event["ends_by"]
    return sentence("said.until", at=datetime.fromisoformat(ends_by)) if ends_by else sentence("said.planned")


def _extension_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.more", time=duration(event["seconds"]))


def _word_details(name: str) -> Details:
    return lambda event, parties: sentence(f"word.{event[name]}") if event.get(name) else ""


def _kind_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence(f"word.{event.get('motion') or event['kind']}")


def _item_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.item", item=event["item"], title=event["title"])


def _closing_details(event: Facts, parties: dict[str, Party]) -> Value:
    closes_at = event["closes_at"]
    return sentence("said.until", at=datetime.fromisoformat(closes_at)) if closes_at else ""


def _adjournment_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.until", at=datetime.fromisoformat(event["resumes_at"]))


def _vote_count_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.votes", **{name: event[name] for name in ("in_favour", "against", "abstentions")})


def _vote_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence(
        "said.put", subject=sentence(f"word.{event['subject']}"), method=sentence(f"word.{event['method']}")
    )


def _proposal_details(event: Facts, parties: dict[str, Party]) -> Value:
    return f"{event['symbol']} {event['title']}".strip()


def _podium_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence(f"word.{event['slot']}")


def _readiness_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.not_ready") if event.get("not_ready") else ""


def _with_readiness(details: Details) -> Details:
    """These details, and that the call of an entry that was not ready was confirmed."""
    return lambda event, parties: (
        sentence("said.called_not_ready", what=details(event, parties))
        if event.get("not_ready")
        else details(event, parties)
    )


def _bulk_inscription_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.many", count=len(event["rows"]))


def _carry_over_details(event: Facts, parties: dict[str, Party]) -> Value:
    return sentence("said.many", count=len(event["entries"]))


def _text_details(event: Facts, parties: dict[str, Party]) -> Value:
    return str(event["text"])


ACTS: Final[dict[str, Details]] = {
    "session.opened": _no_details,
    "session.suspended": _no_details,
    "session.adjourned": _adjournment_details,
    "session.resumed": _no_details,
    "session.closed": _no_details,
    "floor.list_opened": _closing_details,
    "floor.list_closed": _no_details,
    "floor.inscribed": _kind_details,
    "floor.inscribed_many": _bulk_inscription_details,
    "floor.withdrawn": _no_details,
    "floor.restored": _no_details,
    "floor.speaker_changed": _no_details,
    "floor.reader_named": _no_details,
    "floor.moved": _places_details,
    "floor.swapped": _swap_details,
    "floor.called_later": _places_details,
    "floor.ordered": _word_details("policy"),
    "floor.order_undone": _no_details,
    "floor.granted": _readiness_details,
    "floor.ended": _word_details("by"),
    "floor.extended": _extension_details,
    "floor.turn_suspended": _no_details,
    "floor.turn_resumed": _no_details,
    "floor.waited": _no_details,
    "floor.mode_changed": _word_details("mode"),
    "floor.playback_started": _no_details,
    "floor.returned_to_list": _no_details,
    "floor.turned_to_replies": _no_details,
    "floor.limits_set": _limits_details,
    "floor.budget_set": _budget_details,
    "floor.item_taken_up": _item_details,
    "floor.item_named": _item_details,
    "floor.carried_over": _carry_over_details,
    "floor.carried_in": _bulk_inscription_details,
    "floor.handed_over": _no_details,
    "floor.seated": _podium_details,
    "floor.unseated": _podium_details,
    "floor.recognised": _with_readiness(_kind_details),
    "floor.ruled": _word_details("ruling"),
    "floor.motion_ruled_out": _word_details("motion"),
    "floor.asked_on_motion": _word_details("side"),
    "floor.heard_on_motion": _with_readiness(_word_details("side")),
    "floor.motion_withdrawn": _no_details,
    "floor.appeal_raised": _no_details,
    "floor.appeal_withdrawn": _no_details,
    "vote.put": _vote_details,
    "vote.closed": _vote_count_details,
    "vote.dropped": _word_details("subject"),
    "vote.corrected": _word_details("answer"),
    "vote.explanations_taken": _no_details,
    "proposal.added": _proposal_details,
    "proposal.changed": _proposal_details,
    "proposal.withdrawn": _no_details,
    "rollcall.opened": _no_details,
    "rollcall.closed": _no_details,
    "decision.recorded": _text_details,
}
"""The events that are listed as acts, each with a function for the details in its row."""

NO_ACTS: Final = frozenset(
    {
        "floor.language_set",
        "floor.holder_dropped", "floor.holder_returned", "floor.swap_proposed", "floor.swap_declined",
        "floor.swap_cancelled", "floor.confirmed_in_hall", "floor.unconfirmed_in_hall", "rollcall.answered",
        "session.access_changed", "vote.ballot_cast", "vote.objected",
    }
)  # fmt: skip
"""Events of floor and session that are not listed as acts: dropped lines, matters between two parties, and what other
parts have (attendance, ballots, the desk's list, the audit log).
"""


def acts(session: Session) -> Section:
    """The section on what was done to list, floor and session, as everyone may read it.

    People are named only if everyone may see their names. For others the role is given.
    """
    return _section(session, for_staff=False)


def acts_for_staff(session: Session) -> Section:
    """As `acts`, with all names, and with the acts that only moderators were told of."""
    return _section(session, for_staff=True)


def _section(session: Session, *, for_staff: bool) -> Section:
    columns = (
        Column("act", "count"),
        Column("at", "moment"),
        Column("event", "word"),
        Column("entry", "count", for_programs=True),
        Column("turn", "count", for_programs=True),
        *party_columns(),
        Column("details", "sentence"),
        Column("reason"),
        Column("role", "word"),
        Column("by"),
        Column("delegation", "name"),
    )
    return Section("acts", columns, tuple(_rows(session, for_staff)))


def _rows(session: Session, for_staff: bool) -> Iterator[Row]:
    acts = list(_journal_entries(session, for_staff))
    parties, people, chair = party_by_id(session), _People(session, acts), None
    for told in acts:
        event: Facts = told.event
        person = people.actor_of(told)
        if event["type"] not in BY_ITS_PARTY or _is_by_other_party(
            event, person, _role_of_actor(told, person, chair)
        ):
            yield Row(_act_values(told, parties, person, chair, for_staff))
        chair = _presiding(event, chair)


def _is_by_other_party(event: Facts, person: Participant | None, role: str) -> bool:
    """Whether the person who acted does not belong to the event's party. False for an erased person, whose party is no
    longer known.
    """
    if person is None or not (person.party_id or role):
        return False
    return str(person.party_id) != event.get("party")


def _journal_entries(session: Session, for_staff: bool) -> Iterator[JournalEntry]:
    """The journal entries of the acts that the reader may know of, in order."""
    rows = JournalEntry.objects.filter(stream=session.stream, event__type__in=ACTS).order_by("seq")
    over = session.state == "closed"
    for told in rows:
        later = over and told.event["type"] in WITHHELD_UNTIL_CLOSED
        if for_staff or told.everyone is not None or later:
            yield told


def _presiding(event: Facts, chair: str | None) -> str | None:
    """The id of the participant who presides after an event. `chair` is who presided before it."""
    match event["type"], event.get("slot"):
        case ("floor.handed_over", _) | ("floor.seated", "chair"):
            return str(event["participant"])
        case "floor.unseated", "chair":
            return None
    return chair


def _act_values(
    told: JournalEntry,
    parties: dict[str, Party],
    person: Participant | None,
    chair: str | None,
    for_staff: bool,
) -> tuple[Value, ...]:
    event: Facts = told.event
    named = person is not None and (for_staff or show_participant(person, Audience.EVERYONE) is not None)
    delegation = parties.get(str(person.party_id)) if person else None
    return (
        told.seq,
        told.at,
        event["type"],
        _number(event, "entry"),
        _number(event, "turn"),
        *party_values(parties.get(str(event.get("party", "")))),
        ACTS[event["type"]](event, parties),
        _reason(event),
        _role_of_actor(told, person, chair),
        name_in_minutes(person) if named else "",
        party_values(delegation)[0],
    )


def _number(event: Facts, name: str) -> int | None:
    return int(event[name]) if event.get(name) else None


def _reason(event: Facts) -> str:
    """The reason of an act. For a ruling, the chair's words."""
    ruled = event["type"] in ("floor.ruled", "floor.motion_ruled_out")
    return str(event.get("text" if ruled else "reason") or event.get("late_reason") or "")


def _role_of_actor(told: JournalEntry, person: Participant | None, chair: str | None) -> str:
    """The role in which a person acted. It is found among the roles that the person has now."""
    if not told.actor:
        return "server"
    if person is None:
        return ""
    if chair == str(person.pk):
        return "chair"
    session = told.stream_id.partition("/")[2]
    given = {each.role for each in person.session_roles.all() if str(each.session_id) == session}
    held = given | set(person.roles)
    return next((role for role in ROLES if role in held), "")


class _People:
    """The participants who acted in a session, found by the ids in the journal."""

    def __init__(self, session: Session, told: Sequence[JournalEntry]) -> None:
        self._acting = {each.seq: json.loads(each.moderators)["actor"] for each in told}
        acting = {number for number in self._acting.values() if number}
        persons = {each.actor for each in told if each.actor}
        rows = Participant.objects.filter(Q(pk__in=acting) | Q(person__public_id__in=persons))
        rows = rows.filter(conference=session.conference_id).select_related("person")
        rows = rows.prefetch_related("session_roles", "podiumseat_set")
        self._by_id = {str(row.pk): row for row in rows}
        self._by_person = {str(row.person.public_id): row for row in self._by_id.values()}

    def actor_of(self, told: JournalEntry) -> Participant | None:
        """The participant who caused a journal entry. The participant's id is tried before the person's, because a
        participant may outlive its account.
        """
        return self._by_id.get(self._acting[told.seq] or "") or self._by_person.get(told.actor)
