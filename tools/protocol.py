"""protocol.py SCHEMA SOURCES: writes the protocol as JSON Schema to SCHEMA, and to SOURCES a rule of make with the
modules that it was read from. Needs no settings of Django, and takes a second.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from foundation.messages.schema import json_schema

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("platform/foundation", "sessions", "chat", "streaming")
TARGET = ".stamps/protocol"


def protocols() -> list[ModuleType]:
    """The `protocol.py` of each concept. They are those of the registry, in another order."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("protocol.py"))
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removeprefix("platform.") for path in paths
    ]
    return [import_module(name) for name in names if name != "foundation.messages.protocol"]


def sources() -> list[str]:
    """The modules of this project that are imported now."""
    files = (getattr(module, "__file__", None) for module in sys.modules.values())
    paths = {Path(file) for file in files if file}
    ours = {path for path in paths if path.is_relative_to(ROOT) and ".venv" not in path.parts}
    return sorted(str(path.relative_to(ROOT)) for path in ours)


def rule(files: list[str]) -> str:
    """A rule of make. The second one lets a file be deleted: the target is then made anew."""
    listed = " ".join(files)
    return f"{TARGET}: {listed}\n{listed}:\n"


if __name__ == "__main__":
    schema, made_from = sys.argv[1:]
    Path(schema).write_text(json.dumps(json_schema(protocols())))
    Path(made_from).write_text(rule(sources()))
