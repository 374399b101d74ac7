"""The exception for an expected refusal."""

from collections.abc import Mapping


class Refusal(Exception):
    """An expected refusal: a stable `code` and a sentence that tells a person what to do.

    `retry_after`: the seconds after which the same request may succeed, if nothing else has to change. `values`: what
    the sentence names, such as a cell, so that a page can say the same in another language.

    Any other exception is a defect, and is not caught.
    """

    def __init__(
        self,
        code: str,
        message: str,
        retry_after: int | None = None,
        values: Mapping[str, str | int] | None = None,
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.retry_after = retry_after
        self.values = {**(values or {})}
