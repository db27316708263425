"""The one door to the network, against a real server on this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.ingest import Fetcher, Item, Limits, load
from onrecord.ingest.network import is_public
from tests.ingest.conftest import STORY, article, failure, lines_of, page

HASTE = Limits(seconds=1.0, file_bytes=300_000)


class Courier(BaseHTTPRequestHandler):
    """A news site with good and bad days."""

    def do_GET(self) -> None:
        answers = {
            "/story": (200, {"Content-Type": "text/html; charset=utf-8"}, page().encode()),
            "/latin": (200, {"Content-Type": "text/plain; charset=iso-8859-2"}, "Ada Lindová řekla: it is safe.".encode("iso-8859-2")),
            "/moved": (302, {"Location": "/story"}, b""),
            "/circle": (301, {"Location": "/circle"}, b""),
            "/file": (302, {"Location": "file:///etc/hostname"}, b""),
            "/private": (302, {"Location": "http://192.168.7.7/secret"}, b""),
            "/paid": (403, {}, b"no"),
            "/odd": (799, {}, b"no"),
            "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
            "/huge": (200, {"Content-Type": "text/plain"}, b"x" * 400_000),
            "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"\x0b\x02"),
            "/empty": (200, {"Content-Type": "text/html"}, b""),
        }
        if self.path == "/silent":
            self.server.released.wait(10)  # type: ignore[attr-defined]
            return
        if self.path == "/dripping":
            self._drip()
            return
        status, headers, body = answers.get(self.path, (404, {}, b"nothing here"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.released.wait(0.1):  # type: ignore[attr-defined]
                self.wfile.write(b"x")
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Courier)
    server.released = threading.Event()  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.released.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(let_through=["127.0.0.1"], limits=HASTE) as one:
        yield one


def test_a_page_is_fetched_and_its_origin_is_the_address_given(site: str, fetcher: Fetcher) -> None:
    found = article(list(load(Item(f"{site}/moved"), fetcher=fetcher)))
    assert lines_of(found, "body") == list(STORY)
    assert found.origin == f"{site}/moved"
    assert found.outlet == "127.0.0.1"
    assert fetcher.calls == 2


def test_the_server_s_character_set_is_believed(site: str, fetcher: Fetcher) -> None:
    assert article(list(load(Item(f"{site}/latin"), fetcher=fetcher))).text == "Ada Lindová řekla: it is safe."


def test_this_machine_is_refused_by_default_and_never_called(site: str) -> None:
    with Fetcher() as fetcher:
        found = failure(list(load(Item(f"{site}/story"), fetcher=fetcher)))
    assert "not a public address" in found.what


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "10.0.0.1", "169.254.169.254"]
)
def test_no_spelling_of_a_private_address_is_let_through(site: str, host: str) -> None:
    port = site.rpartition(":")[2]
    with Fetcher(limits=HASTE) as fetcher:
        found = failure(list(load(Item(f"http://{host}:{port}/story"), fetcher=fetcher)))
    assert "refused: " in found.what


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:8.8.8.8", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("fc00::1", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("fec0::1", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_redirect_to_a_private_address_is_refused(site: str, fetcher: Fetcher) -> None:
    found = failure(list(load(Item(f"{site}/private"), fetcher=fetcher)))
    assert found.what == "refused: 192.168.7.7 is not a public address"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/file", "leads to file:"),
        ("/circle", "more than 5 redirects"),
        ("/nowhere", "404 Not Found"),
        ("/paid", "403 Forbidden"),
        ("/odd", "799"),
        ("/picture", "image/png"),
        ("/huge", "more than 300 kB"),
        ("/packed", "'br'"),
        ("/empty", "empty"),
        ("/silent", "within 1 seconds"),
        ("/dripping", "within 1 seconds"),
    ],
)
def test_a_bad_answer_is_one_line(site: str, fetcher: Fetcher, path: str, words: str) -> None:
    assert words in failure(list(load(Item(site + path), fetcher=fetcher))).what


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "ftp://port.example/a", "http://", "http://[::1", "http://a:99999/", "http://\ud800.example/"]
)
def test_what_is_no_web_address_is_never_sent(address: str) -> None:
    with Fetcher(limits=HASTE) as fetcher:
        failure(list(load(Item(address), fetcher=fetcher)))
        assert fetcher.calls == 0


def test_a_closed_door_is_one_line(fetcher: Fetcher) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        found = failure(list(load(Item(f"http://127.0.0.1:{bound.getsockname()[1]}/"), fetcher=fetcher)))
    assert "no connection" in found.what
