"""A headless Chromium driven over its debugging pipe: no package, no port, no network.

Messages of the DevTools protocol are JSON ended by a null byte, read by the browser from file
descriptor 3 and written to 4. Everything waits for an answer or an event, never for a time.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
PATIENCE = 30.0  # seconds until a silent browser is a failure

Message = dict[str, Any]


def executable() -> str | None:
    return next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


class Browser:
    """One browser process; ended, by its own id, when the block is left."""

    def __init__(self, program: str, profile: Path) -> None:
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        # High numbers first: 3 and 4 may be among the descriptors just made.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (to_browser, from_browser)]

        def place() -> None:
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=place,
            pass_fds=(3, 4),
            start_new_session=True,
        )
        for end in (to_browser, from_browser, *ends):
            os.close(end)
        self._buffer = b""
        self._number = 0
        self._events: deque[Message] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.call("Browser.close")
            self._process.wait(10)
        except (OSError, EOFError, TimeoutError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait(10)
        finally:
            os.close(self._read)
            os.close(self._write)

    def call(self, method: str, session: str | None = None, **params: object) -> Message:
        """Ask and wait for the answer; events that come in between are kept."""
        self._number += 1
        number = self._number
        message: Message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: Message = answer["result"]
                return result
            self._events.append(answer)

    def events(self, session: str) -> list[Message]:
        """Take the events kept for a page."""
        mine = [event for event in self._events if event.get("sessionId") == session]
        self._events = deque(e for e in self._events if e.get("sessionId") != session)
        return mine

    def wait(self, session: str, method: str) -> Message:
        """Take the next event of a kind; others are kept."""
        for event in self._events:
            if event.get("sessionId") == session and event["method"] == method:
                self._events.remove(event)
                return event
        while True:
            event = self._next()
            if event.get("sessionId") == session and event.get("method") == method:
                return event
            self._events.append(event)

    def page(self, width: int = 1280, height: int = 900, *, scripts: bool = True) -> Page:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, target, session, width, height, scripts=scripts)

    def _next(self) -> Message:
        limit = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, limit - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser is silent")
            chunk = os.read(self._read, 1 << 16)
            if not chunk:
                raise EOFError("the browser has gone")
            self._buffer += chunk
        message, self._buffer = self._buffer.split(b"\0", 1)
        answer: Message = json.loads(message)
        return answer


class Page:
    """One tab. ``complaints`` gathers console errors, exceptions and policy violations."""

    def __init__(
        self, browser: Browser, target: str, session: str, width: int, height: int, *, scripts: bool
    ) -> None:
        self._browser, self._target, self._session = browser, target, session
        self.requests: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.call(f"{domain}.enable")
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.resize(width, height)

    def call(self, method: str, **params: object) -> Message:
        return self._browser.call(method, self._session, **params)

    def resize(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def prefer(self, **features: str) -> None:
        """Set media features: ``prefer(prefers_color_scheme="dark")``."""
        held = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.call("Emulation.setEmulatedMedia", features=held)

    def open(self, path: Path, fragment: str = "") -> None:
        self.call("Page.navigate", url=path.as_uri() + fragment)
        self._browser.wait(self._session, "Page.loadEventFired")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression; promises are awaited. Works with page scripts disabled."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, " ": 32, "ArrowRight": 39, "ArrowLeft": 37}
        code = codes.get(key, ord(key[0].upper()))
        about: Message = {"key": key, "windowsVirtualKeyCode": code}
        if len(key) == 1:
            about["text"] = key
        self.call("Input.dispatchKeyEvent", type="keyDown", **about)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element."""
        x, y = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const b = e.getBoundingClientRect();"
            "return [b.x + b.width / 2, b.y + b.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def heed(self) -> None:
        """Sort the events that came so far into ``requests`` and ``complaints``."""
        for event in self._browser.events(self._session):
            params = event.get("params", {})
            match event["method"]:
                case "Network.requestWillBeSent":
                    self.requests.append(params["request"]["url"])
                case "Runtime.exceptionThrown":
                    self.complaints.append(str(params["exceptionDetails"]))
                case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning"):
                    self.complaints.append(str(params["args"]))
                case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                    self.complaints.append(params["entry"]["text"])
                case "Audits.issueAdded" if "ContentSecurity" in params["issue"]["code"]:
                    self.complaints.append(str(params["issue"]["details"]))

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)
