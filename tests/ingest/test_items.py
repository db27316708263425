"""What there is to read: folders, paths, addresses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.ingest import Item, expand, load
from onrecord.model import Article, Failure


def test_a_folder_is_walked_in_order_and_only_for_what_can_be_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "notes.xyz", ".hidden.txt", "sub/c.jsonl.gz", ".git/d.txt", "sub/E.PDF"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [Path(item.origin).relative_to(tmp_path).as_posix() for item in expand([str(tmp_path)]) if isinstance(item, Item)]
    assert found == ["a.html", "b.txt", "sub/E.PDF", "sub/c.jsonl.gz"]


def test_addresses_and_standard_input_pass_as_they_are() -> None:
    given = ["https://courier.example/a?b=1", "-", "file:///etc/hostname"]
    assert list(expand(given)) == [Item(one) for one in given]


def test_what_is_not_there_fails_in_its_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    missing, present = str(tmp_path / "nowhere.txt"), str(tmp_path / "a.txt")
    first, second, third = expand([missing, present, "bad\0name"])
    assert isinstance(first, Failure)
    assert first.what == "there is no such file or folder"
    assert second == Item(present)
    assert isinstance(third, Failure)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (one,) = expand([str(tmp_path)])
    assert isinstance(one, Failure)
    assert "no file that can be read" in one.what


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may list every folder")
def test_a_folder_without_permission_fails_and_its_neighbours_are_read(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "open.txt").write_text("x")
    closed.chmod(0)
    try:
        found = list(expand([str(tmp_path)]))
    finally:
        closed.chmod(0o700)
    assert [type(one) for one in found] == [Item, Failure]
    assert "cannot be listed" in str(found[1])


def test_a_pipe_in_a_folder_does_not_hang_the_walk(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("x")
    assert list(expand([str(tmp_path)])) == [Item(str(tmp_path / "a.txt"))]


def test_a_folder_given_to_load_yields_what_its_files_hold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The quay is safe, Ada Lind said.")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    found = list(load(Item(str(tmp_path))))
    assert [type(one) for one in found] == [Article, Failure]


def test_load_of_a_missing_file_is_a_failure() -> None:
    (found,) = load(Item("nowhere/at/all.txt"))
    assert isinstance(found, Failure)
    assert str(found) == "nowhere/at/all.txt: there is no such file or folder; check the path"
