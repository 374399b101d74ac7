"""Previews of a video statement, for moderators and for those who handed it in."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.ids import number
from foundation.refusals import Refusal
from foundation.registry import registry
from foundation.wire.execution import check_permission
from sessions.models import Entry
from streaming import ranged_download
from streaming.video_statements.models import VideoStatement

_SALT = "balai.video_statement"
PREVIEW = "video_statement.preview"


def preview_token(seat: Seat, party: str) -> tuple[str, datetime]:
    """A token for a party's video statement, and its expiry.

    Refuses `wire.forbidden`, `wire.wrong_conference`, `video_statement.none`, `seat.given_out`.
    """
    row = (
        VideoStatement.objects.filter(party=number(party), state=VideoStatement.State.READY)
        .select_related("party")
        .first()
    )
    if row is None:
        raise _no_statement_refusal()
    conference = row.party.conference.stream
    own = seat.party == party and registry().allows(seat.roles_in(conference), "video_statement.submit")
    if own and seat.given_out:
        raise seats.given_out_refusal()
    if own:
        check_permission(seat, conference, "video_statement.submit")
    else:
        check_permission(seat, _session_of(seat, row) or conference, PREVIEW)
    return ranged_download.sign_file_token(row.file, _SALT)


def _session_of(seat: Seat, row: VideoStatement) -> str:
    """The stream of a session in which the seat has a role, and on whose list the party is. "" if there is none."""
    sessions = {number(session) for session, role in seat.session_roles if registry().allows([role], PREVIEW)}
    entry = Entry.objects.filter(session__in=sessions, party=row.party_id).select_related("session").first()
    return entry.session.stream if entry else ""


def _no_statement_refusal() -> Refusal:
    return Refusal("video_statement.none", "There is no video statement of this party that could be played.")


@csrf_exempt
def download(request: HttpRequest) -> HttpResponseBase:
    """A range of the file that the bearer's token names."""
    return ranged_download.answer_with_token(
        request, settings.DATA_DIR / "video_statements", _SALT, _no_statement_refusal()
    )
