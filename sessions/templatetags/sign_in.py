"""Template tags of the pages of sign-in."""

import json
from functools import cache

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template import RequestContext
from django.templatetags.static import static

from sessions.sign_in import return_path as remembered

register = template.Library()

ENTRY = "src/design/pages.css"


@register.simple_tag
@cache
def stylesheet() -> str:
    """The URL of the pages' style sheet in the current build of the front end, or "" without a build."""
    manifest = settings.FRONTEND_DIR / ".vite" / "manifest.json"
    if not manifest.exists():
        return ""
    built = json.loads(manifest.read_text(encoding="utf-8"))
    return static(f"app/{built[ENTRY]['file']}") if ENTRY in built else ""


@register.simple_tag
def sends_mail() -> bool:
    """Whether this server sends e-mails."""
    return settings.MAIL_SERVER is not None


@register.simple_tag
def widget(form: BaseForm, field: BoundField) -> str:
    """The field's widget. If the field is the first one with an error, its widget gets the keyboard focus."""
    fields = form.visible_fields()
    wrong = next((each for each in fields if each.errors), fields[0] if form.errors else None)
    focused = wrong is not None and wrong.name == field.name
    return field.as_widget(attrs={"autofocus": True} if focused else {})


@register.simple_tag(takes_context=True)
def return_path(context: RequestContext) -> str:
    """The path to which the person returns from the account pages."""
    return remembered.remembered_path(context["request"])


@register.simple_tag(takes_context=True)
def conference_path(context: RequestContext) -> str:
    """The path by which the account's pages lead back to the conference."""
    return remembered.conference_path(context["request"])
