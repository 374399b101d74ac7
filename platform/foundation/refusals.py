"""The one way in which Balai says no."""


class Refusal(Exception):
    """An expected refusal: a stable `code` and a sentence that tells a person what to do.

    Anything else that is raised is a defect and crashes loudly.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
