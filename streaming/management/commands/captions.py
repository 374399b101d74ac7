"""`manage.py captions`: speech recognition writes the captions of a session."""

import asyncio
import contextlib
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from django.core.management.base import BaseCommand, CommandError

from foundation.accounts import seats
from foundation.database import in_thread
from foundation.refusals import Refusal
from sessions.models import Participant
from sessions.parties.services import seat_of
from sessions.programme.services import find_session
from streaming.captions.recognition import worker
from streaming.captions.recognition.engine import Engine
from streaming.captions.recognition.sphinx_engine import SphinxEngine
from streaming.captions.recognition.texts import texts_of
from streaming.captions.recognition.vosk_engine import VoskEngine
from streaming.captions.services import engine_participant, open_for_engine


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
            help="`sphinx` (English, with a model of the session's own texts), or the address of a server of the "
            "vosk-server protocol, as ws://127.0.0.1:2700",
        )
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="the address of Balai")
        parser.add_argument("--slot", default="programme", help="the slot of the stage to listen to")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until interrupted. Fails with one sentence if the session or the engine is not there."""
        try:
            session = find_session(options["session"])
            participant = engine_participant(session)
            open_for_engine(seat_of(participant), session, options["language"])
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        url = str(options["url"]).rstrip("/")
        target = worker.Target(
            url,
            session.pk,
            options["language"],
            options["slot"],
            lambda: in_thread(_token, participant),
        )
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(KeyboardInterrupt):
            asyncio.run(self._run(target, options["engine"], Path(folder), list(texts_of(session))))

    async def _run(self, target: worker.Target, engine: str, folder: Path, texts: list[str]) -> None:
        async with ClientSession() as http:
            await worker.run(
                target,
                self._engine(engine, http, folder, texts),
                loopback="127.0.0.1" in target.url or "localhost" in target.url,
            )

    def _engine(self, engine: str, http: ClientSession, folder: Path, texts: list[str]) -> Engine:
        if engine.startswith(("ws://", "wss://")):
            return VoskEngine(http, engine)
        if engine != "sphinx":
            raise CommandError("Name the engine `sphinx`, or the address of a server as ws://127.0.0.1:2700.")
        try:
            from streaming.captions.recognition.language_model import write_language_model

            count = write_language_model(texts, folder / "session.lm")
        except ImportError:
            raise CommandError("PocketSphinx is not installed: pip install balai[captions].") from None
        self.stdout.write(f"The language model has {count} sentences of the session's own texts.")
        return SphinxEngine(folder / "session.lm" if count else None)


def _token(participant: Participant) -> str:
    """A new token of the seat. It is signed for each request, so it never expires while the worker runs."""
    return seats.sign(seat_of(participant))[0]
