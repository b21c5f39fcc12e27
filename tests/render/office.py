"""LibreOffice as an independent judge of tracked changes.

Run by the system's Python (which has the ``uno`` bridge) this file is a worker that reads one
JSON request a line and answers in kind; imported by a test it is the client of that worker.
The worker starts its own soffice on a pipe and a profile of its own, and ends it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_STARTUP_SECONDS = 60
_REQUEST = {
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
}


def missing() -> str | None:
    """Why LibreOffice cannot judge here, or None."""
    if shutil.which("soffice") is None:
        return "soffice is not installed"
    python = _system_python()
    if python is None:
        return "no Python with the uno bridge (package python3-uno)"
    return None


def _system_python() -> str | None:
    for python in ("/usr/bin/python3", shutil.which("python3")):
        if python and Path(python).exists():
            probe = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if probe.returncode == 0:
                return python
    return None


class Office:
    """One LibreOffice for many documents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.worker = subprocess.Popen(
            [_system_python() or "python3", __file__, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self.worker.stdin
        self.worker.stdin.close()  # the worker ends its soffice when nobody asks any more
        self.worker.wait(timeout=_STARTUP_SECONDS)

    def _ask(self, data: bytes, **request: str) -> Any:
        path = self.folder / f"{uuid.uuid4().hex}.docx"
        path.write_bytes(data)
        assert self.worker.stdin
        assert self.worker.stdout
        self.worker.stdin.write(json.dumps({"path": str(path), **request}) + "\n")
        self.worker.stdin.flush()
        line = self.worker.stdout.readline()
        if not line:
            raise RuntimeError("LibreOffice has gone")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def resolve(self, data: bytes, *, accept: bool) -> list[tuple[str, str]]:
        """Style and text of each paragraph or table row after accepting (rejecting) all."""
        value = self._ask(data, do="accept" if accept else "reject")
        return [(style, text) for style, text in value]

    def texts(self, data: bytes, *, accept: bool) -> list[str]:
        """The texts left, without the empty paragraph that has to end a document."""
        left = self.resolve(data, accept=accept)
        # No document ends with a table or without a paragraph: that last empty one is no text.
        demanded = len(left) < 2 or left[-2][0] == "table" or left[-1][0] == "End Mark"
        return [text for _, text in (left[:-1] if demanded and left[-1][1] == "" else left)]

    def pdf(self, data: bytes) -> bytes:
        """The document as LibreOffice prints it, changes shown."""
        return Path(self._ask(data, do="pdf")).read_bytes()


# ----------------------------------------------------------------------------------------- worker


def _start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    pipe = f"ctocdiff{uuid.uuid4().hex}"
    profile = Path(tempfile.mkdtemp(prefix="profile", dir=folder))
    process = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            f"-env:UserInstallation={profile.as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # soffice is a script: its children share its process group
    )
    return process, pipe


def _desktop(process: subprocess.Popen[bytes], pipe: str) -> tuple[Any, Any]:
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    limit = time.monotonic() + _STARTUP_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if time.monotonic() > limit or process.poll() is not None:
                raise
            time.sleep(0.1)  # soffice offers nothing to wait on before its pipe exists
    manager = context.ServiceManager
    return (
        manager.createInstanceWithContext("com.sun.star.frame.Desktop", context),
        manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context),
    )


def _property(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _answer(desktop: Any, dispatcher: Any, request: dict[str, str]) -> Any:
    path = Path(request["path"])
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, ())
    try:
        if request["do"] == "pdf":
            target = path.with_suffix(".pdf")
            document.storeToURL(target.as_uri(), (_property("FilterName", "writer_pdf_Export"),))
            return str(target)
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, _REQUEST[request["do"]], "", 0, ())
        left = sum(1 for _ in _each(document.Redlines))
        if left:
            raise RuntimeError(f"{left} changes are left")
        return list(_texts(document.Text))
    finally:
        document.close(True)


def _each(container: Any) -> Any:
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def _texts(text: Any) -> Any:
    for part in _each(text):
        if part.supportsService("com.sun.star.text.TextTable"):
            rows: dict[int, list[str]] = {}
            for name in part.CellNames:
                number = int(re.sub(r"\D", "", name))
                rows.setdefault(number, []).append(part.getCellByName(name).String)
            for number in sorted(rows):
                yield "table", "\t".join(rows[number])
        else:
            yield part.ParaStyleName, part.String


def _work(folder: Path) -> None:
    process, pipe = _start(folder)
    desktop = None
    try:
        desktop, dispatcher = _desktop(process, pipe)
        for line in sys.stdin:
            try:
                value = {"value": _answer(desktop, dispatcher, json.loads(line))}
            except Exception as error:  # noqa: BLE001 (whatever went wrong there, the test says it)
                value = {"error": repr(error)}
            sys.stdout.write(json.dumps(value) + "\n")
            sys.stdout.flush()
    finally:
        try:
            if desktop is not None:
                desktop.terminate()
                process.wait(timeout=10)
        except Exception:  # noqa: BLE001 (it may die while it says goodbye)
            pass
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    _work(Path(sys.argv[1]))
