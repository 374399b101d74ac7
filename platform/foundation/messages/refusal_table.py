"""Every refusal of the house, read from the sources where it is raised: the only place that declares one."""

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path


def refusals(packages: Iterable[str]) -> dict[str, str]:
    """Code to its first message, of every `Refusal("code", "message")` and `MediaRefusal` in these packages."""
    found: dict[str, str] = {}
    for package in sorted(packages):
        for code, message in _in_folder(Path(import_module(package).__path__[0])):
            found.setdefault(code, message)
    return dict(sorted(found.items()))


def _in_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id.endswith("Refusal")
            ):
                yield from _read(node)


def _read(call: ast.Call) -> Iterator[tuple[str, str]]:
    match call.args:
        case [ast.Constant(value=str(code)), message]:
            yield code, _text(message)


def _text(node: ast.expr) -> str:
    """A literal as it is, an f-string with an ellipsis for each value, anything else as just that."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part) for part in parts)
        case _:
            return "…"
