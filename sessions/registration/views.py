"""The pages at which people register. They work without JavaScript; a GET changes nothing."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation import limits
from foundation.http.client_ip import address
from foundation.http.form_fields import LONGEST_ADDRESS, TextField
from foundation.http.problems import status_of
from foundation.languages import in_language
from foundation.mail.server import sends_links
from foundation.refusals import Refusal
from sessions.notices import services as notices
from sessions.programme.models import Conference
from sessions.programme.services import shown_conferences
from sessions.registration import services
from sessions.registration.sentences import sentence
from sessions.registration.services import RegistrationData

ASKED, DONE = "registration", "registration_done"
"""Names of values in the browser's session: the number of the request to confirm, and the resulting registration."""


class RegisterForm(forms.Form):
    """The form with which a person registers."""

    name = TextField(
        label=pgettext_lazy("registration", "Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    organisation = TextField(
        label=pgettext_lazy("registration", "Your organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=pgettext_lazy("registration", "Your e-mail address"),
        help_text=pgettext_lazy("registration", "You get a code there. The public does not see it."),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    """The form for the code that was sent by e-mail."""

    code = forms.CharField(
        label=pgettext_lazy("registration", "The code of the e-mail"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page with the form of registration. A POST sends a code to the given address."""
    conference = get_object_or_404(shown_conferences(), slug=slug)
    try:
        services.check_open(conference)
    except Refusal as refusal:
        return _render_page(
            request, conference, "closed", {"sentence": sentence(refusal)}, status_of(refusal.code)
        )
    if not sends_links():
        return render(request, "account/no_mail.html", status=503)
    form = RegisterForm(request.POST or None)
    if not form.is_valid():
        notice = notices.text_in(notices.current_notice(conference), get_language() or "en")
        return _render_page(request, conference, "form", {"form": form, "notice": notice})
    if over := _rate_limited_response(request, "register", form.cleaned_data["email"].lower()):
        return over
    given = RegistrationData(**form.cleaned_data, language=get_language() or "en")
    request.session[ASKED] = services.send_code(conference, given)
    return redirect(f"{conference.registration_page}code/{_next_query(request)}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page that asks for the code. A POST with the right code registers the person."""
    conference = get_object_or_404(shown_conferences(), slug=slug)
    if ASKED not in request.session:
        return redirect(conference.registration_page)
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return _render_page(request, conference, "code", {"form": form})
    if over := _rate_limited_response(request, "confirm"):
        return over
    try:
        row, is_new = services.confirm(request.session[ASKED], form.cleaned_data["code"], address(request))
    except Refusal as refusal:
        form.add_error("code", sentence(refusal))
        return _render_page(request, conference, "code", {"form": form}, status_of(refusal.code))
    del request.session[ASKED]
    if is_new:
        get_adapter().login(request, row.person)
        # The code proves the e-mail address, as a sign-in by code does.
        record_authentication(request, row.person, "code", reauthenticated=True, email=row.email)
    request.session[DONE] = {"conference": conference.pk, "state": row.state, "email": row.email}
    return redirect(f"{conference.registration_page}done/{_next_query(request)}")


@never_cache
@require_safe
def done_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page that shows the state of a new registration."""
    conference = get_object_or_404(shown_conferences(), slug=slug)
    about = request.session.get(DONE, {})
    if about.get("conference") != conference.pk:
        return redirect(conference.registration_page)
    return _render_page(request, conference, "done", {**about, "then": _next_page(request, conference)})


def _render_page(
    request: HttpRequest, conference: Conference, page: str, about: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {"title": in_language(conference.name, get_language() or "en") or conference.short}
    facts = {
        "host": conference.host,
        "slug": conference.slug,
        "query": _next_query(request),
        "register": conference.registration_page,
    }
    return render(request, f"registration/{page}.html", shown | facts | about, status=status)


def _rate_limited_response(request: HttpRequest, action: str, key: str | None = None) -> HttpResponse | None:
    """The response to a client that sends too many requests."""
    allowed = ratelimit.consume(
        request, app="registration", action=action, config=limits.REGISTRATION, key=key
    )
    return None if allowed else ratelimit.respond_429(request)


def _next_page(request: HttpRequest, conference: Conference) -> str:
    wanted = request.GET.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_safe else conference.page_path("/programme")


def _next_query(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    return f"?{urlencode({'next': wanted})}" if wanted else ""
