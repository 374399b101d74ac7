"""`manage.py captions`: speech recognition writes the captions of a session."""

import asyncio
import contextlib
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from django.core.management.base import BaseCommand, CommandError

from foundation.accounts import seats
from foundation.database import in_thread
from foundation.refusals import Refusal
from sessions.models import Participant, Session
from sessions.parties.services import seat_of
from sessions.programme.services import find_session
from streaming.captions.recognition import worker
from streaming.captions.recognition.engine import Engine, EngineUnusableError
from streaming.captions.recognition.hotwords import hotwords_of
from streaming.captions.recognition.language_model import said_texts, write_language_model
from streaming.captions.recognition.sphinx_engine import sphinx_engine
from streaming.captions.recognition.texts import texts_of
from streaming.captions.recognition.vosk_engine import VoskEngine
from streaming.captions.recognition.whisper_engine import check_model, whisper_engine
from streaming.captions.services import engine_participant, open_for_engine

MakeEngine = Callable[[ClientSession], Engine]


class Command(BaseCommand):
    """Listens to a session and writes its captions, until it is interrupted."""

    help = "Write the captions of a session by speech recognition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Called by Django. Declares the options."""
        parser.add_argument("--session", type=int, required=True, help="the number of the session")
        parser.add_argument("--language", default="en", help="the language that is spoken, as a BCP 47 tag")
        parser.add_argument(
            "--engine",
            required=True,
            help="`sphinx` (English, with a model of the session's own texts), `faster-whisper` with a model of the "
            "host's, or the address of a server of the vosk-server protocol, as ws://127.0.0.1:2700",
        )
        parser.add_argument(
            "--model",
            type=Path,
            help="for `faster-whisper`: the folder of a Whisper model in CTranslate2's form",
        )
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="the address of Balai")
        parser.add_argument("--slot", default="programme", help="the slot of the stage to listen to")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until interrupted. Fails with one sentence if the session or the engine is not there."""
        try:
            session = find_session(options["session"])
            with tempfile.TemporaryDirectory() as folder, contextlib.suppress(KeyboardInterrupt):
                engine = self._engine(session, Path(folder), options)
                participant = engine_participant(session)
                open_for_engine(seat_of(participant), session, options["language"])
                target = worker.Target(
                    str(options["url"]).rstrip("/"),
                    session.pk,
                    options["language"],
                    options["slot"],
                    lambda: in_thread(_token, participant),
                )
                asyncio.run(_write(target, engine))
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        except EngineUnusableError as error:
            raise CommandError(str(error)) from None

    def _engine(self, session: Session, folder: Path, options: dict[str, Any]) -> MakeEngine:
        name, model, language = options["engine"], options["model"], options["language"]
        if (name == "faster-whisper") != (model is not None):
            raise CommandError(
                "The engine `faster-whisper` needs `--model` and a folder, and no other takes one."
            )
        if name.startswith(("ws://", "wss://")):
            return lambda http: VoskEngine(http, name)
        if name == "faster-whisper":
            return self._whisper(session, language, model)
        if name == "sphinx":
            return self._sphinx(session, folder)
        raise CommandError(
            "Name the engine `sphinx`, `faster-whisper`, or the address of a server as ws://127.0.0.1:2700."
        )

    def _sphinx(self, session: Session, folder: Path) -> MakeEngine:
        _check_installed("PocketSphinx", "pocketsphinx", "captions")
        count = write_language_model(said_texts(texts_of(session, "en")), folder / "session.lm")
        self.stdout.write(f"The language model has {count} sentences of the session's own texts.")
        engine = sphinx_engine(folder / "session.lm" if count else None)
        return lambda http: engine

    def _whisper(self, session: Session, language: str, model: Path) -> MakeEngine:
        _check_installed("faster-whisper", "faster_whisper", "whisper")
        check_model(model)
        engine = whisper_engine(model, language, hotwords_of(texts_of(session, language)))
        return lambda http: engine


def _check_installed(name: str, package: str, extra: str) -> None:
    if find_spec(package) is None:
        raise CommandError(f"{name} is not installed: pip install balai[{extra}].")


async def _write(target: worker.Target, engine: MakeEngine) -> None:
    async with ClientSession() as http:
        await worker.run(
            target, engine(http), loopback="127.0.0.1" in target.url or "localhost" in target.url
        )


def _token(participant: Participant) -> str:
    """A new token of the seat. It is signed for each request, so it never expires while the worker runs."""
    return seats.sign(seat_of(participant))[0]
