"""Stores connection errors of encoders with their keys, for the desk: an encoder often has no screen to show them."""

from foundation.database import in_thread
from streaming.equipment_keys import services as keys
from streaming.relay import Source
from streaming.signalling.media_tokens import MediaToken

UNREACHED = (
    "media.encoder_unreachable",
    "No packet of this encoder came. Let UDP out to the server, and try another network.",
)
NOT_SECURED = (
    "media.encoder_handshake",
    "Its encryption (DTLS) could not be set up. Give FFmpeg a certificate on P-256 (cert_file and key_file); "
    "bring any other encoder up to date.",
)


class Encoders:
    """The connections of encoders that were answered, and that are neither connected nor gone yet."""

    def __init__(self) -> None:
        self._begun: list[tuple[MediaToken, Source]] = []

    def follow_connection(self, media_token: MediaToken, source: Source | None) -> None:
        """Follow a connection that was just answered, if it is an encoder's."""
        if media_token.is_equipment and source is not None:
            self._begun.append((media_token, source))

    async def store_results(self) -> None:
        """For each connection that was made or has failed, store the result with the encoder's key, the
        oldest first.
        """
        for media_token, source in list(self._begun):
            if source.connected_at is not None:
                await in_thread(keys.note_connected, media_token.person)
            elif source.state == "gone":
                await in_thread(keys.note_error, media_token.person, *_connection_error(source))
            else:
                continue
            self._begun.remove((media_token, source))


def _connection_error(source: Source) -> tuple[str, str]:
    return NOT_SECURED if source.was_reached else UNREACHED
