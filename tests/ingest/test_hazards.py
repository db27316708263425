"""Bad input: each gets one clear line, and nothing crashes or hangs."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import Item, Limits, load
from onrecord.ingest.item import SUFFIXES
from onrecord.model import Article, Failure
from tests.ingest.conftest import STORY, Read, failure, page


@pytest.mark.parametrize("tags", [("<table><tr><td>", "</td></tr></table>"), ("<div>", "</div>"), ("<b>", "</b>"), ("<ul><li>", "")])
def test_a_page_nested_ten_thousand_deep_is_read_or_refused(read: Read, tags: tuple[str, str]) -> None:
    opening, closing = tags
    deep = opening * 10_000 + "<p>Deep down, she said.</p>" + closing * 10_000
    (found,) = read("a.html", page(body=deep))
    if isinstance(found, Article):
        assert any("deep" in notice for notice in found.notices)
    else:
        assert "no article" in found.what


def test_a_gzip_bomb_is_refused(read: Read) -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    limits = Limits(file_bytes=200_000, unpacked_bytes=1_000_000)
    assert "times its size" in failure(read("a.html.gz", bomb, limits)).what
    mild = gzip.compress(page().encode() * 200, compresslevel=1)
    assert "unpacked it has more" in failure(read("b.html.gz", mild, Limits(unpacked_bytes=200_000))).what
    assert "times its size" in failure(read("a.jsonl.gz", gzip.compress(b"\n" * 5_000_000), limits)).what


def test_a_gzip_file_in_a_gzip_file_is_refused(read: Read) -> None:
    assert "once more" in failure(read("a.html.gz", gzip.compress(gzip.compress(page().encode())))).what


@pytest.mark.parametrize("cut", [3, 40, -4])
def test_a_damaged_gzip_file_says_so(read: Read, cut: int) -> None:
    packed = gzip.compress(page().encode())
    assert "damaged" in failure(read("a.html.gz", packed[:cut])).what


def test_a_file_of_200_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    found = failure(list(load(Item(str(path)))))
    assert found.what == "the file has 200 MB; at most 50 MB"


def test_an_endless_stream_is_refused() -> None:
    with Path("/dev/zero").open("rb") as endless:
        found = list(load(Item("-"), stdin=endless, limits=Limits(file_bytes=100_000)))
    assert "more than 100 kB" in failure(found).what


def test_an_endless_line_of_json_is_refused(read: Read) -> None:
    assert "line 1" in str(failure(read("a.jsonl", b'{"text": "' + b"x" * 300_000, Limits(file_bytes=100_000))))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The quay is safe, she said.")
    path.chmod(0)
    assert "Permission denied" in failure(list(load(Item(str(path))))).what


@pytest.mark.parametrize("magic", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"{\\rtf1", b"7z\xbc\xaf\x27\x1c"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a"])
def test_another_kind_of_file_says_what_it_is(read: Read, magic: bytes, name: str) -> None:
    assert failure(read(name, magic + b"\0\1\2" * 99)).what.startswith("this is a")


def test_a_page_of_comments_alone_does_not_hang(read: Read) -> None:
    failure(read("a.html", "<!-- x -->" * 500 + "<b>"))


def test_scripts_in_a_page_never_become_text(read: Read) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)><style>p{}</style>"
    (found,) = read(
        "a.html", page(body=hostile, story=(*STORY, "It was called &lt;script&gt;safe&lt;/script&gt;, Ada Lind said on the day."))
    )
    assert isinstance(found, Article)
    assert "alert" not in found.text
    assert "<script>safe</script>" in found.text


@given(
    data=st.binary(max_size=400),
    magic=st.sampled_from(
        [b"", b"%PDF-1.4\n", b"PK\3\4", b"\x1f\x8b\x08", b"<html><p>", b"\xff\xfe", b"[{", b"From: a\nTo: b\nDate: c\n\n"]
    ),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_break_the_reader(data: bytes, magic: bytes) -> None:
    for found in load(Item("-"), stdin=io.BytesIO(magic + data)):
        assert isinstance(found, Article | Failure)
        str(found).encode("utf-8")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_noise_under_every_name_is_one_result(read: Read, suffix: str) -> None:
    noise = bytes((i * 7919 + i // 3) % 251 for i in range(5000))
    for found in read(f"a{suffix}", noise):
        assert isinstance(found, Failure)
