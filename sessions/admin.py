"""Django's administration of the proceedings, for support: rows are found and read here.

The workspace changes them. Two fields that it does not have, and accounts, are changed here.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from foundation import clock
from foundation.accounts.models import User
from foundation.administration import ModelAdmin
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job
from foundation.journal import services as journal
from foundation.refusals import Refusal
from sessions import models
from sessions.parties.services import check_last_organiser
from sessions.programme.services import journal_edits

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:  # Django's class takes no type argument at run time
    ModelForm = forms.ModelForm


class ReadOnlyAdmin(ModelAdmin):
    """The base of admin pages whose rows can be viewed but not changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ConferenceRowAdmin(ReadOnlyAdmin):
    """The base of admin pages that link to the workspace. If `changeable` names a field, it can be changed here, and
    the change is journaled.
    """

    changeable = ""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.changeable) and ModelAdmin.has_change_permission(self, request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All fields but the one that can be changed."""
        return [field.name for field in self.opts.fields if field.name != self.changeable]

    def view_on_site(self, obj: Any) -> str:
        """The path of the workspace of the row's conference."""
        return self.conference_of(obj).page_path("/organise")

    def conference_of(self, obj: Any) -> models.Conference:
        """The conference to which the row belongs."""
        conference: models.Conference = obj.conference
        return conference

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save only the field that can be changed, because other code writes the other fields meanwhile."""
        conference = self.conference_of(obj)
        journal.lock(conference.stream)
        obj.save(update_fields=[self.changeable])
        obj.refresh_from_db()
        journal_edits(conference.pk, clock.now(), [obj])


@admin.register(models.Conference)
class ConferenceAdmin(ConferenceRowAdmin):
    """The admin page of conferences."""

    changeable = "publishes_parity"
    list_display = ("short", "slug", "timezone", "venue")
    search_fields = ("short", "slug")

    def conference_of(self, obj: models.Conference) -> models.Conference:
        return obj


@admin.register(models.Session)
class SessionAdmin(ConferenceRowAdmin):
    """The admin page of sessions."""

    list_display = ("__str__", "conference", "code", "kind", "starts_at", "ends_at", "state")
    list_filter = ("state", "kind", "conference")
    search_fields = ("code",)


@admin.register(models.Party)
class PartyAdmin(ConferenceRowAdmin):
    """The admin page of parties."""

    changeable = "outlet"
    list_display = (
        "__str__",
        "conference",
        "outlet",
        "code",
        "category",
        "rank",
        "region",
        "place",
        "accredited",
    )
    list_filter = ("category", "place", "accredited", "conference")
    search_fields = ("code", "outlet", "members__name")


@admin.register(models.Participant)
class ParticipantAdmin(ConferenceRowAdmin):
    """The admin page of participants."""

    list_display = ("name", "conference", "function", "party", "place", "roles")
    list_filter = ("place", "conference")
    search_fields = ("name", "person__email")


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


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The admin page of the audit log, of all conferences and of the server."""

    list_display = ("at", "name", "action", "subject_label", "address", "result")
    list_filter = ("action", "result")
    search_fields = ("name", "subject_label", "address")
    date_hierarchy = "at"


@admin.register(models.Webhook, Job)
class SecretAdmin(ReadOnlyAdmin):
    """The admin page of webhooks and of jobs. It shows no key of a signature, and no contents of an e-mail."""

    exclude = ("secret", "payload")


for looked_at in (
    models.Day,
    models.Theme,
    models.Room,
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
