"""A seat that the staff gave out cannot touch the video that its party handed in (FL4)."""

import pytest
from django.test import Client

from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from streaming.models import VideoStatement
from streaming.video_statements import intake
from tests.sessions.written_statements.test_given_out import by_card
from tests.streaming.video_statements.conftest import Make, bearer, hand_in
from tests.streaming.video_statements.test_api import code
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db

REFUSED = (403, "seat.given_out")


def test_a_given_out_seat_cannot_preview_replace_or_take_back_the_video(
    hall: Assembly, fiji: Seat, made: Make
) -> None:
    hand_in(fiji, made("a.webm").read_bytes())
    before, seat = VideoStatement.objects.get(), by_card(hall, str(fiji.party))
    assert (
        code(Client().post(f"/api/v1/video-statements/{fiji.party}/token", headers=bearer(seat))) == REFUSED
    )
    assert code(hand_in(seat, made("a.webm").read_bytes())) == REFUSED
    assert hall.code(seat, "video_statement.remove", stream=hall.conference.stream) == REFUSED[1]
    assert VideoStatement.objects.get().file == before.file


def test_a_replacement_from_a_given_out_seat_is_refused_while_it_arrives(
    hall: Assembly, fiji: Seat, made: Make
) -> None:
    seat = by_card(hall, str(fiji.party))
    intake.permit_upload(seat)
    hand_in(fiji, made("aac.mp4", picture="h264", sound="aac").read_bytes())
    with pytest.raises(Refusal) as refused:
        intake.permit_upload(seat)
    assert refused.value.code == REFUSED[1]


def test_a_given_out_seat_hands_in_a_first_failed_or_withdrawn_video(
    hall: Assembly, fiji: Seat, made: Make
) -> None:
    seat, video = by_card(hall, str(fiji.party)), made("a.webm").read_bytes()
    assert hand_in(seat, video).status_code == 201
    for state in (VideoStatement.State.FAILED, VideoStatement.State.REMOVED):
        VideoStatement.objects.update(state=state)
        assert hand_in(seat, video).status_code == 201
