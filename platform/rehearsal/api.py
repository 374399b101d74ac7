"""The client of the public HTTP API: seats, media tokens, WHIP and WHEP."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession
from yarl import URL


class ApiError(Exception):
    """The server refused: its code and its sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class RelayConnection:
    """A connection to the relay: the SDP answer, and the resource to delete at the end."""

    sdp: str
    resource: str
    token: str


class ApiClient:
    """Calls the API of the Balai server at `url`. Each method raises `ApiError` for a problem."""

    def __init__(self, http: ClientSession, url: str) -> None:
        self.http, self.url = http, url.rstrip("/")

    @property
    def socket(self) -> str:
        """The URL of the WebSocket."""
        return "ws" + self.url.removeprefix("http") + "/ws"

    @property
    def origin(self) -> str:
        """The origin of the server's own site. The server refuses a WebSocket without it."""
        return str(URL(self.url).origin())

    async def demo(self) -> dict[str, Any]:
        """The session and the seats that the demo offers."""
        return await self._request_json("GET", "/api/v1/demo")

    async def demo_seat(self, key: str) -> dict[str, Any]:
        """Take a seat of the demo."""
        return await self._request_json("POST", "/api/v1/seats/demo", json={"seat": key})

    async def take_simulated_seats(
        self,
        bearer: str,
        session: str,
        *,
        parties: Sequence[str] = (),
        first: int = 1,
        count: int = 0,
        interpreters: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Take seats of a session for simulated delegates of parties, for `count` listeners from the number `first` on,
        and for interpreters into languages.
        """
        body = {
            "session": session,
            "parties": list(parties),
            "audience_from": first,
            "audience": count,
            "interpreters": list(interpreters),
        }
        answer = await self._request_json("POST", "/api/v1/seats/simulated", bearer, json=body)
        seats: list[dict[str, Any]] = answer["seats"]
        return seats

    async def publish(self, bearer: str, session: str, offer: str, feed: str = "own") -> RelayConnection:
        """Publish picture and sound, or the sound of a booth (WHIP)."""
        return await self._connect_to_relay(bearer, session, "publish", offer, feed=feed)

    async def listen(self, bearer: str, session: str, offer: str, slots: str) -> RelayConnection:
        """Listen to some slots (WHEP)."""
        return await self._connect_to_relay(bearer, session, "listen", offer, query=f"?slots={slots}")

    async def hang_up(self, line: RelayConnection) -> None:
        """Delete the WHIP or WHEP resource of a connection."""
        async with self.http.delete(self.url + line.resource, headers=_bearer(line.token)):
            pass

    async def _connect_to_relay(
        self, bearer: str, session: str, action: str, offer: str, *, query: str = "", feed: str = "own"
    ) -> RelayConnection:
        ticket = await self._request_json(
            "POST", f"/api/v1/sessions/{session}/media-token", bearer, json={"action": action, "feed": feed}
        )
        headers = _bearer(ticket["token"]) | {"Content-Type": "application/sdp"}
        async with self.http.post(self.url + ticket["url"] + query, data=offer, headers=headers) as answer:
            if answer.status != 201:
                raise await _api_error_of(answer)
            return RelayConnection(await answer.text(), answer.headers["Location"], ticket["token"])

    async def _request_json(self, method: str, path: str, bearer: str = "", **body: Any) -> dict[str, Any]:
        async with self.http.request(method, self.url + path, headers=_bearer(bearer), **body) as answer:
            if answer.status >= 400:
                raise await _api_error_of(answer)
            content: dict[str, Any] = await answer.json()
            return content


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


async def _api_error_of(answer: Any) -> ApiError:
    try:
        problem = await answer.json(content_type=None)
        return ApiError(problem["code"], problem["detail"])
    except (ValueError, KeyError, TypeError):
        return ApiError(f"http.{answer.status}", f"{answer.url} answered {answer.status}.")
