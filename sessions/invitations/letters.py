"""Composes the e-mail of an invitation or a reminder, in the language of its recipient."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import pgettext

from foundation.accounts.roles import SessionRoles
from foundation.languages import in_language, language_of
from foundation.mail.outbox import Mail
from sessions.calendars.appointments import appointment, may_enter, role_notes
from sessions.calendars.ics import calendar
from sessions.invitations import codes
from sessions.invitations.models import Invitation
from sessions.invitations.protocol import LetterKind
from sessions.invitations.texts import complete_text, own_texts, standard_text
from sessions.parties.models import Participant
from sessions.programme.models import Conference, Session

LONGEST_SUBJECT = 200

_PLACEHOLDER = re.compile(r"\{(name|conference)\}")

ROLES = (
    "organiser", "moderator", "rapporteur", "operator", "interpreter", "captioner", "panellist", "head", "delegate",
)  # fmt: skip
"""The roles that an invitation can name. An invitation names the first one that the person has."""


def role_of(participant: Participant) -> str:
    """The name of the role for which a participant is invited, in the current language. Empty for a member of the
    audience.
    """
    names = {
        "organiser": pgettext("invitation: as", "organiser"),
        "moderator": pgettext("invitation: as", "moderator"),
        "rapporteur": pgettext("invitation: as", "rapporteur"),
        "operator": pgettext("invitation: as", "operator of the hall"),
        "interpreter": pgettext("invitation: as", "interpreter"),
        "captioner": pgettext("invitation: as", "captioner"),
        "panellist": pgettext("invitation: as", "panellist"),
        "head": pgettext("invitation: as", "head of delegation"),
        "delegate": pgettext("invitation: as", "delegate"),
    }
    return next((names[role] for role in ROLES if role in participant.roles), "")


def place_of(participant: Participant) -> str:
    """The words for where a participant takes part (in the hall or remotely), in the current language."""
    if participant.place == "hall":
        return pgettext("invitation: place", "in the hall")
    return pgettext("invitation: place", "from elsewhere, by browser")


def dates_of(days: Sequence[date]) -> str:
    """The first and the last of a conference's days, in the current language."""
    if not days:
        return ""
    first, last = date_format(min(days), "DATE_FORMAT"), date_format(max(days), "DATE_FORMAT")
    return first if first == last else f"{first} – {last}"


@dataclass(frozen=True)
class _LetterForm:
    """The texts that the e-mails of several people share. They have placeholders for the texts that differ."""

    subject: str
    text: str
    html: str


class Letters:
    """Composes the invitations or the reminders of one conference. The texts that many of them share are composed
    once. A test says in its subject that it is one.
    """

    def __init__(
        self, conference: Conference, at: datetime, kind: LetterKind = "invitation", *, is_test: bool = False
    ) -> None:
        self.kind = kind
        self._conference, self._at, self._is_test = conference, at, is_test
        self.own_texts = own_texts(conference.pk, kind)
        self._calendars: dict[tuple[object, ...], str] = {}
        self._forms: dict[tuple[object, ...], _LetterForm] = {}

    def letter(self, invitation: Invitation, code: str) -> Mail:
        """The e-mail with a code. `mail_key` and `expires_at` of the invitation must be set."""
        language = language_of(invitation.language)
        appointments = self._calendar(invitation.participant, language)
        form = self._form_of(invitation, language, has_calendar=bool(appointments))
        own = {
            "name": invitation.participant.name,
            "grouped": codes.grouped_code(code),
            "code": code,
        }
        return Mail(
            key=invitation.mail_key,
            to=invitation.email,
            subject=" ".join(_fill_form(form.subject, own).split())[:LONGEST_SUBJECT],
            text=_fill_form(form.text, own),
            box=self._conference.local_box,
            html=_fill_form(form.html, {name: escape(value) for name, value in own.items()}),
            calendar=appointments,
            is_bulk=True,
            expires_at=invitation.expires_at,
        )

    def _form_of(self, invitation: Invitation, language: str, *, has_calendar: bool) -> _LetterForm:
        participant = invitation.participant
        key = (
            language,
            participant.party_id,
            tuple(participant.roles),
            participant.place,
            invitation.expires_at,
            has_calendar,
        )
        if key not in self._forms:
            with translation.override(language):
                texts = self._texts(invitation, language)
                about = texts | {"language": language, "has_calendar": has_calendar}
                self._forms[key] = _LetterForm(
                    subject=self._subject(texts["subject"]),
                    text=_plain_text(texts, has_calendar=has_calendar),
                    html=render_to_string("invitations/mail.html", about),
                )
        return self._forms[key]

    def _texts(self, invitation: Invitation, language: str) -> dict[str, str]:
        participant = invitation.participant
        party = participant.party
        assert invitation.expires_at is not None  # a link has been made
        typing = settings.PUBLIC_URL + reverse("invitation_code")
        conference = in_language(self._conference.name, language) or self._conference.short
        given = complete_text(self.own_texts.get(language), standard_text(self.kind))
        named = {"name": _placeholder("name"), "conference": conference}
        return {
            "subject": _fill_in(given.subject, named),
            "greeting": _fill_in(given.greeting, named),
            "paragraph": _fill_in(given.paragraph, named),
            "conference": conference,
            "venue": self._conference.venue,
            "dates": dates_of(self._days),
            "party": party.name_in(language) if party else "",
            "role": role_of(participant),
            "place": place_of(participant),
            "code": _placeholder("grouped"),
            "link": f"{typing}{_placeholder('code')}/",
            "typing": typing,
            "until": date_format(invitation.expires_at, "DATE_FORMAT"),
        }

    def _subject(self, subject: str) -> str:
        if not self._is_test:
            return subject
        return pgettext("invitation e-mail", "Test: {subject}").format(subject=subject)

    def _calendar(self, participant: Participant, language: str) -> str:
        # Of the rows that were read with the participant, without a query for each.
        own = tuple((str(role.session_id), role.role) for role in participant.session_roles.all())
        key = language, tuple(participant.roles), own
        if key not in self._calendars:
            entered = [session for session in self._sessions if may_enter(session, participant.roles, own)]
            self._calendars[key] = self._calendar_file(entered, own, language)
        return self._calendars[key]

    def _calendar_file(self, sessions: list[Session], own: SessionRoles, language: str) -> str:
        if not sessions:
            return ""
        conference, server = self._conference, settings.PUBLIC_URL
        appointments = [
            appointment(session, conference, language, server, role_notes(session, own, language))
            for session in sessions
        ]
        name = in_language(conference.name, language)
        return calendar(appointments, name, conference.timezone, at=self._at, method="PUBLISH").decode()

    @cached_property
    def _days(self) -> list[date]:
        return list(self._conference.days.values_list("date", flat=True))

    @cached_property
    def _sessions(self) -> list[Session]:
        held = self._conference.sessions.filter(ends_at__gt=self._at, rehearsal=False)
        return list(held.exclude(state="closed").select_related("room"))


def _placeholder(name: str) -> str:
    """The placeholder for a text that differs from person to person. It has Unicode noncharacters, which no received
    text contains.
    """
    return f"\ufdd0{name}\ufdd1"


def _fill_form(form: str, own: dict[str, str]) -> str:
    for name, value in own.items():
        form = form.replace(_placeholder(name), value)
    return form


def _fill_in(text: str, values: dict[str, str]) -> str:
    """The text with the values of its placeholders. Other braces stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def _plain_text(texts: dict[str, str], *, has_calendar: bool) -> str:
    calendar_line = pgettext("invitation e-mail", "The calendar file has the sessions that you may enter.")
    lines = [
        "{greeting}",
        "",
        *(["{paragraph}", ""] if texts["paragraph"] else []),
        *_fact_lines(texts),
        "",
        pgettext("invitation e-mail", "Accept at this address. It works once, until {until}:"),
        "{link}",
        "",
        pgettext("invitation e-mail", "Or type the code {code} at {typing}"),
        "",
        *([calendar_line] if has_calendar else []),
        pgettext("invitation e-mail", "If you expected no invitation, you need not do anything."),
        "",
    ]
    return "\n".join(line.format(**texts) for line in lines)


def _fact_lines(texts: dict[str, str]) -> list[str]:
    facts = {
        "conference": pgettext("invitation", "Conference"),
        "venue": pgettext("invitation", "Venue"),
        "dates": pgettext("invitation", "Dates"),
        "party": pgettext("invitation", "Delegation"),
        "role": pgettext("invitation", "As"),
        "place": pgettext("invitation", "You take part"),
    }
    return [f"{label}: {{{key}}}" for key, label in facts.items() if texts[key]]
