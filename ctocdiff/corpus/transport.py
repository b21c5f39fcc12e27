"""One document over HTTP: a polite, bounded, patient GET from the hosts that are allowed.

The standard library's client is enough and adds no dependency: what is needed beyond a GET (no
redirect elsewhere, a bound on size, patience with a slow server, and which failures are worth
another attempt) would have to be written for any client.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from ctocdiff import __version__
from ctocdiff.errors import NetworkError, UsageError

OFFICIAL_BASE = "https://documents.un.org"
_LARGEST = 200_000_000  # bytes; no document comes near
_CHUNK = 1 << 16
_TIMEOUT = 90.0  # seconds without a byte; answers may take half a minute
_LONGEST = 600.0  # seconds for one document, however steadily it trickles
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_CONNECTING = 15.0  # seconds until a host must have taken the call
_WAITS = (5.0, 15.0, 45.0)  # seconds before the second, third and fourth attempt
_LONGEST_WAIT = 120.0  # seconds that a server may ask for
_NOT_THERE = frozenset({404, 410})
_OFFLINE = frozenset(
    {
        *(errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN),
        *(errno.EADDRNOTAVAIL, errno.EHOSTDOWN),
    }
)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes that an address gave; empty where it says that there is nothing."""

    address: str
    data: bytes


class _AttemptError(Exception):
    """A failure worth another attempt; ``wait`` is what the server asks for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def is_loopback(base: str) -> bool:
    """Whether an address is of this very machine."""
    return urllib.parse.urlsplit(base).hostname in _LOOPBACK


def check_base(base: str) -> str:
    """The address of the system, or of a server of this machine that tests put in its place.

    Raises:
        UsageError: it is any other.
    """
    base = base.rstrip("/")
    if base != OFFICIAL_BASE and not is_loopback(base):
        raise UsageError("fetch-base", base=base, official=OFFICIAL_BASE)
    return base


class Transport:
    """Fetches addresses below one base.

    Args:
        base: the address of the system, from :func:`check_base`.
        sleep: waits for some seconds; given in, as clocks are.
        timeout: seconds without a byte after which an attempt has failed.
        waits: seconds before each further attempt.
        longest: seconds after which an attempt has failed, whatever still comes.
    """

    def __init__(
        self,
        base: str,
        sleep: Callable[[float], None],
        timeout: float = _TIMEOUT,
        waits: tuple[float, ...] = _WAITS,
        longest: float = _LONGEST,
    ) -> None:
        self.base = check_base(base)
        self._sleep = sleep
        self._timeout = timeout
        self._waits = waits
        self._longest = longest
        handlers: list[urllib.request.BaseHandler] = [_SameHost(self.base), _Plain(), _Secure()]
        if is_loopback(self.base):
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)
        self._opener.addheaders = [("User-Agent", f"ctocdiff/{__version__}"), ("Accept", "*/*")]

    def get(
        self, path: str, query: dict[str, str], *, complete: Callable[[bytes], bool] = bool
    ) -> Answer:
        """Fetch one address, with further attempts where the server is busy or breaks off.

        Args:
            path: the path below the base.
            query: the query, in the order in which it is written.
            complete: tells of bytes that came whether they are not cut short.

        Raises:
            NetworkError: there is no connection, the server keeps failing or refuses, sends too
                much, or leads to another host.
        """
        address = f"{self.base}{path}?{urllib.parse.urlencode(query, safe='/')}"
        for wait in (*self._waits, None):
            try:
                data = self._attempt(address)
                if data and not complete(data):
                    raise _AttemptError(str(len(data)))
                return Answer(address, data)
            except _AttemptError as failure:
                if wait is None:
                    raise NetworkError("fetch-failed", address=address, reason=failure) from None
                self._sleep(max(wait, min(failure.wait or 0.0, _LONGEST_WAIT)))
        raise AssertionError(address)  # the last round returns or raises

    def _attempt(self, address: str) -> bytes:
        try:
            with self._opener.open(address, timeout=self._timeout) as response:
                return self._whole(response, address)
        except urllib.error.HTTPError as error:
            with contextlib.closing(error):
                return self._refused(error, address)
        except urllib.error.URLError as error:
            self._unreached(error.reason, address, connecting=True)
        except http.client.HTTPException as error:
            raise _AttemptError(type(error).__name__) from None
        except OSError as error:  # TimeoutError, ConnectionResetError
            self._unreached(error, address)

    def _whole(self, response: Any, address: str) -> bytes:
        found, end = bytearray(), time.monotonic() + self._longest
        while chunk := response.read(_CHUNK):
            found += chunk
            if time.monotonic() > end:
                raise _AttemptError(f"> {self._longest:g} s")
            if len(found) > _LARGEST:
                megabytes = _LARGEST // 1_000_000
                raise NetworkError("fetch-too-large", address=address, megabytes=megabytes)
        announced = response.headers.get("Content-Length", "")
        # read() in pieces does not complain of an early end
        if announced.isdigit() and len(found) < int(announced):
            raise _AttemptError(f"{len(found)}/{announced}")
        return bytes(found)

    def _refused(self, error: urllib.error.HTTPError, address: str) -> bytes:
        if error.code in _NOT_THERE:
            return b""
        if error.code in _AGAIN:
            raise _AttemptError(f"HTTP {error.code}", _seconds(error.headers.get("Retry-After")))
        raise NetworkError("fetch-refused", address=address, status=error.code)

    def _unreached(self, reason: object, address: str, *, connecting: bool = False) -> NoReturn:
        """What a failure below HTTP means; ``connecting``, that nothing had been sent yet.

        Raises:
            NetworkError: there is no connection, or not a safe one: no attempt more would help.
            _AttemptError: anything else.
        """
        host = urllib.parse.urlsplit(address).hostname
        if isinstance(reason, ssl.SSLError):
            raise NetworkError("fetch-unsafe", host=host, reason=reason.reason) from None
        number = reason.errno if isinstance(reason, OSError) else None
        # a proxy that lets nobody through is an OSError of no number
        no_way = connecting and (isinstance(reason, TimeoutError) or type(reason) is OSError)
        if isinstance(reason, socket.gaierror) or number in _OFFLINE or no_way:
            raise NetworkError("fetch-offline", host=host) from None
        raise _AttemptError(str(reason) or type(reason).__name__) from None


class _Connecting:
    """Waits for a connection for a short time, and for an answer for a long one."""

    timeout: Any
    sock: Any

    def connect(self) -> None:
        patience = self.timeout
        self.timeout = min(patience, _CONNECTING)
        super().connect()  # type: ignore[misc]
        self.timeout = patience
        self.sock.settimeout(patience)


class _PlainConnection(_Connecting, http.client.HTTPConnection):
    """Of servers of this machine."""


class _SecureConnection(_Connecting, http.client.HTTPSConnection):
    """Of the system."""


class _Plain(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PlainConnection, req)


class _Secure(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_SecureConnection, req, context=ssl.create_default_context())


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirects below the base only."""

    def __init__(self, base: str) -> None:
        self._base = urllib.parse.urlsplit(base)

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        to = urllib.parse.urlsplit(newurl)
        if (to.scheme, to.netloc) != (self._base.scheme, self._base.netloc):
            host = to.netloc or newurl
            raise NetworkError("fetch-elsewhere", address=req.full_url, host=host)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _seconds(value: str | None) -> float | None:
    """What Retry-After says, where it is a number of seconds."""
    return float(value) if value is not None and value.strip().isdigit() else None
