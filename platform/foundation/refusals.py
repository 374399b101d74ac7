"""The one way in which Balai says no."""


class Refusal(Exception):
    """An expected refusal: a stable `code` and a sentence that tells a person what to do.

    `retry_after` are the seconds after which it may be tried again, where that is all it takes.

    Anything else that is raised is a defect and crashes loudly.
    """

    def __init__(self, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.retry_after = retry_after
