"""The language channels of the demo."""

from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from sessions.demo import loader
from sessions.demo import seats as demo_seats
from sessions.models import Conference, SessionRole
from streaming.interpretation import demo as demo_channels
from streaming.management.commands import demo as command
from streaming.models import LanguageChannel
from tests.support.demo import without_video

pytestmark = pytest.mark.django_db


def test_the_demo_is_interpreted_and_its_interpreter_has_a_booth() -> None:
    without_video(settings.DATA_DIR)
    call_command("demo")
    session = demo_seats.main_session(demo_seats.conference())
    channels = LanguageChannel.objects.order_by("position")
    assert [(row.session, row.language) for row in channels] == [(session, "fr"), (session, "es")]
    interpreter = demo_seats.take_seat("interpreter")
    assert interpreter.session_roles == ((str(session.pk), "interpreter"),)
    assert SessionRole.objects.get().language == "fr"

    LanguageChannel.objects.filter(language="es").delete()
    call_command("demo")
    assert LanguageChannel.objects.count() == 1, "what was removed does not come back"


def test_a_demo_of_before_gets_its_channels(capsys: pytest.CaptureFixture[str]) -> None:
    without_video(settings.DATA_DIR)
    assert loader.load_demo()
    call_command("demo")
    assert LanguageChannel.objects.count() == 2
    assert demo_seats.take_seat("interpreter").session_roles != ()
    assert capsys.readouterr().out == ""


def test_a_demo_is_made_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(conference: Any) -> None:
        raise RuntimeError("the disk is full")

    without_video(settings.DATA_DIR)
    monkeypatch.setattr(command, "add_channels", fail)
    with pytest.raises(RuntimeError, match="the disk is full"):
        call_command("demo")
    assert not Conference.objects.exists()
    monkeypatch.setattr(command, "add_channels", demo_channels.add_channels)
    call_command("demo")
    assert LanguageChannel.objects.count() == 2
