"""The exception for refusals of this package. There is no other."""


class MediaRefusal(Exception):
    """An expected refusal: a stable code, and a sentence that tells a person what to do.

    Codes: `media.sdp_malformed`, `media.no_common_codec`, `media.too_many_tracks`, `media.slots_mismatch`,
    `media.restart_unsupported`, `media.no_port`, `media.file_unreadable`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
