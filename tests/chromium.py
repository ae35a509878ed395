"""A headless Chromium for tests: a page at a width, what it measures and complains of, as a picture and printed.

Speaks the DevTools protocol over two pipes, so neither a driver nor a socket is needed.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import subprocess
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HOW = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--remote-debugging-pipe",
)  # fmt: skip
_HEIGHT = 900


class Browser:
    """One tab."""

    def __init__(self, to: IO[bytes], answers: IO[bytes]) -> None:
        self._to, self._from = to, answers
        self._number = 0
        self._rest = b""
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Send a command and return its result; what is told meanwhile is kept in `events`."""
        self._number += 1
        said = {"id": self._number, "method": method, "params": params}
        said |= {"sessionId": self._session} if self._session else {}
        self._to.write(json.dumps(said).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                assert "error" not in heard, heard
                return heard["result"]
            self.events.append(heard)

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = self._from.read(1 << 16)
            assert part, "chromium has ended"
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        return json.loads(line)

    def open(self, page: Path, width: int) -> None:
        """Show a page in a window of this width, in pixels."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=_HEIGHT, deviceScaleFactor=1,
                 mobile=width < 600)  # fmt: skip
        self.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._hear())

    def value(self, expression: str) -> Any:
        """Return what an expression comes to on the page; a page's own policy does not bind us."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    @property
    def complaints(self) -> list[str]:
        """What stood in the console, and what was asked of the network."""
        told = {"Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"}
        asked = [
            url
            for event in self.events
            if event["method"] == "Network.requestWillBeSent"
            and not (url := event["params"]["request"]["url"]).startswith(("file:", "data:"))
        ]
        return asked + [json.dumps(event["params"]) for event in self.events if event["method"] in told]

    def picture(self, *, clip: tuple[int, int, int, int] | None = None) -> bytes:
        """Return the whole page, or a part of it (left, top, width, height), as PNG."""
        width, height = self.value("[innerWidth, document.documentElement.scrollHeight]")
        left, top, width, height = clip or (0, 0, width, height)
        part = {"x": left, "y": top, "width": width, "height": height, "scale": 1}
        shot = self.ask("Page.captureScreenshot", clip=part, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def printed(self) -> bytes:
        """Return the page as PDF, on the paper that its style sheet asks for."""
        return base64.b64decode(
            self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        )


@contextmanager
def browsing(program: str, profile: Path) -> Iterator[Browser]:
    """Start a browser with a fresh profile and end it with the block."""
    (hears, to), (answers, speaks) = os.pipe(), os.pipe()

    def put_into_place() -> None:
        """DevTools over pipes are the descriptors 3 and 4."""
        for number, one in zip(
            (3, 4), [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (hears, speaks)], strict=True
        ):
            os.dup2(one, number)

    process = subprocess.Popen(
        [program, *_HOW, f"--user-data-dir={profile}"], preexec_fn=put_into_place, pass_fds=(3, 4),  # noqa: PLW1509 - no threads here
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(hears)
    os.close(speaks)
    with os.fdopen(to, "wb", 0) as commands, os.fdopen(answers, "rb", 0) as told:
        try:
            yield (browser := Browser(commands, told))
            with suppress(AssertionError, OSError):
                browser.ask("Browser.close")
        finally:
            commands.close()  # without its commands a browser ends by itself
            process.wait(timeout=30)
