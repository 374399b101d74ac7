"""The button on a simulated microphone, over REST."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from django.test import AsyncClient

from foundation.accounts import seats
from streaming.microphones.process_controller import controller
from streaming.microphones.registry import microphone_system
from tests.streaming.relay.peers import until
from tests.streaming.signalling.conftest import data_dir, demo, take

pytestmark = pytest.mark.real_time


__all__ = ["data_dir", "demo"]


@pytest.fixture
async def microphones(demo: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr(controller, "system", microphone_system("simulated"))
    await controller.start()
    await until(lambda: controller.units)
    yield
    await controller.stop()
    controller.units.clear()


async def press(session: str, key: str, unit: str) -> tuple[int, str]:
    headers: dict[str, Any] = {}
    if key:
        token, _ = seats.sign(await take(key))
        headers["Authorization"] = f"Bearer {token}"
    answer = await AsyncClient().post(
        f"/api/v1/sessions/{session}/microphones/{unit}/press", {}, "application/json", headers=headers
    )
    return answer.status_code, json.loads(answer.content).get("code", "")


async def test_only_an_operator_may_press_the_button(demo: str, microphones: None) -> None:
    assert await press(demo, "operator", "1") == (202, "")
    assert await press(demo, "operator", "99") == (404, "microphones.unknown")
    assert (await press(demo, "fiji", "1"))[1] == "wire.forbidden"
    assert (await press(demo, "", "1"))[1] == "seat.missing"


async def test_the_button_of_a_real_microphone_cannot_be_pressed_over_rest(
    demo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controller, "system", None)
    assert (await press(demo, "operator", "1"))[1] == "microphones.not_simulated"
