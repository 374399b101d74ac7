"""Projections of the programme, for everyone."""

from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience, Projection
from sessions.programme import models, protocol


def show_conference(row: models.Conference, audience: Audience) -> protocol.Conference:
    """Show the conference."""
    return protocol.Conference(
        id=str(row.pk),
        slug=row.slug,
        name=row.name,
        languages=row.languages,
        short=row.short,
        tagline=row.tagline,
        host=row.host,
        venue=row.venue,
        timezone=row.timezone,
        notice=row.notice,
        shows_flags=row.shows_flags,
        takes_reactions=row.takes_reactions,
        default_access=row.default_access,
        registration_open=row.registration_open,
        accent=row.accent,
        logo=logo_address(row),
        links=row.links,
        archived=row.archived_at is not None,
    )


def logo_address(row: models.Conference) -> str:
    """The address of a conference's logo, or an empty text. Another logo has another address."""
    logo = getattr(row, "logo", None)
    return f"/api/v1/c/{row.slug}/logo?v={logo.digest}" if logo else ""


def show_day(row: models.Day, audience: Audience) -> protocol.Day:
    """Show a day."""
    return protocol.Day(id=str(row.pk), date=row.date.isoformat(), title=row.title)


def show_theme(row: models.Theme, audience: Audience) -> protocol.Theme:
    """Show a theme."""
    return protocol.Theme(id=str(row.pk), key=row.key, title=row.title)


def show_room(row: models.Room, audience: Audience) -> protocol.Room:
    """Show a room."""
    return protocol.Room(id=str(row.pk), name=row.name)


def has_entrance_facts(row: models.Session, audience: Audience) -> bool:
    """Whether this audience sees, in the programme, the facts that are only for people who may enter the session."""
    return row.access == "public" or audience is Audience.MODERATORS


def show_listed_session(row: models.Session, audience: Audience) -> protocol.Session:
    """Show a session in the programme."""
    shown = show_session(row, audience)
    return shown if has_entrance_facts(row, audience) else shown.model_copy(update={"code": ""})


def show_session(row: models.Session, audience: Audience) -> protocol.Session:
    """Show a session to people who may enter it."""
    return protocol.Session(
        id=str(row.pk),
        day=str(row.day_id),
        kind=row.kind,
        title=row.title,
        description=row.description,
        theme=str(row.theme_id) if row.theme_id else None,
        room=str(row.room_id) if row.room_id else None,
        starts_at=timestamp_text(row.starts_at),
        ends_at=timestamp_text(row.ends_at),
        state=row.state,
        cancelled=row.cancelled_at is not None,
        quorum_to_open=row.quorum_to_open,
        quorum_to_decide=row.quorum_to_decide,
        order_policy=row.order_policy,
        illustrative=row.illustrative,
        rehearsal=row.rehearsal,
        reason=row.reason,
        resumes_at=timestamp_text_or_none(row.resumes_at),
        access=row.access,
        code=row.code,
    )


def show_speakers(row: models.Session, audience: Audience) -> protocol.SpeakersOfSession | None:
    """Show how long each party spoke in a session, once it is closed. If the session is not public, only the staff see
    this.
    """
    if row.state != "closed" or not has_entrance_facts(row, audience):
        return None
    parties: dict[str, protocol.SpeakingShare] = {}
    for turn in sorted(row.turns.all(), key=lambda turn: turn.number):
        party = str(turn.party_id)
        before = parties.get(party, protocol.SpeakingShare(party=party, turns=0, seconds=0))
        parties[party] = protocol.SpeakingShare(
            party=party, turns=before.turns + 1, seconds=before.seconds + round(turn.spoken)
        )
    return protocol.SpeakersOfSession(id=str(row.pk), parties=list(parties.values())) if parties else None


def _pk(row: models.Conference | models.Day | models.Theme | models.Room | models.Session) -> str:
    return str(row.pk)


PROJECTIONS = [
    Projection(
        "conference", "conference", models.Conference,
        lambda subject: models.Conference.objects.filter(pk=subject).select_related("logo"), show_conference, _pk,
    ),
    Projection(
        "day", "conference", models.Day,
        lambda subject: models.Day.objects.filter(conference=subject), show_day, _pk,
    ),
    Projection(
        "theme", "conference", models.Theme,
        lambda subject: models.Theme.objects.filter(conference=subject), show_theme, _pk,
    ),
    Projection(
        "room", "conference", models.Room,
        lambda subject: models.Room.objects.filter(conference=subject), show_room, _pk,
    ),
    Projection(
        "session", "conference", models.Session,
        lambda subject: models.Session.objects.filter(conference=subject), show_listed_session, _pk,
    ),
    Projection(
        "spoken", "conference", models.Session,
        lambda subject: models.Session.objects.filter(conference=subject, state="closed").prefetch_related("turns"),
        show_speakers, _pk,
    ),
    Projection(
        "session", "session", models.Session,
        lambda subject: models.Session.objects.filter(pk=subject), show_session, _pk,
    ),
]  # fmt: skip
