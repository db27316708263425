"""Files in a storage: what an address stands for, and what is never shown of it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (onrecord[cluster])")

from onrecord.cluster.storage import articles, fresh, is_stored, items
from onrecord.ingest import Item
from onrecord.model import Article, Failure, OutputError


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """Two texts, one in a folder with a space in its name, and files that are passed over."""
    (tmp_path / "far away").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("a.txt", "far away/b.txt", ".hidden/c.txt", "far away/.d.txt", "e.bin"):
        (tmp_path / name).write_text("Ada Lind said the quay is safe.")
    return tmp_path


def test_a_folder_in_a_storage_is_walked_as_one_on_the_disk_is(stored: Path) -> None:
    found = list(items([stored.as_uri()]))
    assert [one.origin for one in found] == [f"{stored.as_uri()}/a.txt", f"{stored.as_uri()}/far away/b.txt"]
    read = [thing for one in found if isinstance(one, Item) for thing in articles(one)]
    assert [one.origin for one in read] == [one.origin for one in found]
    assert all(isinstance(one, Article) for one in read)


def test_a_path_keeps_its_name_and_is_found_from_anywhere(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stored)
    (one,) = items(["a.txt"])
    assert one == Item("a.txt", str(stored / "a.txt"))
    monkeypatch.chdir("/")
    (read,) = articles(Item(one.origin, str(stored / "a.txt")))
    assert isinstance(read, Article)
    assert read.origin == "a.txt"


def test_a_key_in_an_address_is_never_shown() -> None:
    (one,) = items(["nowhere://key:secret@archive/2031/?token=secret"])
    assert isinstance(one, Failure)
    assert one.origin == "nowhere://archive/2031/"
    assert "secret" not in str(one)
    with pytest.raises(OutputError) as caught:
        fresh("nowhere://key:secret@archive/2031/?token=secret")
    assert "secret" not in str(caught.value)


def test_a_file_that_went_away_is_one_failure(stored: Path) -> None:
    (one,) = items([f"{stored.as_uri()}/a.txt"])
    assert isinstance(one, Item)
    (stored / "a.txt").unlink()
    (failed,) = articles(one)
    assert isinstance(failed, Failure)
    assert failed.origin == f"{stored.as_uri()}/a.txt"


@pytest.mark.parametrize(("given", "is_one"), [("s3://a/b", True), ("file:///a", True), ("https://a/b", False), ("a/b.txt", False)])
def test_a_storage_is_told_from_a_page_and_a_path(given: str, is_one: bool) -> None:
    assert is_stored(given) == is_one


def test_a_folder_with_something_in_it_is_not_written_to(stored: Path) -> None:
    with pytest.raises(OutputError, match="there is something in it"):
        fresh(str(stored))
    files, path = fresh(str(stored / "new" / "one"))
    assert files.get_file_info([path])[0].is_file is False
    assert (stored / "new" / "one").is_dir()
