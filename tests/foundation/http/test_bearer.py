"""The bearer token of a request."""

import pytest

from foundation.http.bearer import bearer


@pytest.mark.parametrize(
    ("authorization", "token"),
    [
        ("", None),
        ("Basic YTpi", None),
        ("Bearer", ""),
        ("Bearer ", ""),
        ("Bearer abc", "abc"),
        ("bearer  abc ", "abc"),
        ("BEARER a b", "a b"),
    ],
)
def test_the_token_of_a_bearer(authorization: str, token: str | None) -> None:
    assert bearer(authorization) == token
