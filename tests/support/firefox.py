"""Debian's Firefox, driven by WebDriver BiDi (w3c.github.io/webdriver-bidi): Playwright drives its own build."""

import itertools
import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.support.patience import PATIENCE

PREFS = {
    # Tests stay on this machine, and Firefox otherwise makes no candidate pairs with loopback.
    "media.peerconnection.ice.loopback": True,
    "media.navigator.streams.fake": True,
    "permissions.default.camera": 1,
    "permissions.default.microphone": 1,
    "media.autoplay.default": 0,
    # Nothing is requested from Mozilla's servers.
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}
LISTENING = re.compile(r"WebDriver BiDi listening on (\S+)")


@contextmanager
def started(folder: Path) -> Iterator["Firefox"]:
    """Start a browser whose profile is in `folder`."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFS.items()]
    (folder / "user.js").write_text("".join(lines))
    command = ["/usr/bin/firefox-esr", "--headless", "--no-remote", "--profile", str(folder)]
    with (folder / "firefox.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--remote-debugging-port=0", "about:blank"],
            stdout=log,
            stderr=log,
            env=os.environ | {"HOME": str(folder)},
        )
    try:
        with connect(f"{_address(process, folder / 'firefox.log')}/session", max_size=None) as socket:
            firefox = Firefox(socket)
            firefox.ask("session.new", capabilities={})
            yield firefox
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    end = monotonic() + PATIENCE
    while not (found := LISTENING.search(log.read_text(errors="replace"))):
        assert process.poll() is None, log.read_text(errors="replace")
        assert monotonic() < end, "Firefox did not start."
        sleep(0.05)
    return found[1]


class Firefox:
    """A running browser; each page is a tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count()

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command; returns its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(PATIENCE))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                result: dict[str, Any] = answer["result"]
                return result

    def saves_into(self, folder: Path) -> None:
        """Save downloads in a folder, without asking."""
        behaviour = {"type": "allowed", "destinationFolder": str(folder)}
        self.ask("browser.setDownloadBehavior", downloadBehavior=behaviour)

    def page(self, url: str) -> "Page":
        """Open an address in a new tab."""
        context = self.ask("browsingContext.create", type="tab")["context"]
        self.ask("browsingContext.navigate", context=context, url=url, wait="complete")
        return Page(self, context)


class Page:
    """A tab."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        self._firefox, self._context = firefox, context

    def evaluate(self, expression: str) -> Any:
        """Evaluate an expression, wait for its promise, and return its JSON; counts as a user's action."""
        evaluated = self._firefox.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        assert evaluated["type"] == "success", evaluated
        return json.loads(evaluated["result"].get("value", "null"))

    def waits_until(self, condition: str) -> None:
        """Wait until a condition in the page holds."""
        end = monotonic() + PATIENCE
        while not self.evaluate(f"Boolean(await (async () => {condition})())"):
            assert monotonic() < end, (
                f"Not true in time: {condition}\n{self.evaluate('document.body.innerText')}"
            )
            sleep(0.1)

    def bring_to_front(self) -> None:
        """Show the tab, because a tab in the background is not drawn."""
        self._firefox.ask("browsingContext.activate", context=self._context)

    def press(self, testid: str) -> None:
        """Click the element with this test id, once it is there and enabled."""
        found = f"document.querySelector('[data-testid=\"{testid}\"]:not(:disabled):not([inert] *)')"
        self.waits_until(f"(one => {{ one?.click(); return one !== null; }})({found})")

    def choose_file(self, testid: str, path: Path) -> None:
        """Choose a file in the input with this test id."""
        locator = {"type": "css", "value": f'[data-testid="{testid}"]'}
        self.waits_until(f"document.querySelector('[data-testid=\"{testid}\"]') !== null")
        found = self._firefox.ask("browsingContext.locateNodes", context=self._context, locator=locator)
        element = {"sharedId": found["nodes"][0]["sharedId"]}
        self._firefox.ask("input.setFiles", context=self._context, element=element, files=[str(path)])

    def downloaded(self, folder: Path, before: set[Path]) -> Path:
        """Wait for a whole file in the folder of downloads that was not there before."""
        end = monotonic() + PATIENCE
        while True:
            new = {*folder.iterdir()} - before
            whole = [path for path in new if path.suffix != ".part" and path.stat().st_size]
            if whole and len(whole) == len(new):
                return whole[0]
            assert monotonic() < end, f"Nothing was saved: {new}"
            sleep(0.05)

    def choose(self, testid: str, value: str) -> None:
        """Choose an option of the list with this test id."""
        found = f"document.querySelector('[data-testid=\"{testid}\"]')"
        self.waits_until(f"{found} !== null")
        self.evaluate(
            f"(field => {{ field.value = {json.dumps(value)};"
            f" field.dispatchEvent(new Event('change', {{bubbles: true}})); }})({found})"
        )

    def fill(self, testid: str, text: str) -> None:
        """Type into the element with this test id."""
        found = f"document.querySelector('[data-testid=\"{testid}\"]')"
        self.waits_until(f"{found} !== null")
        self.evaluate(
            f"(field => {{ field.value = {json.dumps(text)};"
            f" field.dispatchEvent(new Event('input', {{bubbles: true}})); }})({found})"
        )

    def shows(self, text: str) -> None:
        """Wait until a text is on the page."""
        self.waits_until(f"document.body.innerText.includes({json.dumps(text)})")
