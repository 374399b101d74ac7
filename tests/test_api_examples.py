"""The examples of `docs/api.md` run as they stand there, against a server."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import transaction

from sessions.api_tokens import rules, services
from sessions.models import Invitation, Session
from tests.support.assembly import Assembly

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
SHELL = {"bash": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}


def test_the_examples_of_the_api_run(
    transactional_db: None, live_server: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MAIL_SERVER, settings.PUBLIC_URL = "smtp://127.0.0.1", "https://hall.example"
    monkeypatch.setattr(WSGIRequestHandler, "log_message", lambda *words: None)
    hall = Assembly(state="scheduled")
    invited = int(hall.person("Mere", "delegate").participant or 0)
    Invitation.objects.create(
        conference=hall.conference, participant_id=invited, email="mere@example.org", language="en"
    )
    with transaction.atomic():
        _, token = services.make_token(hall.person("Amina", "organiser"), "Examples", rules.SCOPES, 1)
    known = {"BALAI": live_server.url, "TOKEN": token, "CONFERENCE": hall.conference.slug}
    known["SESSION"] = str(hall.session.pk)
    said = []
    for language, example in re.findall(r"```(bash|python)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        ran = subprocess.run(
            [*SHELL[language], example], env=os.environ | known, capture_output=True, text=True, timeout=60
        )
        assert ran.returncode == 0, ran.stderr
        said.append(ran.stdout.strip())
    assert Invitation.objects.get().sent == 1
    assert "10:00 11:30" in said
    assert sorted(str(each) for each in Session.objects.all()) == ["Opening", "Review"]
