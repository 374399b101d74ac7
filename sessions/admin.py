"""The proceedings in Django's administration.

What is saved here is journaled like any command, so that open screens follow. The floor can be looked at
and not written: its only writer is `sessions/floor/services.py`.
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
from foundation.journal import services as journal
from foundation.journal.projections import Audience
from foundation.registry import registry
from sessions import models
from sessions.floor import store
from sessions.floor.conflicts.services import settle_session
from sessions.floor.speaking_time import services as limits
from sessions.floor.speaking_time.presets import PRESETS
from sessions.parties.services import overrule_tokens
from sessions.programme.services import tell_edited

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:  # Django's class takes no parameter while it runs
    ModelForm = forms.ModelForm


class ShownForm(ModelForm):
    """Takes only what screens can show: a name is a text by language, a role is one of the house's."""

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        for view in registry().projections:
            if isinstance(self.instance, view.model):
                self._try(view.show)

    def _try(self, show: Any) -> None:
        try:
            show(self.instance, Audience.MODERATORS)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._refuse(str(detail["loc"][0]), detail["msg"])

    def _refuse(self, field: str, why: str) -> None:
        if field in self.errors:
            return
        self.add_error(field if field in self.fields else None, why)
        if field in self.initial:
            # The page that says so shows the row's name, which is made of its fields.
            setattr(self.instance, field, self.initial[field])


class ConferenceForm(ShownForm):
    """The conference's own fields."""

    def clean_timezone(self) -> str:
        """A zone that browsers know too."""
        name: str = self.cleaned_data["timezone"]
        if name not in available_timezones():
            raise forms.ValidationError("Give a zone by its IANA name, such as Asia/Makassar.")
        held = models.Session.objects.filter(conference=self.instance.pk).select_related("day")
        for session in held if "timezone" in self.changed_data else ():
            if session.starts_at.astimezone(ZoneInfo(name)).date() != session.day.date:
                raise forms.ValidationError(
                    f"In this zone a session starts on another date: {session}. Move it first."
                )
        return name


class DayForm(ShownForm):
    """A day's own fields."""

    def clean_date(self) -> date:
        """Its sessions lie on it."""
        given: date = self.cleaned_data["date"]
        if "date" in self.changed_data and models.Session.objects.filter(day=self.instance.pk).exists():
            raise forms.ValidationError("Sessions are on this day. Move them to another day first.")
        return given

    def clean(self) -> dict[str, Any]:
        """A conference has each date once."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        others = models.Day.objects.filter(conference=given.get("conference")).exclude(pk=self.instance.pk)
        if "date" in given and others.filter(date=given["date"]).exists():
            self.add_error("date", "The conference has this day already. Put its sessions there.")
        return given


def keep(row: Any, form: Any, stream: str) -> None:
    """Save what the form changed and nothing else, under the stream's lock: the rest has other writers meanwhile."""
    journal.lock(stream)
    columns = {field.name for field in row._meta.concrete_fields}
    row.save(update_fields=columns.intersection(form.changed_data))
    row.refresh_from_db()


def conference_of(row: Any) -> models.Conference:
    """The one that a row belongs to, or is."""
    return row if isinstance(row, models.Conference) else cast(models.Conference, row.conference)


class Journaled(ModelAdmin):
    """Saves, then tells every stream that shows the row. What nobody used is deleted, where `may_go` says so."""

    form = ShownForm
    may_go = False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Subclasses tell more of it in `tell`."""
        if change:
            keep(obj, form, self.stream_of(obj))
        else:
            obj.save()
        self.tell(request, obj, form, change)

    def stream_of(self, obj: Any) -> str:
        """The stream under whose lock the row is written."""
        return conference_of(obj).stream

    def tell(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Journal what was saved."""
        tell_edited(conference_of(obj).pk, clock.now(), [obj])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = self.may_go and obj is not None and super().has_delete_permission(request, obj)
        return bool(allowed and not is_used(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The row alone: nothing that anybody made hangs on what nobody used."""
        return [str(obj) for obj in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Under the lock of its writers, of whom one may have used it meanwhile."""
        journal.lock(self.stream_of(obj))
        if is_used(obj):
            raise PermissionDenied
        tell_edited(conference_of(obj).pk, clock.now(), [], gone=[obj])
        obj.delete()


def is_used(row: Any) -> bool:
    """Whether another row names this one. A session has a floor from the beginning."""
    if isinstance(row, models.Session) and (row.state != models.Session.State.SCHEDULED or row.rehearsal):
        return True
    others = [
        relation for relation in row._meta.related_objects if relation.related_model is not models.Floor
    ]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in others
    )


class ReadOnly(ModelAdmin):
    """Looked at, never written."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Conference)
class ConferenceAdmin(Journaled):
    """The conference. Whether it is the demo, whose seats are free for all to take, is not set here."""

    form = ConferenceForm
    may_go = True
    readonly_fields = ("is_demo",)
    list_display = ("short", "slug", "timezone", "venue")


@admin.register(models.Day)
class DayAdmin(Journaled):
    """Days of the programme."""

    form = DayForm
    may_go = True
    list_display = ("date", "conference")


@admin.register(models.Theme)
class ThemeAdmin(Journaled):
    """Themes."""

    may_go = True
    list_display = ("key", "conference")


@admin.register(models.Room)
class RoomAdmin(Journaled):
    """Rooms."""

    may_go = True
    list_display = ("__str__", "conference")


class SessionForm(ShownForm):
    """A session's own fields, and the preset that its floor begins with."""

    preset = forms.ChoiceField(
        choices=[("", "as they are"), *((name, name.replace("_", " ")) for name in PRESETS)],
        required=False,
        label="Apply speaking times of",
        help_text="Limits, rights of reply, whether turns end by themselves. A moderator may change each figure.",
    )

    def clean(self) -> dict[str, Any]:
        """A session lies on its day, within itself, and in what its conference has."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        conference, day = given.get("conference"), given.get("day")
        for name in ("day", "room", "theme"):
            if conference and given.get(name) and given[name].conference_id != conference.pk:
                self.add_error(name, f"This {name} is another conference's.")
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "The session ends before it starts.")
        elif starts and ends and ends - starts >= timedelta(days=1):
            self.add_error("ends_at", "The session ends on another day. Make a session for each.")
        if (
            conference
            and day
            and starts
            and starts.astimezone(ZoneInfo(conference.timezone)).date() != day.date
        ):
            self.add_error("starts_at", f"The session starts on another date than its day, {day}.")
        return given

    def clean_preset(self) -> str:
        """What is over keeps its speaking times."""
        chosen: str = self.cleaned_data["preset"]
        if chosen and self.instance.state == models.Session.State.CLOSED:
            raise forms.ValidationError("The session is closed. Its speaking times stay as they were.")
        return chosen


def _local(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"


@admin.register(models.Session)
class SessionAdmin(Journaled):
    """Sessions. Their state is the moderator's, in the console."""

    form = SessionForm
    may_go = True

    list_display = ("__str__", "code", "kind", "starts", "ends", "state")
    list_select_related = ("conference",)
    list_filter = ("kind", "state", "day")
    readonly_fields = ("state", "reason", "code")

    @admin.display(ordering="starts_at")
    def starts(self, obj: models.Session) -> str:
        """In the conference's zone."""
        return _local(obj.starts_at, obj.conference.timezone)

    @admin.display(ordering="ends_at")
    def ends(self, obj: models.Session) -> str:
        """The same."""
        return _local(obj.ends_at, obj.conference.timezone)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        """Times are read and written in the conference's zone: a new session's is that of the only conference."""
        row = self.get_object(request, object_id) if object_id else None
        every = models.Conference.objects.values_list("timezone", flat=True)
        zones = {row.conference.timezone} if row else {*every}
        with timezone.override(zones.pop() if len(zones) == 1 else "UTC"):
            answer = super().changeform_view(request, object_id, *args, **kwargs)
            return answer.render() if isinstance(answer, TemplateResponse) else answer

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The zone of the times is named beside them."""
        form = super().get_form(request, obj, change, **kwargs)
        for name in ("starts_at", "ends_at"):
            form.base_fields[name].help_text = f"In the time of {timezone.get_current_timezone_name()}."
        return form

    def stream_of(self, obj: models.Session) -> str:
        return obj.stream

    def tell(self, request: HttpRequest, obj: models.Session, form: Any, change: bool) -> None:
        changed = [obj, store.row_of(obj)]
        tell_edited(obj.conference_id, clock.now(), changed, [obj])
        settle_session(obj)
        if preset := form.cleaned_data["preset"]:
            limits.prepare(obj.pk, preset, str(cast(User, request.user).public_id))


@admin.register(models.Party)
class PartyAdmin(Journaled):
    """Parties. Their recordings are handed in by themselves."""

    may_go = True
    readonly_fields = ("recording",)
    list_display = ("__str__", "outlet", "code", "category", "rank", "region", "place", "accredited")
    list_filter = ("category", "region", "place", "accredited")


SEATED_BY = frozenset({"roles", "party", "place"})
"""The fields of a participant that its seat is made of."""


@admin.register(models.Participant)
class ParticipantAdmin(Journaled):
    """Participants. Other roles, another party or place overrule the seat tokens signed before."""

    list_display = ("name", "function", "party", "place", "roles")
    list_filter = ("place",)
    search_fields = ("name",)
    autocomplete_fields = ("person",)

    def tell(self, request: HttpRequest, obj: models.Participant, form: Any, change: bool) -> None:
        reseated = change and not SEATED_BY.isdisjoint(form.changed_data)
        if reseated:
            overrule_tokens(obj)
        person = str(obj.person.public_id) if reseated else ""
        tell_edited(obj.conference_id, clock.now(), [obj], reseats=person)


for looked_at in (
    models.Floor,
    models.Entry,
    models.Turn,
    models.PodiumSeat,
    models.Swap,
    models.Ordering,
    models.Clash,
    models.Vote,
    models.WrittenStatement,
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
    models.RefusedRequest,
    models.SeatCard,
    models.CardSeat,
):
    admin.site.register(looked_at, ReadOnly)
