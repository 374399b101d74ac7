"""`manage.py captions` says in one sentence why it cannot begin."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sessions.models import Session
from streaming.captions.models import CaptionChannel
from streaming.management.commands import captions
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "state", "sentence"),
    [
        ("xq", "open", "There is no such language. Choose one from the list."),
        ("en", "closed", "The session is closed, so no captions are taken."),
    ],
)
def test_captions_that_cannot_begin(language: str, state: str, sentence: str) -> None:
    session = Assembly().session
    Session.objects.update(state=state)
    with pytest.raises(CommandError, match=sentence):
        call_command("captions", session=session.pk, language=language, engine="sphinx")


@pytest.mark.parametrize(
    ("engine", "model", "sentence"),
    [
        ("oracle", None, "Name the engine"),
        ("sphinx", Path("model"), "no other takes one"),
        ("faster-whisper", None, "needs `--model` and a folder"),
        ("faster-whisper", Path("nowhere"), r"nowhere has no model\.bin. Name a folder with a Whisper model"),
    ],
)
def test_an_engine_that_cannot_begin(engine: str, model: Path | None, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("captions", session=Assembly().session.pk, engine=engine, model=model)
    assert not CaptionChannel.objects.exists()


@pytest.mark.parametrize(("engine", "extra"), [("sphinx", "captions"), ("faster-whisper", "whisper")])
def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, engine: str, extra: str) -> None:
    monkeypatch.setattr(captions, "find_spec", lambda package: None)
    model = Path("nowhere") if extra == "whisper" else None
    with pytest.raises(CommandError, match=rf"not installed: pip install balai\[{extra}\]\."):
        call_command("captions", session=Assembly().session.pk, engine=engine, model=model)
