"""A server that is killed in the middle of an adoption: nothing is half done, and the next one adopts (OD10)."""

import subprocess
from pathlib import Path

import pytest

from tests.support.hall import Hall, copied
from tests.support.prepared import original

DUE = """
from datetime import timedelta
from foundation import clock
from sessions.models import Outcome, Procedure
document = Outcome.objects.get()
document.state = "deciding"
document.save()
now = clock.now()
Procedure.objects.create(
    outcome=document, kind="silence", version=document.version, begun_at=now - timedelta(hours=1), until=now
)
"""
KILLED = """
import os, signal
from foundation.journal import services as journal
from sessions.outcome.adoption import services
# All of the document is written by then.
journal.record_head = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
services.run_due()
"""
ADOPTED = """
from sessions.outcome.adoption import services
services.run_due()
services.run_due()
"""
FACTS = """
from foundation.journal.models import Entry
from sessions.models import Outcome
document = Outcome.objects.get()
adopted = Entry.objects.filter(stream=document.stream, event__type="outcome.document_adopted")
open_ones = document.paragraphs.exclude(status="agreed").count()
on_time = document.adopted_at == document.procedures.get().until
print(document.state, bool(document.sha256), adopted.count(), open_ones > 0, on_time)
"""


def test_OD10_a_kill_during_the_adoption_leaves_nothing_half(tmp_path: Path) -> None:
    hall = Hall(copied(original(video=False), tmp_path / "data"))
    hall.python(DUE)
    with pytest.raises(subprocess.CalledProcessError):
        hall.python(KILLED)
    assert hall.python(FACTS).split() == ["deciding", "False", "0", "True", "False"]
    hall.python(ADOPTED)
    assert hall.python(FACTS).split() == ["adopted", "True", "1", "False", "True"]
    # It fails if the chain or the tables do not fit.
    hall.manage("journal", "verify", "outcome/1")
