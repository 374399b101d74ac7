"""The state machine (`test_machine`) tries every rule that changes a floor, and every command uses such a rule."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import pytest

import sessions
from config.concepts import REGISTRY
from foundation.messages.schema import type_of
from foundation.registry import Handler
from sessions.floor.core.speakers_list import Outcome
from tests.sessions.floor import (
    machine_ordering,
    machine_playback,
    machine_session,
    machine_voting,
    test_machine,
)

MACHINE = (machine_ordering, machine_playback, machine_session, machine_voting, test_machine)
BESIDE_IT = {"floor.confirm_in_hall", "floor.unconfirm_in_hall", "floor.name_reader", "session.set_access"}
"""Commands that leave the floor unchanged."""

Rule = Callable[..., Any]


@cache
def rules_of_the_floor() -> frozenset[Rule]:
    """Functions that return an `Outcome`, in all rules modules of `sessions`."""
    names = [found.name for found in pkgutil.walk_packages(sessions.__path__, "sessions.")]
    modules = [importlib.import_module(n) for n in names if n.endswith(".rules") or ".floor.core." in n]
    return frozenset(
        rule
        for module in modules
        for name, rule in inspect.getmembers(module, inspect.isfunction)
        if rule.__module__ == module.__name__ and not name.startswith("_") and _gives_outcome(rule)
    )


def _gives_outcome(rule: FunctionType) -> bool:
    return rule.__annotations__.get("return") in (Outcome, Outcome | None)


def named_in(tree: ast.AST, module: ModuleType) -> set[Rule]:
    """The rules that the source of a module names, as `rules.move` or `move`."""
    found: list[Any] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.append(getattr(vars(module).get(node.value.id), node.attr, None))
        elif isinstance(node, ast.Name):
            found.append(vars(module).get(node.id))
    return {named for named in found if isinstance(named, FunctionType)} & rules_of_the_floor()


def driven() -> set[Rule]:
    """The rules that the machine tries."""
    return set().union(*(named_in(ast.parse(inspect.getsource(module)), module) for module in MACHINE))


def test_the_machine_drives_every_rule_of_the_floor() -> None:
    assert {f"{rule.__module__}.{rule.__name__}" for rule in rules_of_the_floor() - driven()} == set()


def _of_the_floor(handler: Handler) -> bool:
    changes_the_floor = type_of(handler.command).startswith(("floor.", "session."))
    return changes_the_floor or (handler.run or handler.run_batch).__module__.startswith("sessions.floor.")


@pytest.mark.parametrize(
    "handler", [*filter(_of_the_floor, REGISTRY.handlers)], ids=lambda handler: type_of(handler.command)
)
def test_every_command_of_the_floor_lets_a_driven_rule_decide(handler: Handler) -> None:
    service: Any = handler.run
    module = importlib.import_module(service.__module__)
    decides = named_in(ast.parse(inspect.getsource(service)), module)
    assert bool(decides & driven()) == (type_of(handler.command) not in BESIDE_IT)
