"""The browser's types are made without Django from the same protocols that the server has."""

import json
import os
import subprocess
import sys
from pathlib import Path

from foundation.messages.schema import json_schema
from foundation.registry import registry

ROOT = Path(__file__).resolve().parents[2]


def test_the_schema_is_that_of_the_registry_and_its_sources_are_told(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": "platform:."}
    command = [sys.executable, "tools/protocol.py", str(tmp_path / "schema"), str(tmp_path / "rule")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    schema = json.loads((tmp_path / "schema").read_text())
    modules = registry().protocols
    assert schema["$defs"].keys() == json_schema(modules)["$defs"].keys()
    rule, deleted = (tmp_path / "rule").read_text().splitlines()
    sources = {str(Path(module.__file__ or "").relative_to(ROOT)) for module in modules}
    assert sources < {*rule.removeprefix(".stamps/protocol: ").split()}
    assert deleted == rule.removeprefix(".stamps/protocol: ") + ":"
