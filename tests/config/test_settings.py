"""Settings that are more than a word."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings import _given, _ports


def test_the_ports_of_media_are_a_range_or_any() -> None:
    assert _ports("") == range(1)
    assert _ports("40000-40999") == range(40000, 41000)


@pytest.mark.parametrize("given", ["40000", "40999-40000", "0-10", "60000-70000", "a-b", "-", "4-"])
def test_what_is_no_range_of_ports_is_said(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_PORTS"):
        _ports(given)


def test_an_empty_line_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURN_SECRET", "")
    with pytest.raises(ImproperlyConfigured, match="TURN_SECRET"):
        _given("TURN_SECRET")
    monkeypatch.setenv("TURN_SECRET", "shared")
    assert _given("TURN_SECRET") == "shared"
