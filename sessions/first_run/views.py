"""The page at which the first organiser makes an account and a conference."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation.http.client_ip import address
from foundation.refusals import Refusal
from sessions.first_run import services
from sessions.first_run.forms import FirstRunForm
from sessions.first_run.sentences import sentence


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form. A POST uses the link up, and signs the organiser in."""
    try:
        services.check_link(token)
        form = FirstRunForm(request.POST or None)
        if not form.is_valid():
            return render(request, "first_run/form.html", {"form": form})
        user, conference = services.make_organiser_and_conference(
            token, form.first_run_data(), address(request)
        )
    except Refusal as refusal:
        if refusal.code != "first_run.taken":
            return render(request, "first_run/refused.html", {"sentence": sentence(refusal)}, status=404)
        form.add_error("email", sentence(refusal))
        return render(request, "first_run/form.html", {"form": form})
    get_adapter().login(request, user)
    # A passkey or another factor is added only after a recent proof. Without a password, the link is that proof.
    proof = "password" if user.has_usable_password() else "code"
    record_authentication(request, user, proof, reauthenticated=True, email=user.email)
    return redirect(f"{reverse('second_factor')}?{urlencode({'next': conference.page_path('/programme')})}")
