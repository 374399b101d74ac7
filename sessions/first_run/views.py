"""The pages that make a conference: by the link for the first organiser, and for organisers."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation.accounts.models import User
from foundation.http.client_ip import address
from foundation.refusals import Refusal
from sessions.first_run import services
from sessions.first_run.forms import ConferenceForm, FirstRunForm, PasswordForm
from sessions.first_run.sentences import sentence
from sessions.programme.models import Conference
from sessions.sign_in import second_factor


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form. A POST that is complete uses the link up, and signs a new organiser in. Whoever is signed in gets
    the conference for the own account.
    """
    try:
        services.check_link(token)
        if isinstance(request.user, User):
            return _by_link(request, token, request.user)
        return _first_organiser(request, token)
    except Refusal as refusal:
        return render(request, "first_run/refused.html", {"sentence": sentence(refusal)}, status=404)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_conference(request: HttpRequest) -> HttpResponse:
    """The page on which organisers and administrators make a conference. Raises `PermissionDenied`."""
    user = request.user
    assert isinstance(user, User)  # else `login_required` redirected
    if not services.may_make_conferences(user):
        raise PermissionDenied
    if _must_prove(request, user):
        return _redirect_to_proof(request.path)
    form = ConferenceForm(request.POST or None)
    if not form.is_valid():
        return render(request, "first_run/form.html", {"form": form})
    try:
        conference = services.make_further_conference(user, form.conference(), address(request))
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return render(request, "first_run/form.html", {"form": form})
    return redirect(_programme(conference))


def _by_link(request: HttpRequest, token: str, user: User) -> HttpResponse:
    form = ConferenceForm(request.POST or None)
    if not form.is_valid():
        return render(request, "first_run/form.html", {"form": form})
    conference = services.make_conference_by_link(token, user, form.conference(), address(request))
    if _must_prove(request, user):
        return _redirect_to_proof(_programme(conference))
    return redirect(_programme(conference))


def _first_organiser(request: HttpRequest, token: str) -> HttpResponse:
    details = FirstRunForm(request.POST or None)
    if not details.is_valid() or "back" in request.POST:
        return render(request, "first_run/form.html", {"form": details, "link": request.path})
    form = PasswordForm(details, request.POST if "password" in request.POST else None)
    if not form.is_valid():
        return render(request, "first_run/password.html", {"form": form, "details": details})
    try:
        user, conference = services.make_organiser_and_conference(
            token,
            details.account(),
            form.cleaned_data["password"],
            details.conference(),
            address(request),
        )
    except Refusal as refusal:
        if refusal.code != "first_run.taken":
            raise
        # The address got an account after it was checked.
        details.add_error("email", sentence(refusal))
        return render(request, "first_run/form.html", {"form": details, "link": request.path})
    get_adapter().login(request, user)
    # A passkey or another factor is added only after a recent proof.
    record_authentication(request, user, "password", reauthenticated=True, email=user.email)
    return _redirect_to_proof(_programme(conference))


def _programme(conference: Conference) -> str:
    return conference.page_path("/programme")


def _must_prove(request: HttpRequest, user: User) -> bool:
    return second_factor.is_needed(user, {"organiser"}) and not second_factor.is_proved(request)


def _redirect_to_proof(then: str) -> HttpResponse:
    return redirect(f"{reverse('second_factor')}?{urlencode({'next': then})}")
