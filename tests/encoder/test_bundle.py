"""A bundle vouches for its files: one that was altered, cut or made for another version is refused in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.encoder import SHIPPED, load_bundle
from onrecord.encoder.bundle import FILES, MANIFEST
from onrecord.model import BundleError


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "reader"))


def test_the_shipped_bundle_is_whole_and_names_itself() -> None:
    bundle = load_bundle()
    assert bundle.name == f"{bundle.manifest['name']}/{bundle.manifest['version']}"
    assert bundle.manifest["quantized"]
    assert bundle.manifest["trained_on"]


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_refused(copied: Path, name: str) -> None:
    with (copied / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(BundleError, match="does not match its manifest"):
        load_bundle(copied)


def test_an_absent_file_is_refused(copied: Path) -> None:
    (copied / FILES[0]).unlink()
    with pytest.raises(BundleError, match="cannot be read"):
        load_bundle(copied)


def test_an_absent_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no readable model manifest"):
        load_bundle(tmp_path)


@pytest.mark.parametrize(("field", "value"), [("format", "onrecord/bundle/99"), ("reasons", ["appeal"])])
def test_a_bundle_of_another_version_is_refused(copied: Path, field: str, value: object) -> None:
    manifest = json.loads((copied / MANIFEST).read_text(encoding="utf8"))
    (copied / MANIFEST).write_text(json.dumps({**manifest, field: value}), encoding="utf8")
    with pytest.raises(BundleError):
        load_bundle(copied)


def test_nothing_in_a_bundle_is_a_pickle_or_a_program() -> None:
    assert {path.suffix for path in SHIPPED.iterdir()} <= {".onnx", ".json"}
