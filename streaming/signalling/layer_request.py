"""The picture sizes that a player asks for (WHEP's extension for the selection of layers).

`{"mediaId": "1", "maxHeight": 180}`, or a list of such. 0 is a hidden picture, null one of any height.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from foundation.refusals import Refusal

MAX_PICTURES = 64


class LayerRequest(BaseModel):
    """One picture: the `mid` of its medium, and the height in pixels at which it is shown."""

    model_config = ConfigDict(frozen=True)

    mediaId: Annotated[str, Field(max_length=16)]
    maxHeight: Annotated[int, Field(ge=0)] | None = None


_SHOWN = TypeAdapter(LayerRequest | Annotated[list[LayerRequest], Field(max_length=MAX_PICTURES)])


def parse_request(text: str) -> dict[str, int | None]:
    """Read the requested heights by `mid`. Refuses `media.layers_malformed`."""
    try:
        said = _SHOWN.validate_json(text)
    except ValidationError:
        raise Refusal(
            "media.layers_malformed",
            "Send JSON with each medium (mediaId) and the height at which it is shown (maxHeight).",
        ) from None
    return {one.mediaId: one.maxHeight for one in (said if isinstance(said, list) else [said])}
