"""Django's administration of the proceedings.

Changes are journaled as commands are, so that open screens follow. The floor is read-only here: its only writer
is `sessions/floor/services.py`.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from pydantic import ValidationError

from foundation import clock
from foundation.accounts.models import User
from foundation.administration import ModelAdmin
from foundation.audit.models import AuditEntry
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import registry
from sessions import models
from sessions.access.services import PolicyChange
from sessions.floor.conflicts.services import update_session_conflicts
from sessions.floor.speaking_time import services as limits
from sessions.floor.speaking_time.presets import PRESETS
from sessions.parties.rights import Change, MemberChange, RightToVoteChange, check_change, session_roles_of
from sessions.parties.services import check_last_organiser, overrule_tokens
from sessions.planning.programme.new_sessions import make_session
from sessions.programme.services import is_set_up, is_used, journal_edits
from sessions.registration import services as registrations

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:  # Django's class takes no type argument at run time
    ModelForm = forms.ModelForm


class DisplayableForm(ModelForm):
    """The base of forms. It accepts only values that screens can show: a name is a text by language, a role is one of
    Balai's.
    """

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        for view in registry().projections:
            if isinstance(self.instance, view.model):
                self._check_projection(view.show)

    def _check_projection(self, show: Any) -> None:
        try:
            show(self.instance, Audience.MODERATORS)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._refuse(str(detail["loc"][0]), detail["msg"])

    def check_change(self, field: str, stream: str, change: Change) -> None:
        """Refuse a change that takes a voice in a decision under way, under the lock of the row's writers."""
        journal.lock(stream)
        try:
            check_change(change)
        except Refusal as refusal:
            self.add_error(field, refusal.message)

    def _refuse(self, field: str, why: str) -> None:
        if field in self.errors:
            return
        self.add_error(field if field in self.fields else None, why)
        if field in self.initial:
            # The page with the error prints the row's name, which needs a valid value: restore the old one.
            setattr(self.instance, field, self.initial[field])


class ConferenceForm(DisplayableForm):
    """The form of a conference."""

    def clean_timezone(self) -> str:
        """Accept only a time zone that browsers know too."""
        name: str = self.cleaned_data["timezone"]
        if name not in available_timezones():
            raise forms.ValidationError("Give a time zone by its IANA name, such as Asia/Makassar.")
        held = models.Session.objects.filter(conference=self.instance.pk).select_related("day")
        for session in held if "timezone" in self.changed_data else ():
            if session.starts_at.astimezone(ZoneInfo(name)).date() != session.day.date:
                raise forms.ValidationError(
                    f"In this time zone a session would start on another date: {session}. Move it first."
                )
        return name


class DayForm(DisplayableForm):
    """The form of a day."""

    def clean_date(self) -> date:
        """Refuse a change of the date if the day has sessions."""
        given: date = self.cleaned_data["date"]
        if "date" in self.changed_data and models.Session.objects.filter(day=self.instance.pk).exists():
            raise forms.ValidationError("There are sessions on this day. Move them to another day first.")
        return given

    def clean(self) -> dict[str, Any]:
        """Refuse a date that is the date of another day of the same conference."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        others = models.Day.objects.filter(conference=given.get("conference")).exclude(pk=self.instance.pk)
        if "date" in given and others.filter(date=given["date"]).exists():
            self.add_error("date", "The conference has this day already. Add sessions to that one.")
        return given


def save_changed(row: Any, form: Any, stream: str) -> None:
    """Save only the changed fields, under the stream's lock, because other code writes the other fields meanwhile."""
    journal.lock(stream)
    columns = {field.name for field in row._meta.concrete_fields}
    row.save(update_fields=columns.intersection(form.changed_data))
    row.refresh_from_db()


def conference_of(row: Any) -> models.Conference:
    """The conference to which a row belongs, or the row itself."""
    return row if isinstance(row, models.Conference) else cast(models.Conference, row.conference)


class JournaledAdmin(ModelAdmin):
    """The base of admin pages. It saves a row, and tells every stream that shows the row. If `may_delete` is set, rows
    that are not used can be deleted.
    """

    form = DisplayableForm
    may_delete = False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row and journal it. Subclasses override `journal_saved` to journal more."""
        if change:
            save_changed(obj, form, self.stream_of(obj))
        else:
            self.save_new(obj)
        self.journal_saved(request, obj, form, change)

    def save_new(self, obj: Any) -> None:
        """Save a new row. Subclasses override this for rows that are not made alone."""
        obj.save()

    def stream_of(self, obj: Any) -> str:
        """The stream whose lock protects the row."""
        return conference_of(obj).stream

    def rows_to_journal(self, obj: Any) -> list[Any]:
        """The row, and those of the rows deleted with it that screens show."""
        return [obj]

    def journal_saved(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Journal the saved row."""
        journal_edits(conference_of(obj).pk, clock.now(), [obj])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = self.may_delete and obj is not None and super().has_delete_permission(request, obj)
        return bool(allowed and not self.is_kept(obj))

    def is_kept(self, obj: Any) -> bool:
        """Whether the row cannot be deleted here."""
        return is_used(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The objects that a deletion deletes: only the row itself, because a row that is not used has no dependent
        rows.
        """
        return [str(obj) for obj in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row under the lock of its writers, unless it was used meanwhile."""
        journal.lock(self.stream_of(obj))
        if self.is_kept(obj):
            raise PermissionDenied
        journal_edits(conference_of(obj).pk, clock.now(), [], gone=self.rows_to_journal(obj))
        obj.delete()


class ReadOnlyAdmin(ModelAdmin):
    """The base of admin pages whose rows can be viewed but not changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Conference)
class ConferenceAdmin(JournaledAdmin):
    """The admin page of conferences. `is_demo` cannot be set here, because the seats of a demo are open to everyone."""

    form = ConferenceForm
    may_delete = True
    readonly_fields = ("is_demo",)
    list_display = ("short", "slug", "timezone", "venue")


@admin.register(models.Day)
class DayAdmin(JournaledAdmin):
    """The admin page of the days of the programme."""

    form = DayForm
    may_delete = True
    list_display = ("date", "conference")


@admin.register(models.Theme)
class ThemeAdmin(JournaledAdmin):
    """The admin page of themes."""

    may_delete = True
    list_display = ("key", "conference")


@admin.register(models.Room)
class RoomAdmin(JournaledAdmin):
    """The admin page of rooms."""

    may_delete = True
    list_display = ("__str__", "conference")


class SessionForm(DisplayableForm):
    """The form of a session. It has the preset with which the session's floor begins."""

    preset = forms.ChoiceField(
        choices=[("", "no change"), *((name, name.replace("_", " ")) for name in PRESETS)],
        required=False,
        label="Apply speaking times of",
        help_text="Speaking times, rights of reply, and whether turns end by themselves. Moderators can change them.",
    )

    def clean(self) -> dict[str, Any]:
        """Check that a session lies on its day, ends after it starts, and refers to its own conference."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        conference, day = given.get("conference"), given.get("day")
        for name in ("day", "room", "theme"):
            if conference and given.get(name) and given[name].conference_id != conference.pk:
                self.add_error(name, f"This {name} belongs to another conference.")
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "The session ends before it starts.")
        elif starts and ends and ends - starts >= timedelta(days=1):
            self.add_error("ends_at", "The session is a day long or longer. Make one session for each day.")
        if (
            conference
            and day
            and starts
            and starts.astimezone(ZoneInfo(conference.timezone)).date() != day.date
        ):
            self.add_error("starts_at", f"The session starts on another date than its day, {day}.")
        if self.instance.pk and "access" in self.changed_data and "access" in given:
            self.check_change("access", self.instance.stream, PolicyChange(self.instance, given["access"]))
        return given

    def clean_preset(self) -> str:
        """Refuse a new preset for a session that is over."""
        chosen: str = self.cleaned_data["preset"]
        if chosen and self.instance.state == models.Session.State.CLOSED:
            raise forms.ValidationError("The session is closed. Its speaking times stay as they were.")
        return chosen


def _local_time_text(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"


@admin.register(models.Session)
class SessionAdmin(JournaledAdmin):
    """The admin page of sessions. It does not change their state: moderators do that at the console."""

    form = SessionForm
    may_delete = True

    list_display = ("__str__", "code", "kind", "starts", "ends", "state")
    list_select_related = ("conference",)
    list_filter = ("kind", "state", "day")
    readonly_fields = ("state", "reason", "code")

    @admin.display(ordering="starts_at")
    def starts(self, obj: models.Session) -> str:
        """The start, in the conference's zone."""
        return _local_time_text(obj.starts_at, obj.conference.timezone)

    @admin.display(ordering="ends_at")
    def ends(self, obj: models.Session) -> str:
        """The end, in the conference's zone."""
        return _local_time_text(obj.ends_at, obj.conference.timezone)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        """Show and read times in the conference's zone. A new session's zone is that of the only conference."""
        row = self.get_object(request, object_id) if object_id else None
        every = models.Conference.objects.values_list("timezone", flat=True)
        zones = {row.conference.timezone} if row else {*every}
        with timezone.override(zones.pop() if len(zones) == 1 else "UTC"):
            answer = super().changeform_view(request, object_id, *args, **kwargs)
            return answer.render() if isinstance(answer, TemplateResponse) else answer

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, with the time zone named beside the times."""
        form = super().get_form(request, obj, change, **kwargs)
        for name in ("starts_at", "ends_at"):
            form.base_fields[name].help_text = f"In the time zone {timezone.get_current_timezone_name()}."
        return form

    def is_kept(self, obj: models.Session) -> bool:
        """Roles and languages are taken from a session in the workspace, which asks before."""
        return is_used(obj) or is_set_up(obj)

    def save_new(self, obj: models.Session) -> None:
        make_session(obj)

    def stream_of(self, obj: models.Session) -> str:
        return obj.stream

    def rows_to_journal(self, obj: models.Session) -> list[Any]:
        return [obj, obj.floor]

    def journal_saved(self, request: HttpRequest, obj: models.Session, form: Any, change: bool) -> None:
        changed = [obj, obj.floor]
        journal_edits(obj.conference_id, clock.now(), changed, [obj])
        update_session_conflicts(obj)
        if preset := form.cleaned_data["preset"]:
            limits.apply_preset_before_session(obj.pk, preset, str(cast(User, request.user).public_id))


class PartyForm(DisplayableForm):
    """The form of a party."""

    def clean(self) -> dict[str, Any]:
        """Refuse to take the right to vote in a decision under way."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and not {"accredited", "conference"}.isdisjoint(self.changed_data):
            stays = "conference" not in self.changed_data and bool(given.get("accredited"))
            stream = self.instance.conference.stream
            self.check_change("accredited", stream, RightToVoteChange(self.instance, stays))
        return given


@admin.register(models.Party)
class PartyAdmin(JournaledAdmin):
    """The admin page of parties. Their video statements are handed in elsewhere."""

    form = PartyForm
    may_delete = True
    readonly_fields = ("video_statement_file",)
    list_display = ("__str__", "outlet", "code", "category", "rank", "region", "place", "accredited")
    list_filter = ("category", "region", "place", "accredited")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        journal.lock(self.stream_of(obj))
        try:
            check_change(RightToVoteChange(obj, accredited=False))
        except Refusal as refusal:
            raise PermissionDenied(refusal.message) from refusal
        super().delete_model(request, obj)


class UserForm(ModelForm):
    """The form of an account."""

    def clean(self) -> dict[str, Any]:
        """Refuse to deactivate the account of the only organiser of a conference, or to remove its e-mail address."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("is_active", "email"):
            if name in given and getattr(self.instance, name) and not given[name]:
                self._check_organises(name)
        return given

    def _check_organises(self, field: str) -> None:
        for part in models.Participant.objects.filter(person=self.instance).select_related("conference"):
            try:
                check_last_organiser(part, ())
            except Refusal as refusal:
                self.add_error(field, f"{part.conference}: {refusal.message}")


@admin.register(User)
class UserAdmin(ModelAdmin):
    """The admin page of people: who may sign in, and who may administer."""

    form = UserForm
    list_display = ("name", "email", "is_guest", "is_staff", "is_active")
    list_filter = ("is_guest", "is_staff", "is_active")
    search_fields = ("name", "email")
    readonly_fields = ("public_id", "joined_at")
    fields = (
        "public_id", "name", "email", "is_guest", "is_staff", "is_superuser", "is_active", "groups", "joined_at",
    )  # fmt: skip


class ParticipantForm(DisplayableForm):
    """The form of a participant."""

    def clean(self) -> dict[str, Any]:
        """Refuse to remove the only organiser of a conference, and the last voice of a party in a decision under
        way.
        """
        given: dict[str, Any] = super().clean() or self.cleaned_data
        roles, goes = (
            given.get("roles"),
            {"conference", "person", "simulated"}.intersection(self.changed_data),
        )
        try:
            check_last_organiser(self.instance, roles if isinstance(roles, list) and not goes else ())
        except Refusal as refusal:
            self.add_error("roles", refusal.message)
        if self.instance.pk and isinstance(roles, list):
            party = str(given["party"].pk) if given.get("party") and not goes else None
            change = MemberChange(self.instance, party, roles, session_roles_of(self.instance))
            self.check_change("roles", self.instance.conference.stream, change)
        return given


SEAT_FIELDS = frozenset({"roles", "party", "place"})
"""The fields of a participant on which its seat depends."""


@admin.register(models.Participant)
class ParticipantAdmin(JournaledAdmin):
    """The admin page of participants. A change of roles, party or place overrules the seat tokens signed before."""

    form = ParticipantForm
    list_display = ("name", "function", "party", "place", "roles")
    list_filter = ("place",)
    search_fields = ("name",)
    autocomplete_fields = ("person",)

    def journal_saved(self, request: HttpRequest, obj: models.Participant, form: Any, change: bool) -> None:
        reseated = change and not SEAT_FIELDS.isdisjoint(form.changed_data)
        if reseated:
            roles = {*form.initial.get("roles", ()), *(role for _, role in session_roles_of(obj))}
            overrule_tokens(obj, roles)
        person, now = str(obj.person.public_id) if reseated else "", clock.now()
        journal_edits(obj.conference_id, now, [obj], reseats=person)
        registrations.end_registrations(obj.conference, [obj.person], now)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The admin page of the audit log, of all conferences and of the server."""

    list_display = ("at", "name", "action", "subject_label", "address", "result")
    list_filter = ("action", "result")
    search_fields = ("name", "subject_label", "address")
    date_hierarchy = "at"


@admin.register(models.Webhook)
class WebhookAdmin(ReadOnlyAdmin):
    """The admin page of webhooks. It does not show the keys of their signatures."""

    exclude = ("secret",)


for looked_at in (
    models.Floor,
    models.Entry,
    models.Turn,
    models.PodiumSeat,
    models.Swap,
    models.Ordering,
    models.Clash,
    models.Vote,
    models.Ballot,
    models.Proposal,
    models.WrittenStatement,
    models.Document,
    models.DocumentFile,
    models.Outcome,
    models.Paragraph,
    models.ParagraphVersion,
    models.Citation,
    models.Amendment,
    models.Comment,
    models.Procedure,
    models.Objection,
    models.Reservation,
    models.Corrigendum,
    models.Translation,
    models.Editing,
    models.Publication,
    models.WebhookDelivery,
    models.WebhookCursor,
    models.Attendance,
    models.CheckIn,
    models.LineReport,
    models.HallConfirmation,
    models.TechnicalCheck,
    models.HallSound,
    models.RollCall,
    models.RollAnswer,
    models.Decision,
    models.Correction,
    models.Note,
    models.CorrectionRequest,
    models.RefusedRequest,
    models.SeatCard,
    models.CardSeat,
    models.PrivacyNotice,
    models.Consent,
    models.ErasureRequest,
    models.Invitation,
    models.LetterText,
    models.SessionRole,
    models.SessionId,
    models.ColumnChoices,
    models.CalendarFeed,
    models.Registration,
    models.Unconfirmed,
    models.ApiToken,
    models.KeptAnswer,
):
    admin.site.register(looked_at, ReadOnlyAdmin)
