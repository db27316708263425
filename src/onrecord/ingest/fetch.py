"""The one door to the network: pages fetched by their addresses."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from onrecord.ingest.limits import Limits, size
from onrecord.model import InputError

if TYPE_CHECKING:
    import httpcore

    from onrecord.ingest.network import GuardedBackend

_SAVE = "open it in a browser, save the page and give the file"
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = (
    ("User-Agent", "Mozilla/5.0 (compatible; OnRecord)"),
    ("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain, application/json, */*;q=0.5"),
    ("Accept-Encoding", "identity"),
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the address it came from in the end, its media type and character set as stated, and its bytes."""

    address: str
    media_type: str
    charset: str | None
    data: bytes


class Fetcher:
    """Fetches pages over http and https; nothing else in OnRecord touches the network. Not for several threads at once.

    `calls` is the number of requests made so far, redirects included.

    Args:
        let_through: IP addresses that are fetched from although they are private; for tests with a server on this machine.
        limits: bounds on size, time and redirects.
    """

    def __init__(self, *, let_through: Collection[str] = (), limits: Limits | None = None) -> None:
        self.calls = 0
        self._let_through, self._limits = let_through, limits or Limits()
        self._open: tuple[httpcore.ConnectionPool, GuardedBackend] | None = None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open; the fetcher opens new ones when it is used again."""
        if self._open:
            self._open[0].close()
            self._open = None

    def get(self, address: str) -> Fetched:
        """What is at an address, redirects followed.

        Raises:
            InputError: it is no http(s) address, leads to a private one, does not answer in time, answers with an error, or sends too much.
        """
        import httpcore

        from onrecord.ingest.network import RefusedError

        pool, backend = self._connected()
        backend.deadline = time.monotonic() + self._limits.seconds
        try:
            return self._followed(address, pool)
        except RefusedError as error:
            raise InputError(address, f"refused: {error}", _SAVE) from error
        except httpcore.TimeoutException as error:
            what = f"the server did not answer in full within {self._limits.seconds:g} seconds"
            raise InputError(address, what, "try again later") from error
        except httpcore.NetworkError as error:
            raise InputError(address, f"no connection ({error})", "check the address and your network") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise InputError(address, f"the server does not speak HTTP properly ({error})", _SAVE) from error

    def _connected(self) -> tuple[httpcore.ConnectionPool, GuardedBackend]:
        if self._open is None:
            import httpcore

            from onrecord.ingest.network import GuardedBackend

            backend = GuardedBackend(self._let_through)
            self._open = httpcore.ConnectionPool(network_backend=backend, max_connections=4), backend
        return self._open

    def _followed(self, address: str, pool: httpcore.ConnectionPool) -> Fetched:
        at = address
        for _ in range(self._limits.redirects + 1):
            target = _sendable(at, address)
            self.calls += 1
            with pool.stream("GET", target, headers=_HEADERS) as response:
                stated = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status in _REDIRECTS and "location" in stated:
                    at = urljoin(target, stated["location"])
                    continue
                if response.status != HTTPStatus.OK:
                    raise _refusal(address, response.status)
                return self._received(address, target, stated, response)
        raise InputError(address, f"more than {self._limits.redirects} redirects, one after the other", _SAVE)

    def _received(self, address: str, target: str, stated: dict[str, str], response: httpcore.Response) -> Fetched:
        media, _, parameters = stated.get("content-type", "").partition(";")
        media = media.strip().lower()
        if media.startswith(("image/", "video/", "audio/", "font/")):
            raise InputError(address, f"the server sent {media}, not a text", "give the address of the article itself")
        coding = stated.get("content-encoding", "identity").lower()
        if coding not in ("identity", "gzip", "x-gzip", ""):
            raise InputError(address, f"the server sent its page packed as {coding!r}, unasked", _SAVE)
        data = bytearray()
        for chunk in response.iter_stream():
            data += chunk
            if len(data) > self._limits.file_bytes:
                raise InputError(address, f"the server sent more than {size(self._limits.file_bytes)}", "save the part you need as a file")
        name, _, charset = parameters.strip().partition("=")
        return Fetched(target, media, charset.strip("\"' ") or None if name.lower() == "charset" else None, bytes(data))


def _sendable(address: str, asked: str) -> str:
    """An address as it is sent: checked, without user name and fragment, in ASCII."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError(asked, f"this is no valid address ({error})", "check it") from error
    if parts.scheme.lower() not in ("http", "https"):
        verb = "leads to" if address != asked else "begins with"
        raise InputError(
            asked, f"the address {verb} {parts.scheme or 'no scheme'}:, and only http and https are fetched", "give a path for a file"
        )
    if not host:
        raise InputError(asked, "the address has no host", "check it")
    try:
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InputError(asked, f"{host!r} is no valid host name", "check it") from error
    place = (f"[{ascii_host}]" if ":" in ascii_host else ascii_host) + (f":{port}" if port else "")
    path, query = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return urlunsplit((parts.scheme.lower(), place, path, query, ""))


def _refusal(address: str, status: int) -> InputError:
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    if status in (401, 402, 403, 451):
        return InputError(address, f"the server refuses the page ({phrase})", _SAVE)
    if status in (404, 410):
        return InputError(address, f"the page is not there ({phrase})", "check the address")
    return InputError(address, f"the server answered {phrase}", "try again later, or save the page in a browser and give the file")
