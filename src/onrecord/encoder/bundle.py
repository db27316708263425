"""The model bundle: a folder of ONNX graphs, a tokenizer and a manifest that vouches for them. Data only, nothing executable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.encoder.coreference import Tables
from onrecord.encoder.decode import Chains, Settings
from onrecord.encoder.tags import Floats
from onrecord.model import FURNITURE_REASONS, BundleError

FORMAT = "onrecord/bundle/2"
SHIPPED = Path(__file__).parent / "reader"
ENCODER, ROLES, DISCOURSE = "encoder.onnx", "roles.onnx", "discourse.onnx"
TOKENIZER, MANIFEST = "tokenizer.json", "manifest.json"
FILES = (ENCODER, ROLES, DISCOURSE, TOKENIZER)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A checked bundle: where it lies, what it calls itself, and the numbers that decoding needs.

    `name` is "name/version"; `window` is in word pieces without the special ones.
    """

    folder: Path
    name: str
    window: int
    chains: Chains
    settings: Settings
    tables: Tables
    manifest: dict[str, Any]


def session(graph: Path, threads: int = 1) -> Any:
    """A session of ONNX Runtime over a graph, one run of which may use so many processor threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # An idle thread that spins would take the core from the stages of another article.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def load_bundle(folder: Path = SHIPPED) -> Bundle:
    """The bundle in `folder`, every file compared with the digest in its manifest.

    Raises:
        BundleError: a file is absent or altered, or the bundle is of another format.
    """
    manifest = verified(folder, "the model bundle", FORMAT, FILES)
    if tuple(manifest["reasons"]) != FURNITURE_REASONS:
        raise BundleError(f"{folder}: the model bundle has other furniture reasons than this version; reinstall onrecord")
    chains = manifest["chains"]
    return Bundle(
        folder=folder,
        name=f"{manifest['name']}/{manifest['version']}",
        window=int(manifest["window"]),
        chains=Chains(_chain(chains["cue"]), _chain(chains["role"])),
        settings=Settings(**manifest["settings"]),
        tables=Tables(*(np.array(manifest["coreference"][name], np.float32) for name in Tables._fields)),
        manifest=manifest,
    )


def verified(folder: Path, what: str, form: str, files: Sequence[str]) -> dict[str, Any]:
    """The manifest in `folder`, each of `files` compared with the digest in it; `what` it is called in messages.

    Raises:
        BundleError: a file is absent or altered, or the manifest is of another format than `form`.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise BundleError(f"{folder}: no readable model manifest ({error}); reinstall onrecord") from error
    if manifest.get("format") != form:
        raise BundleError(f"{folder}: {what} has format {manifest.get('format')!r}, this version reads {form!r}")
    for name in files:
        try:
            found = digest(folder / name)
        except OSError as error:
            raise BundleError(f"{folder / name}: cannot be read ({error.strerror}); reinstall onrecord") from error
        if found != manifest["files"][name]:
            raise BundleError(f"{folder / name}: does not match its manifest; reinstall onrecord")
    return manifest


def digest(path: Path) -> str:
    """SHA-256 of a file as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chain(parts: dict[str, Any]) -> tuple[Floats, Floats, Floats]:
    follow, start, end = (np.array(parts[name], np.float32) for name in ("follow", "start", "end"))
    return follow, start, end
