"""JSON bodies that are refused."""

import io
import json

import pytest
from rest_framework.exceptions import ParseError

from foundation.http.parsing import MAX_MEMBERS, Parser


def parse(text: str) -> object:
    return Parser().parse(io.BytesIO(text.encode()), "application/json", {"encoding": "utf-8"})


def test_a_body_with_too_many_members_is_refused() -> None:
    largest = {"parties": [str(number) for number in range(300)], "audience": 1000}
    assert parse(json.dumps(largest)) == largest
    for full in ("[],", "{},", '"",'):
        with pytest.raises(ParseError, match="too much"):
            parse(f'{{"name": [{full * MAX_MEMBERS}0]}}')


def test_a_body_that_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(ParseError):
        parse("[" * MAX_MEMBERS + "]" * MAX_MEMBERS)
