"""The pages at which people accept an invitation. A GET changes nothing, because scanners of mail follow links."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from foundation.accounts.models import User
from foundation.http.client_ip import address, look_up_code
from foundation.http.problems import status_of
from foundation.languages import in_language
from foundation.refusals import Refusal
from sessions.invitations import services
from sessions.invitations.letters import dates_of, place_of, role_of
from sessions.invitations.sentences import sentence
from sessions.invitations.services import OpenInvitation
from sessions.notices import services as notices
from sessions.programme import codes
from sessions.programme.services import shown_conferences
from sessions.sign_in import return_path, second_factor


class CodeForm(forms.Form):
    """The form for a code that is typed."""

    code = forms.CharField(
        label=pgettext_lazy("invitation", "The code of your invitation"),
        help_text=pgettext_lazy("invitation", "Twelve characters, as K7M3-PXQT-CDFG"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


@never_cache
@sensitive_variables("code")
@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    """The page that asks for a code, and then redirects to the invitation."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "invitations/code.html", {"form": form})
    code = codes.stored_code(form.cleaned_data["code"])
    try:
        _open_invitation(request, code)
    except Refusal as refusal:
        form.add_error("code", sentence(refusal))
        return render(request, "invitations/code.html", {"form": form}, status=status_of(refusal.code))
    return redirect("invitation", code=code)


@never_cache
@sensitive_variables("code")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an invitation. A POST accepts it, and signs the invited person in."""
    try:
        opened = _open_invitation(request, code)
        if request.method != "POST":
            return render(request, "invitations/invitation.html", _page_context(request, opened))
        if _is_signed_in_as_other(request, opened):
            logout(request)
        return _accept_invitation(request, code, opened)
    except Refusal as refusal:
        about = {"code": refusal.code, "sentence": sentence(refusal)}
        return render(request, "invitations/refused.html", about, status=status_of(refusal.code))


def _accept_invitation(request: HttpRequest, code: str, opened: OpenInvitation) -> HttpResponse:
    signed_in = request.user if isinstance(request.user, User) else None
    try:
        account, is_new = services.accept(code, signed_in, address(request), get_language() or "en")
    except Refusal as refusal:
        if refusal.code != "invitation.sign_in" or signed_in is not None:
            raise
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    conference = opened.invitation.conference
    if not is_new:
        return redirect(conference.page_path("/programme"))
    get_adapter().login(request, account)
    # The link proves the e-mail address, as a code by e-mail does.
    record_authentication(request, account, "code", reauthenticated=True, email=account.email)
    return redirect("invitation_accepted", slug=conference.slug)


@never_cache
@login_required
@require_safe
def accepted_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page after an invitation was accepted. A new account can set a password and a passkey, or enter the
    conference.

    Staff cannot enter without a second factor, so they are sent to it first. The page of the password sends people back
    to this page.
    """
    user = request.user
    assert isinstance(user, User)
    needs_factor = second_factor.is_needed(user) and not second_factor.is_proved(request)
    programme = get_object_or_404(shown_conferences(), slug=slug).page_path("/programme")
    return_path.remember_path(request, programme)
    then = urlencode({"next": request.path if needs_factor else programme})
    about = {
        "programme": programme,
        "password": f"{reverse('account_set_password')}?{then}",
        "needs_factor": needs_factor,
        "has_password": user.has_usable_password(),
    }
    return render(request, "invitations/accepted.html", about)


def _open_invitation(request: HttpRequest, code: str) -> OpenInvitation:
    return look_up_code("wrong_code.invitation", request, lambda: services.open_link(code))


def _is_signed_in_as_other(request: HttpRequest, opened: OpenInvitation) -> bool:
    """Whether the person who is signed in is not the invited person."""
    invited = opened.account or opened.participant.person
    return request.user.is_authenticated and request.user != invited


def _page_context(request: HttpRequest, opened: OpenInvitation) -> dict[str, Any]:
    conference, participant = opened.invitation.conference, opened.participant
    language = get_language() or ""
    return {
        "conference": in_language(conference.name, language) or conference.short,
        "slug": conference.slug,
        "notice": notices.text_in(notices.current_notice(conference), language),
        "host": conference.host,
        "venue": conference.venue,
        "dates": dates_of([day.date for day in conference.days.all()]),
        "name": participant.name,
        "party": participant.party.name_in(language) if participant.party else "",
        "role": role_of(participant),
        "place": place_of(participant),
        "is_demo": conference.is_demo,
        "has_account": opened.account is not None,
        "is_signed_in": request.user == opened.account,
        "other": request.user if _is_signed_in_as_other(request, opened) else None,
    }
