"""The command itself: help, version, `python -m`, and a start that loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.export import FORMATS
from tests.cli.conftest import environment


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, encoding="utf-8", env=environment(), timeout=60, check=False)


def test_python_m_onrecord_is_the_command() -> None:
    done = _python("-m", "onrecord", "--version")
    assert (done.returncode, done.stdout) == (0, f"onrecord, version {version('onrecord')}\n")


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["demo", "-h"]])
def test_help_is_given(arguments: list[str]) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


def test_help_names_every_format() -> None:
    assert f"[{'|'.join(FORMATS)}]" in CliRunner().invoke(cli, ["read", "--help"]).output


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from onrecord.cli.main import cli; cli(['read', '--help'], standalone_mode=False);"
        "heavy = {'rich', 'numpy', 'onnxruntime', 'tokenizers', 'trafilatura', 'lxml', 'httpx', 'jinja2', 'pypdfium2', 'docx', 'asyncio'};"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )
    assert _python("-c", program).stdout.splitlines()[-1] == "loaded: []"
