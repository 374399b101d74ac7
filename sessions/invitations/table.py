"""Reads the table of people: the people of a conference, with the states of their invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from foundation import clock
from foundation.clock import timestamp_text_or_none
from foundation.ids import number
from foundation.mail import outbox
from foundation.wire import leases
from sessions.parties.models import Participant, Party
from sessions.parties.services import HAS_LEFT
from sessions.presence.models import CheckIn
from sessions.technical_checks.models import TechnicalCheck

PAGE = 200
"""How many people a page has."""

INVITED = ("not_sent", "waiting", "sent", "unsure", "failed", "expired", "revoked", "accepted")
"""The states in which an invitation can be."""

STATES = ("no_address", *INVITED, "checked", "present")
"""The states of a person in the table. `expired`: the e-mail was sent, and its link was not used in time. `checked`: a
technical check was submitted. `present`: the person is connected now, or was checked in in the hall.
"""


@dataclass(frozen=True)
class PeopleQuery:
    """Which people to show. `party` is the number of a party, 0 for people without one, or None for all. `after` is the
    cursor.

    `text` is looked for in names, and if `by_address`, in e-mail addresses too. It must not be, if the reader may not
    see addresses.
    """

    conference: int
    party: int | None = None
    state: str = ""
    text: str = ""
    by_address: bool = False
    after: int = 0


def page_of_people(wanted: PeopleQuery) -> list[Any]:
    """A page of people after the cursor, and one person more if there is a following page. Each has `state` and
    `reason`.
    """
    rows = _with_state(_rows_of_query(wanted), wanted.conference)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.text:
        found = Q(name__icontains=wanted.text)
        if wanted.by_address:
            found |= Q(invitation__email__icontains=wanted.text)
            found |= Q(person__email__icontains=wanted.text)
        rows = rows.filter(found)
    rows = rows.filter(pk__gt=wanted.after).select_related("invitation", "person").order_by("pk")
    return list(rows[: PAGE + 1])


def counts_by_state(wanted: PeopleQuery) -> dict[str, int]:
    """The number of people in each state, in one party or in all."""
    rows = _with_state(_rows_of_query(wanted), wanted.conference)
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in STATES}


def counts_of_conference(conference: int) -> dict[str, int]:
    """The number of invitations in each state. The presence of people does not change these states."""
    rows = _with_invitation(_rows_of_query(PeopleQuery(conference))).filter(invitation__isnull=False)
    found = dict(rows.order_by().values_list("invited").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in INVITED}


def invitations(conference: int) -> "QuerySet[Any]":
    """The people of a conference who have an invitation, sent or not. Each has its state in `invited`, and `reason`."""
    rows = _with_invitation(_rows_of_query(PeopleQuery(conference)))
    return rows.filter(invitation__isnull=False).select_related("invitation")


def parties(conference: int, own: int | None) -> list[dict[str, Any]]:
    """Each party, or the `own` one only, with the present and the maximum number of its members."""
    rows = Party.objects.filter(conference=conference, outlet="")
    rows = rows.filter(pk=own) if own is not None else rows
    members = Count("members", filter=Q(members__simulated=False, members__given_out=False))
    return [
        {"party": str(pk), "members": count, "most_members": most}
        for pk, count, most in rows.annotate(count=members)
        .order_by("pk")
        .values_list("pk", "count", "most_members")
    ]


def person_body(row: Any, *, with_address: bool) -> dict[str, Any]:
    """A person as the table shows it. The mail server's `reason` is shown only with the address, because it may contain
    the address.
    """
    invitation = getattr(row, "invitation", None)
    email = (invitation.email if invitation else row.person.email) or ""
    return {
        "id": str(row.pk),
        "name": row.name,
        "party": str(row.party_id) if row.party_id else None,
        "roles": row.roles,
        "place": row.place,
        "email": email if with_address else "",
        "language": invitation.language if invitation else "",
        "state": row.state,
        "reason": row.reason if with_address else "",
        "expires_at": timestamp_text_or_none(invitation.expires_at) if invitation else None,
    }


def _rows_of_query(wanted: PeopleQuery) -> "QuerySet[Participant]":
    rows = Participant.objects.filter(conference=wanted.conference, simulated=False, given_out=False)
    rows = rows.exclude(HAS_LEFT)
    if wanted.party is None:
        return rows
    return rows.filter(party=wanted.party) if wanted.party else rows.filter(party=None)


def _with_state(rows: "QuerySet[Participant]", conference: int) -> "QuerySet[Any]":
    is_here = Q(pk__in=_connected_participants(conference)) | Exists(
        CheckIn.objects.filter(participant=OuterRef("pk"))
    )
    is_checked = Exists(TechnicalCheck.objects.filter(participant=OuterRef("pk")))
    found: QuerySet[Any] = _with_invitation(rows).annotate(
        state=Case(
            When(is_here, then=Value("present")),
            When(is_checked, then=Value("checked")),
            default=F("invited"),
            output_field=CharField(),
        )
    )
    return found


def _with_invitation(rows: "QuerySet[Participant]") -> "QuerySet[Any]":
    mails = outbox.KIND.jobs.filter(key=OuterRef("invitation__mail_key"))
    mailed = rows.annotate(
        mail=Coalesce(Subquery(mails.values("state")[:1]), Value("sent")),
        reason=Coalesce(Subquery(mails.values("reason")[:1]), Value("")),
    )
    begun = ("waiting", "running")
    return mailed.annotate(
        invited=Case(
            When(invitation__accepted_at__isnull=False, then=Value("accepted")),
            When(invitation=None, person__email__isnull=False, then=Value("accepted")),
            When(invitation=None, then=Value("no_address")),
            When(invitation__digest=None, then=Value("not_sent")),
            When(invitation__revoked_at__isnull=False, then=Value("revoked")),
            When(mail__in=begun, then=Value("waiting")),
            When(mail__in=("failed", "unsure"), then=Cast(F("mail"), CharField())),
            When(invitation__expires_at__lte=clock.now(), then=Value("expired")),
            default=Value("sent"),
            output_field=CharField(),
        )
    )


def _connected_participants(conference: int) -> Sequence[int]:
    rows = leases.of_participants(leases.live_connections(f"conference/{conference}"))
    return [number(each) for each in rows.values_list("participant", flat=True).distinct()]
