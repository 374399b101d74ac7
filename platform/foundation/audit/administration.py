"""Records each change that is made in Django's administration."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.http.client_ip import address

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:  # Django's class is generic only for mypy
    Base = admin.ModelAdmin


class AuditedAdmin(Base):
    """A mixin of every admin class. It records what is saved and deleted, in the same transaction.

    `AdminSite.register` adds it, so that every page has it, also the pages of libraries.
    """

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save a row, and record in the audit log which of its fields changed."""
        super().save_model(request, obj, form, change)
        fields = [name for name in form.changed_data if name in form.cleaned_data]
        _record(
            "admin.change" if change else "admin.add",
            request,
            obj,
            before={name: _json_value(form.initial.get(name)) for name in fields} if change else None,
            after={name: _json_value(form.cleaned_data[name]) for name in fields},
        )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Record the deletion of a row in the audit log, and delete the row."""
        _record("admin.delete", request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Record the deletion of each row in the audit log, and delete the rows."""
        for row in queryset:
            _record("admin.delete", request, row)
        super().delete_queryset(request, queryset)


def _record(action: str, request: HttpRequest, row: Model, before: Any = None, after: Any = None) -> None:
    user = request.user
    audit.record(
        action,
        actor=user if isinstance(user, User) else None,
        conference=_conference_of(row),
        subject=_subject_of_row(row),
        before=before,
        after=after,
        address=address(request),
    )


def _subject_of_row(row: Model) -> Subject:
    if isinstance(row, User):
        return Subject("person", str(row.public_id), str(row))
    return Subject(row._meta.model_name or "", str(row.pk), str(row))


def _conference_of(row: Model) -> str:
    if row._meta.model_name == "conference":
        return str(row.pk)
    return str(getattr(row, "conference_id", None) or "")


def _json_value(value: Any) -> Any:
    """A form field's value as a JSON value. A related row is given as its id, because the initial value of the form is
    an id.
    """
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, QuerySet):
        return [str(each.pk) for each in value]
    return value
