"""The pages on which a person reads what is stored about it, saves that, and asks for erasure."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from foundation import clock
from foundation.accounts.models import User
from foundation.http.client_ip import address
from foundation.refusals import Refusal
from sessions.notices import services as notices
from sessions.personal_data import export, people, requests
from sessions.personal_data.models import ErasureRequest
from sessions.personal_data.tables import TABLES
from sessions.programme.services import find_conference
from sessions.sign_in import return_path


@never_cache
@login_required
@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """The page with all that is stored about the signed-in person. The conference's pages lead to it with `next`."""
    user = _signed_in_user(request)
    return_path.remember_path(request, request.GET.get("next", ""))
    about = {
        "sections": export.sections(people.person_of_user(user)),
        "is_asked": ErasureRequest.objects.filter(person=user, done_at=None).exists(),
        "is_refused": "refused" in request.GET,
    }
    return render(request, "personal_data/data.html", about)


@never_cache
@login_required
@require_safe
def data_file(request: HttpRequest) -> HttpResponse:
    """The same data as a file for programs."""
    return JsonResponse(
        export.as_json(people.person_of_user(_signed_in_user(request))),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )


@never_cache
@login_required
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """The page that erases the signed-in person, or asks the organisers to do so."""
    try:
        is_erased = requests.request_erasure(_signed_in_user(request), clock.now(), address(request))
    except Refusal:
        return redirect("/account/data/?refused")
    if is_erased:
        # Not `logout`, whose receivers read the account that is gone.
        request.session.flush()
        request.user = AnonymousUser()
        return render(request, "personal_data/erased.html")
    return redirect("personal_data")


@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """The page with a conference's privacy notice, and with what is stored, why and until when."""
    try:
        conference = find_conference(slug)
    except Refusal as refusal:
        return render(request, "first_run/refused.html", {"sentence": refusal.message}, status=404)
    notice = notices.current_notice(conference)
    about = {
        "conference": conference,
        "notice": notice,
        "text": notices.text_in(notice, get_language() or ""),
        "stored": TABLES,
    }
    return render(request, "personal_data/privacy.html", about)


def _signed_in_user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the view is for those who have signed in
    return request.user
