"""Compare-and-set for single fields, which two people may change at once (as RFC 9110, section 13, does for
resources).
"""

from typing import Any, ClassVar, TypeVar

from pydantic import ConfigDict, model_validator

from foundation.messages.protocol import Message
from foundation.refusals import Refusal

LONGEST_SHOWN = 60
"""The highest number of characters of a present value that a refusal repeats."""


class Values(Message):
    """The values of some fields of an object. Only fields that are given count. Only the fields in `NULLABLE` can be
    null.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)
    NULLABLE: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="after")
    def _check_nulls(self) -> "Values":
        for name in self.model_fields_set - self.NULLABLE:
            if getattr(self, name) is None:
                raise ValueError(f"“{name}” has no value. Give one, or leave the field out")
        return self


V = TypeVar("V", bound=Values)


def changes(values: V, seen: V, current: V) -> dict[str, Any]:
    """The fields of `values` that differ from `current`, with their new values.

    `seen` has the values that the author of the change saw in these fields. Refuses `edit.nothing_seen` if `values` is
    empty or `seen` has other fields. Refuses `edit.changed_meanwhile` if somebody else changed one of the fields first.
    """
    if values.model_fields_set != seen.model_fields_set or not values.model_fields_set:
        raise Refusal("edit.nothing_seen", "Say which fields you change, and what you saw in each of them.")
    changed = {}
    for name in sorted(values.model_fields_set):
        wanted, present = getattr(values, name), getattr(current, name)
        if wanted == present:
            continue
        check_seen(name, getattr(seen, name), present)
        changed[name] = wanted
    return changed


def check_seen(name: str, seen: Any, present: Any) -> None:
    """Refuse `edit.changed_meanwhile` if a field no longer has the value that the author of a change saw."""
    if seen != present:
        raise Refusal(
            "edit.changed_meanwhile",
            f"Somebody changed “{name}” meanwhile. Now it is: {_shown_text(present)}. Look at it, and change it again.",
        )


def _shown_text(value: Any) -> str:
    if isinstance(value, dict):
        value = " · ".join(str(text) for text in value.values())
    if isinstance(value, tuple):
        value = " · ".join(str(text) for text in value)
    text = "nothing" if value in (None, "", []) else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
