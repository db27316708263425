"""The examples are what their sources say: whoever corrects a source and forgets to build again finds out here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval.gold import all_gold, pieces
from scripts import build_examples


def test_building_again_gives_the_committed_files() -> None:
    stale = [str(path.relative_to(build_examples.ROOT)) for path, data in build_examples.made() if not build_examples.same(path, data)]
    assert not stale, f"run python -m scripts.build_examples: {stale}"


def test_building_twice_gives_the_same_bytes() -> None:
    assert dict(build_examples.made()) == dict(build_examples.made())


def test_no_piece_is_left_over_from_a_source_that_is_gone() -> None:
    assert {path.name for path in pieces()} == {source.file for source in build_examples.sources()}
    assert {path.name for path in build_examples.GOLD.iterdir()} == {f"{source.name}.gold.json" for source in build_examples.sources()}


def test_a_changed_piece_is_noticed(tmp_path: Path) -> None:
    for piece in pieces():
        copy = tmp_path / piece.name
        data = piece.read_bytes()
        copy.write_bytes(data)
        assert build_examples.same(copy, data)
        if piece.suffix != ".docx":
            copy.write_bytes(data + b" ")
            assert not build_examples.same(copy, data)


def test_a_mark_without_a_row_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.marked"
    wrong.write_text(
        "outlet: The Owl\nformat: txt\n\n# Bridge\n\n{source:1|Ann Lee} {cue:1|said} {content:1|so}.\n\n===\n2 | Ann Lee | person\n"
    )
    with pytest.raises(ValueError, match=r"wrong: marks and rows do not match: \['1', '2'\]"):
        build_examples.gold_of(build_examples.parsed(wrong))


def test_an_open_brace_is_named_with_its_file(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.marked"
    wrong.write_text("outlet: The Owl\nformat: txt\n\n{cue:1|said that.\n\n===\n1 | Ann Lee\n")
    with pytest.raises(ValueError, match=r"wrong\.marked: .* not closed"):
        build_examples.parsed(wrong)


def test_gold_holds_no_offsets() -> None:
    """Offsets would be of one extraction; words with their neighbours hold for all."""
    assert '"start"' not in json.dumps(all_gold())
