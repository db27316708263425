"""Connections that go only where they were let, and end when their time is over."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv6 addresses that stand for IPv4 ones


class RefusedError(Exception):
    """An address that must not be connected to."""


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host once, refuses it if any of its addresses is not public, and connects to the very address that was judged.

    Args:
        let_through: addresses that are connected to although they are private.
    """

    def __init__(self, let_through: Collection[str] = ()) -> None:
        self.deadline = float("inf")
        self._let_through, self._inner = let_through, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers."""
        addresses = self._resolved(host, port)
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(address, port, remaining(self.deadline, timeout), local_address, socket_options)
                return _TimedStream(stream, self)
            except httpcore.ConnectError as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def _resolved(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} is not known") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if address not in self._let_through and not is_public(address):
                raise RefusedError(
                    f"{host} is at {address}, which is not a public address" if host != address else f"{address} is not a public address"
                )
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection each of whose waits ends at the deadline, so that a server cannot hold on by sending a byte now and then."""

    def __init__(self, inner: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, remaining(self._backend.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, remaining(self._backend.deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, remaining(self._backend.deadline, timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and none that stands for a private one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.version == 6 and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in _TRANSLATED or ip.is_site_local):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def remaining(deadline: float, timeout: float | None = None) -> float | None:
    """The seconds that a wait may take.

    Raises:
        httpcore.TimeoutException: the time is over.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    left = left if timeout is None else min(left, timeout)
    return None if left == float("inf") else left
