"""The one table of where data about people are stored: what, why, until when, and what an erasure does to them.

The export, the page on privacy, erasure and retention are made from it. A test looks at all models, and fails if one
refers to a person and is neither here nor in `NOT_LISTED`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from sessions.personal_data.people import Person

Kind = Literal["user", "person", "participant", "email"]
"""How a field refers to a person: by its account, its public id, its part in a conference, or its e-mail address."""

Erased = Literal["deleted", "forgotten", "kept"]
"""What an erasure does with rows: it deletes them, replaces some of their values, or keeps them."""


@dataclass(frozen=True)
class PersonalDataTable:
    """A table that holds data about people. `fields` are exported.

    `refers` are the fields that refer to a person, and how. `conference` is the field, or the path, that names the
    conference of a row. Empty if that follows from the participant, or if the row belongs to the account. `forget` are
    the values that an erasure writes into the rows.
    """

    model: str
    refers: Mapping[str, Kind]
    what: Promise
    why: Promise
    until: Promise
    fields: Collection[str]
    erased: Erased = "deleted"
    conference: str = ""
    forget: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> QuerySet[Model]:
        """All rows of the model."""
        model: Any = apps.get_model(self.model)
        rows: QuerySet[Model] = model._default_manager.all()
        return rows

    @property
    def is_of_a_conference(self) -> bool:
        """Whether a row belongs to a person's part in a conference, and not to its account."""
        return bool(self.conference) or "participant" in self.refers.values()

    def rows_about(self, person: Person, conference: int | None = None) -> QuerySet[Model]:
        """The rows about a person. If a conference is given, only those of the person's part in it."""
        rows = self.rows.filter(self._refers_to(person, conference)).order_by("pk")
        if conference is not None and self.conference:
            rows = rows.filter(**{self.conference: conference})
        return rows

    @property
    def is_of_minutes(self) -> bool:
        """Whether its rows refer to a participant and stay as long as the minutes."""
        return self.erased == "kept" and "participant" in self.refers.values()

    def rows_of_participant(self, participant: int) -> QuerySet[Model]:
        """The rows that refer to a participant."""
        about = Q(pk__in=())
        for name, kind in self.refers.items():
            if kind == "participant":
                about |= Q(**{name: participant})
        return self.rows.filter(about).order_by("pk")

    def rows_of_conference(self, conference: int) -> QuerySet[Model]:
        """All rows of people's parts in a conference. Only for tables with `is_of_a_conference`."""
        if self.conference:
            return self.rows.filter(**{self.conference: conference})
        of_parts = Q()
        for name, kind in self.refers.items():
            if kind == "participant":
                of_parts |= Q(**{f"{name}__conference": conference})
        return self.rows.filter(of_parts)

    def _refers_to(self, person: Person, conference: int | None) -> Q:
        about = Q(pk__in=())
        for name, kind in self.refers.items():
            if kind == "user" and person.user is not None:
                about |= Q(**{name: person.user.pk})
            elif kind == "person":
                about |= Q(**{name: str(person.public_id)})
            elif kind == "participant":
                about |= Q(**{f"{name}__in": person.participants_in(conference)})
            elif kind == "email" and person.emails:
                about |= Q(**{f"{name}__in": person.emails})
        return about


ACCOUNT: Final = pgettext_lazy("personal data", "So that you can sign in, and nobody else in your name.")
PART: Final = pgettext_lazy("personal data", "So that you take part in the conference under your name.")
MINUTES: Final = pgettext_lazy("personal data", "The minutes say who took part, and how.")
TECHNIQUE: Final = pgettext_lazy("personal data", "So that sound, picture and your devices work.")
SAFETY: Final = pgettext_lazy(
    "personal data", "To keep the conference safe, and to find out what went wrong."
)
PROOF: Final = pgettext_lazy("personal data", "To prove what was agreed.")

WITH_ACCOUNT: Final = pgettext_lazy("personal data", "As long as the account.")
RETENTION: Final = pgettext_lazy("personal data", "Until the conference’s retention period is over.")
WITH_MINUTES: Final = pgettext_lazy("personal data", "As long as the minutes.")
A_DAY: Final = pgettext_lazy("personal data", "A day.")
CONNECTED: Final = pgettext_lazy("personal data", "While you are connected.")

TABLES: Final = (
    PersonalDataTable(
        "accounts.User",
        {"public_id": "person"},
        pgettext_lazy(
            "personal data", "Your account: name, e-mail address, a hash of the password, last sign-in"
        ),
        ACCOUNT,
        WITH_ACCOUNT,
        ("public_id", "name", "email", "is_guest", "is_active", "joined_at", "last_login"),
        erased="forgotten",
    ),
    PersonalDataTable(
        "account.EmailAddress",
        {"user": "user", "email": "email"},
        pgettext_lazy("personal data", "Your e-mail address, and whether it was confirmed"),
        ACCOUNT,
        WITH_ACCOUNT,
        ("email", "verified", "primary"),
    ),
    PersonalDataTable(
        "mfa.Authenticator",
        {"user": "user"},
        pgettext_lazy("personal data", "Your second factors: passkeys, app, recovery codes"),
        ACCOUNT,
        WITH_ACCOUNT,
        ("type", "created_at", "last_used_at"),
    ),
    PersonalDataTable(
        "socialaccount.SocialAccount",
        {"user": "user"},
        pgettext_lazy("personal data", "Your account at a sign-in provider"),
        ACCOUNT,
        WITH_ACCOUNT,
        ("provider", "uid", "date_joined", "last_login", "extra_data"),
    ),
    PersonalDataTable(
        "conference.Participant",
        {"person": "user"},
        pgettext_lazy(
            "personal data", "Your part: name, title, function, delegation, roles, whether in the hall"
        ),
        PART,
        WITH_MINUTES,
        ("conference__short", "name", "honorific", "function", "party__name", "place", "roles"),
        erased="forgotten",
        conference="conference",
    ),
    PersonalDataTable(
        "conference.Registration",
        {"person": "user", "email": "email"},
        pgettext_lazy(
            "personal data", "Your registration: name, organisation, e-mail address, language, state"
        ),
        PART,
        RETENTION,
        ("conference__short", "name", "organisation", "email", "language", "state", "asked_at"),
        conference="conference",
    ),
    PersonalDataTable(
        "conference.Unconfirmed",
        {"email": "email"},
        pgettext_lazy("personal data", "A registration whose e-mail address was not confirmed"),
        PART,
        A_DAY,
        ("name", "organisation", "email", "language", "expires_at"),
        conference="conference",
    ),
    PersonalDataTable(
        "conference.Invitation",
        {"participant": "participant", "email": "email"},
        pgettext_lazy(
            "personal data", "Your invitation: e-mail address, language, when it was sent and accepted"
        ),
        PART,
        RETENTION,
        ("email", "language", "sent", "made_at", "expires_at", "accepted_at"),
        conference="conference",
    ),
    PersonalDataTable(
        "conference.SessionRole",
        {"participant": "participant"},
        pgettext_lazy("personal data", "Your roles in single sessions"),
        PART,
        RETENTION,
        ("session__title", "role", "language"),
    ),
    PersonalDataTable(
        "conference.Consent",
        {"person": "user"},
        pgettext_lazy("personal data", "Which privacy notice you accepted, when, and in which language"),
        PROOF,
        RETENTION,
        ("notice__conference__short", "notice__version", "language", "at"),
        erased="kept",
        conference="notice__conference",
    ),
    PersonalDataTable(
        "conference.ErasureRequest",
        {"person": "user"},
        pgettext_lazy("personal data", "That you asked for erasure"),
        PROOF,
        RETENTION,
        ("conference__short", "asked_at", "asked_by_person", "done_at"),
        erased="kept",
        conference="conference",
    ),
    PersonalDataTable(
        "conference.Entry",
        {"speaker": "participant", "reader": "participant"},
        pgettext_lazy("personal data", "Your requests for the floor"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "kind", "mode", "inscribed_at", "state", "withdrawn_at", "struck", "late_reason"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.Turn",
        {"speaker": "participant", "reader": "participant"},
        pgettext_lazy("personal data", "When and how long you spoke, or read a statement out"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "place", "started_at", "ended_at", "spoken", "ended_by"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.PodiumSeat",
        {"participant": "participant"},
        pgettext_lazy("personal data", "Your seat on the podium"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "slot"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.RollAnswer",
        {"answered_by": "participant"},
        pgettext_lazy("personal data", "Answers to roll calls that you gave for your delegation"),
        MINUTES,
        WITH_MINUTES,
        ("roll_call__session__title", "party__name", "place", "at"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.CheckIn",
        {"participant": "participant"},
        pgettext_lazy("personal data", "That the desk saw you come in"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "at"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.Correction",
        {"by": "participant"},
        pgettext_lazy("personal data", "Corrections of the minutes that you made"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "of", "item", "text", "reason", "at"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.Note",
        {"author": "participant"},
        pgettext_lazy("personal data", "Notes of the minutes that you wrote"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "text", "state", "at"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.CorrectionRequest",
        {"asked_by": "participant"},
        pgettext_lazy("personal data", "Corrections of the minutes that you asked for"),
        MINUTES,
        WITH_MINUTES,
        ("note__session__title", "text", "asked_at", "state", "answer"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.ParagraphVersion",
        {"by": "person"},
        pgettext_lazy("personal data", "What you wrote in outcome documents"),
        MINUTES,
        WITH_MINUTES,
        ("paragraph__outcome__title", "label", "text", "cause", "at"),
        erased="kept",
        conference="paragraph__outcome__conference",
    ),
    PersonalDataTable(
        "conference.Translation",
        {"by": "person"},
        pgettext_lazy("personal data", "What you translated in outcome documents"),
        MINUTES,
        WITH_MINUTES,
        ("paragraph__outcome__title", "language", "text", "at"),
        erased="kept",
        conference="paragraph__outcome__conference",
    ),
    PersonalDataTable(
        "conference.Amendment",
        {"author": "participant"},
        pgettext_lazy("personal data", "Amendments that you proposed for your delegation"),
        MINUTES,
        WITH_MINUTES,
        ("outcome__title", "number", "words", "text", "state", "tabled_at"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.Comment",
        {"author": "participant"},
        pgettext_lazy("personal data", "Your comments on outcome documents"),
        MINUTES,
        WITH_MINUTES,
        ("outcome__title", "words", "text", "at"),
        erased="kept",
    ),
    PersonalDataTable(
        "conference.Publication",
        {"published_by": "participant"},
        pgettext_lazy("personal data", "What you published of sessions, and to whom"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "part", "readers", "published_at"),
        erased="forgotten",
        forget={"published_by": None},
    ),
    PersonalDataTable(
        "conference.TechnicalCheck",
        {"participant": "participant"},
        pgettext_lazy("personal data", "Your last technical check, with the kind of browser"),
        TECHNIQUE,
        RETENTION,
        ("at", "verdict", "browser", "lines"),
    ),
    PersonalDataTable(
        "conference.CalendarFeed",
        {"participant": "participant"},
        pgettext_lazy("personal data", "That you took the address of your own calendar"),
        TECHNIQUE,
        RETENTION,
        ("language",),
    ),
    PersonalDataTable(
        "conference.LineReport",
        {"participant": "participant"},
        pgettext_lazy("personal data", "The quality of your line"),
        TECHNIQUE,
        RETENTION,
        ("session__title", "at", "has_sound", "loss", "rtt"),
    ),
    PersonalDataTable(
        "conference.Editing",
        {"participant": "participant"},
        pgettext_lazy("personal data", "Which paragraph of an outcome document you edited last"),
        TECHNIQUE,
        RETENTION,
        ("paragraph__outcome__title", "paragraph__label", "at"),
    ),
    PersonalDataTable(
        "conference.CardSeat",
        {"participant": "participant"},
        pgettext_lazy("personal data", "That you took your seat by a seat card"),
        PART,
        RETENTION,
        ("card__made_at", "over"),
    ),
    PersonalDataTable(
        "conference.Continuation",
        {"person": "person"},
        pgettext_lazy("personal data", "Codes by which you moved to another device"),
        TECHNIQUE,
        A_DAY,
        ("path", "expires_at", "taken"),
    ),
    PersonalDataTable(
        "conference.SeatDevice",
        {"person": "person"},
        pgettext_lazy("personal data", "Which of your devices has your seat"),
        TECHNIQUE,
        RETENTION,
        ("conference", "device"),
        conference="conference",
    ),
    PersonalDataTable(
        "conference.ApiToken",
        {"maker": "participant", "revoked_by": "person"},
        pgettext_lazy("personal data", "Tokens for programs that you made or revoked"),
        SAFETY,
        RETENTION,
        ("name", "scopes", "made_at", "expires_at", "used_at", "revoked_at"),
    ),
    PersonalDataTable(
        "conference.KeptAnswer",
        {"person": "person"},
        pgettext_lazy("personal data", "Answers to programs that act for you"),
        TECHNIQUE,
        A_DAY,
        ("at", "status"),
    ),
    PersonalDataTable(
        "accounts.SeatRevision",
        {"person": "person"},
        pgettext_lazy("personal data", "The last change of your roles, or the end of your seat"),
        SAFETY,
        RETENTION,
        ("conference", "roles", "place", "withdrawn", "at"),
        erased="kept",
        conference="conference",
    ),
    PersonalDataTable(
        "wire.Connection",
        {"person": "person", "participant": "participant"},
        pgettext_lazy("personal data", "Your open pages"),
        TECHNIQUE,
        CONNECTED,
        ("stream", "place", "device", "phone", "lost_at"),
    ),
    PersonalDataTable(
        "chat.Question",
        {"person": "person"},
        pgettext_lazy("personal data", "Your questions, with your name unless you asked anonymously"),
        MINUTES,
        WITH_MINUTES,
        (
            "session__title",
            "name",
            "anonymous",
            "for_party",
            "text",
            "earlier",
            "state",
            "reason",
            "answer",
            "asked_at",
        ),
        erased="forgotten",
        conference="session__conference",
    ),
    PersonalDataTable(
        "chat.Vote",
        {"person": "person"},
        pgettext_lazy(
            "personal data", "Your votes for questions; of guests, a digest of the network address"
        ),
        PART,
        WITH_MINUTES,
        ("question__text",),
        erased="forgotten",
        conference="question__session__conference",
        forget={"network": ""},
    ),
    PersonalDataTable(
        "chat.QuestionBlock",
        {"person": "person"},
        pgettext_lazy("personal data", "The sessions whose moderators take no more questions from you"),
        SAFETY,
        WITH_MINUTES,
        ("session__title", "at"),
        erased="kept",
        conference="session__conference",
    ),
    PersonalDataTable(
        "chat.ChatMessage",
        {"person": "person"},
        pgettext_lazy(
            "personal data",
            "Your messages, with your name; those to a group only until the retention period is over",
        ),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "channel", "name", "text", "earlier", "sent_at", "deleted_by"),
        erased="forgotten",
        conference="session__conference",
    ),
    PersonalDataTable(
        "chat.MessageRecipient",
        {"person": "person"},
        pgettext_lazy("personal data", "Messages that you got when you were called to the floor"),
        TECHNIQUE,
        RETENTION,
        ("message__session__title", "message__text"),
        conference="message__session__conference",
    ),
    PersonalDataTable(
        "chat.MessageReaction",
        {"person": "person"},
        pgettext_lazy("personal data", "Your reactions to messages"),
        PART,
        RETENTION,
        ("message__text", "kind"),
        erased="forgotten",
        conference="message__session__conference",
    ),
    PersonalDataTable(
        "chat.ReleaseReaction",
        {"person": "person"},
        pgettext_lazy(
            "personal data", "Your reactions to statements, recordings, minutes and outcome documents"
        ),
        PART,
        WITH_MINUTES,
        ("stream", "item", "kind"),
        erased="forgotten",
        conference="conference",
    ),
    PersonalDataTable(
        "chat.ReadMark",
        {"person": "person"},
        pgettext_lazy("personal data", "How far you have read the messages"),
        TECHNIQUE,
        RETENTION,
        ("session__title", "channel", "number"),
        conference="session__conference",
    ),
    PersonalDataTable(
        "chat.MessageBlock",
        {"person": "person"},
        pgettext_lazy("personal data", "The sessions whose moderators take no more messages from you"),
        SAFETY,
        WITH_MINUTES,
        ("session__title", "at"),
        erased="kept",
        conference="session__conference",
    ),
    PersonalDataTable(
        "chat.Announcement",
        {"made_by": "participant"},
        pgettext_lazy("personal data", "Your announcements"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "texts", "made_at"),
        erased="forgotten",
        forget={"made_by": None},
    ),
    PersonalDataTable(
        "chat.PollAnswer",
        {"person": "person"},
        pgettext_lazy(
            "personal data",
            "Your answers to polls: of an anonymous poll only while it is open; of guests, a digest of the network "
            "address",
        ),
        PART,
        WITH_MINUTES,
        ("poll__question", "poll__anonymous", "answer", "name"),
        conference="poll__session__conference",
    ),
    PersonalDataTable(
        "chat.HelpCall",
        {"person": "person", "participant": "participant"},
        pgettext_lazy("personal data", "Your last call for help, with what was written"),
        TECHNIQUE,
        RETENTION,
        ("name", "place", "line", "messages", "called_at"),
        conference="conference",
    ),
    PersonalDataTable(
        "streaming.Acknowledgement",
        {"person": "person", "participant": "participant"},
        pgettext_lazy("personal data", "That you knew of a recording when you spoke"),
        PROOF,
        WITH_MINUTES,
        ("recording__session__title", "at"),
        erased="kept",
        conference="recording__session__conference",
    ),
    PersonalDataTable(
        "streaming.LanguageChannel",
        {"on_duty": "participant", "offered_to": "participant", "offered_by": "participant"},
        pgettext_lazy("personal data", "That you interpret into a language at the moment"),
        TECHNIQUE,
        RETENTION,
        ("session__title", "language", "since"),
        erased="forgotten",
        forget={"on_duty": None, "since": None, "offered_to": None, "offered_by": None},
    ),
    PersonalDataTable(
        "streaming.Caption",
        {"person": "person"},
        pgettext_lazy("personal data", "Captions that you wrote of what others said"),
        MINUTES,
        WITH_MINUTES,
        ("session__title", "language", "text", "written_at"),
        erased="kept",
        conference="session__conference",
    ),
    PersonalDataTable(
        "streaming.PublisherKey",
        {"made_by": "person"},
        pgettext_lazy("personal data", "Keys for equipment that you made"),
        SAFETY,
        WITH_MINUTES,
        ("session__title", "label", "made_at", "revoked_at"),
        erased="kept",
        conference="session__conference",
    ),
    PersonalDataTable(
        "journal.Entry",
        {"actor": "person", "reseats": "person"},
        pgettext_lazy("personal data", "What you did in sessions, as the minutes have it"),
        MINUTES,
        WITH_MINUTES,
        ("stream_id", "seq", "at", "event"),
        erased="kept",
    ),
    PersonalDataTable(
        "journal.Answer",
        {"person": "person"},
        pgettext_lazy("personal data", "Answers to what your page asked for"),
        TECHNIQUE,
        A_DAY,
        ("command_id", "at", "code"),
    ),
    PersonalDataTable(
        "audit.AuditEntry",
        {"person": "person"},
        pgettext_lazy("personal data", "Your sign-ins and what you administered, with the network address"),
        SAFETY,
        RETENTION,
        ("at", "action", "subject_label", "address", "result"),
        erased="forgotten",
    ),
    PersonalDataTable(
        "admin.LogEntry",
        {"user": "user"},
        pgettext_lazy("personal data", "What you changed in the administration"),
        SAFETY,
        WITH_ACCOUNT,
        ("action_time", "object_repr", "change_message"),
        erased="kept",
    ),
    PersonalDataTable(
        "jobs.Job",
        {"to": "email"},
        pgettext_lazy("personal data", "E-mails to you: address, subject, whether they were sent"),
        PART,
        RETENTION,
        ("to", "payload__subject", "state", "due", "reason"),
    ),
)

NOT_LISTED: Final = {
    "accounts.FailedSignIns": "counts failed passwords by digests that reveal nobody",
    "account.EmailConfirmation": "is deleted with its e-mail address",
    "conference.OrganiserLink": "names nobody",
    "streaming.RelayProcess": "is a machine",
    "wire.Process": "is a process",
}
"""Models with a field that looks like a reference to a person, and why they are not in `TABLES`."""


def table_of(model: str) -> PersonalDataTable:
    """The entry of `TABLES` for a model."""
    return next(each for each in TABLES if each.model == model)
