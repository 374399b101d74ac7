"""A browser's store of its streams, written from the rules of `EventFrame`, `MineFrame` and `Snapshot` alone."""

from typing import Any

Frame = dict[str, Any]
Entities = dict[str, dict[str, Any]]


class EntityReader:
    """One stream: its position and its entities. `applied` are the sequence numbers since its snapshot."""

    def __init__(self) -> None:
        self.seq = -1
        self.cursor: str | None = None
        self.entities: Entities = {}
        self.mine: Entities = {}
        self.signals: dict[str, Any] = {}
        self.applied: list[int] = []
        self.snapshots = 0
        self.mine_at = -1
        """The position of the last complete own state; nothing older may follow."""

    def apply(self, frame: Frame) -> bool:
        """Apply a frame. False if an earlier frame is missing, so that the reader has to follow again."""
        if "entities" in frame:
            self.entities = {kind: dict(rows) for kind, rows in frame["entities"].items()}
            self.seq, self.cursor = frame["seq"], frame["cursor"]
            self.snapshots += 1
            self.applied = []
        elif "after" in frame:
            return self._take_event(frame)
        elif "mine" in frame:
            self._take_mine(frame)
        else:
            self.signals |= frame["signals"]
        return True

    def _take_mine(self, frame: Frame) -> None:
        if frame["whole"]:
            self.mine, self.mine_at = {}, frame["seq"]
        else:
            assert frame["seq"] > self.mine_at, "older than what the reader has"
        apply_put_and_drop(self.mine, frame["mine"], frame["drop"])

    def _take_event(self, frame: Frame) -> bool:
        if self.seq >= frame["seq"]:
            return True
        if self.seq < frame["after"]:
            return False
        apply_put_and_drop(self.entities, frame["put"], frame["drop"])
        self.seq, self.cursor = frame["seq"], frame["cursor"]
        self.applied.append(self.seq)
        return True


def apply_put_and_drop(entities: Entities, put: Entities, drop: dict[str, list[str]]) -> None:
    """Apply a frame's changes to a store."""
    for kind, rows in put.items():
        entities.setdefault(kind, {}).update(rows)
    for kind, ids in drop.items():
        for gone in ids:
            entities.get(kind, {}).pop(gone, None)


def without_empty(entities: Entities) -> Entities:
    """The types that hold something: a store need not know empty ones."""
    return {kind: rows for kind, rows in entities.items() if rows}
