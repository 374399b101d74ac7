"""All refusals: those of `foundation.limits`, and those read from the source code that raises them. They are declared
nowhere else.
"""

import ast
from collections.abc import Collection, Iterator
from importlib import import_module
from pathlib import Path

from foundation.limits import LIMITS


def refusals(packages: Collection[str]) -> dict[str, str]:
    """The code and first message of every `Refusal("code", "message")` and `MediaRefusal` in these packages, and of
    each limit for `foundation`.
    """
    found: dict[str, str] = {}
    for package in sorted(packages):
        for code, message in _refusals_in_folder(Path(import_module(package).__path__[0])):
            found.setdefault(code, message)
    if "foundation" in packages:
        found = {limit.code: limit.sentence for limit in LIMITS.values()} | found
    return dict(sorted(found.items()))


def _refusals_in_folder(folder: Path) -> Iterator[tuple[str, str]]:
    sources = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))
    for source in sources:
        if "Refusal" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id.endswith("Refusal")
            ):
                yield from _code_and_message(node)


def _code_and_message(call: ast.Call) -> Iterator[tuple[str, str]]:
    match call.args:
        case [ast.Constant(value=str(code)), message]:
            yield code, _message_text(message)


def _message_text(node: ast.expr) -> str:
    """A string literal unchanged; an f-string with an ellipsis for each value; an ellipsis for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_message_text(part) for part in parts)
        case _:
            return "…"
