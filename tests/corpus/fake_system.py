"""A server of this machine that plays the Official Document System, with all its traps."""

from __future__ import annotations

import io
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import docx

VIEWER = b"<!DOCTYPE html><html><head><title>Viewer</title></head><body>No document</body></html>"


@dataclass(frozen=True)
class Reply:
    """One answer; ``silent`` never answers, ``missing`` bytes are announced and not sent."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    missing: int = 0
    dropped: bool = False


@dataclass
class System:
    """What was asked of the server, in order, and what it answers to each query."""

    base: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self, query: str, *replies: Reply) -> None:
        """Answers to "SYMBOL en pdf"; the last one is repeated."""
        self.replies[query] = list(replies)

    def reply(self, query: str) -> Reply:
        left = self.replies.get(query, [Reply(VIEWER, headers={"Content-Type": "text/html"})])
        return left.pop(0) if len(left) > 1 else left[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    system: System


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        system: System = self.server.system  # type: ignore[attr-defined]
        asked = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(asked.query))
        name = " ".join(query.get(key, "?") for key in "slt") if query else asked.path
        system.asked.append(name)
        system.agents.add(self.headers.get("User-Agent", ""))
        system.at_once += 1
        system.most_at_once = max(system.most_at_once, system.at_once)
        try:
            self._send(system.reply(name), system)
        finally:
            system.at_once -= 1

    def _send(self, reply: Reply, system: System) -> None:
        if reply.silent:
            system.over.wait(30)
            return
        if reply.dropped:
            return
        self.send_response(reply.status)
        for key, value in reply.headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(reply.body) + reply.missing))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def fake_system() -> Iterator[System]:
    """Run a server until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.system = System(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.system
    finally:
        server.system.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@cache  # a Word file holds the time at which it was written: one text, one file
def as_docx(text: str) -> bytes:
    """A Word document with one paragraph a line."""
    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
