"""The language that a listener chooses at its WHEP resource.

`{"language": "fr", "floor": false}`: the sound of the channel `fr`, and none of the floor's.
"""

from pydantic import BaseModel, ConfigDict, ValidationError

from foundation.refusals import Refusal
from sessions.roles.protocol import Language


class LanguageRequest(BaseModel):
    """A language channel, or empty for the floor's own sound alone, and whether the floor's sound is sent."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    language: Language
    floor: bool = True


def parse_language(text: str) -> LanguageRequest:
    """Read the chosen language. Refuses `media.language_malformed`."""
    try:
        return LanguageRequest.model_validate_json(text)
    except ValidationError:
        raise Refusal(
            "media.language_malformed",
            "Send JSON with the language of a channel, or an empty one, and whether to send the floor's sound.",
        ) from None
