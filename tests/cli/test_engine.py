"""What `onrecord read --engine ray` refuses before Ray is asked."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name it with -o"),
        (("-o", "out", "--format", "csv"), "leave --format and --by out"),
        (("-o", "out", "--by", "speaker"), "leave --format and --by out"),
        (("-o", "out", "https://courier.example/quay"), "for https://courier.example/quay leave it out"),
        (("-o", "out", "-"), "for - leave it out"),
    ],
)
def test_what_a_cluster_cannot_do_is_said_at_once(desk: Run, arguments: tuple[str, ...], said: str) -> None:
    run = desk("read", "story.txt", "--engine", "ray", *arguments)
    assert run.returncode == 2
    assert said in run.stderr


@pytest.mark.parametrize("absent", ["ray", "pyarrow"])
def test_without_the_extra_one_line_says_what_to_install(desk: Run, monkeypatch: pytest.MonkeyPatch, absent: str) -> None:
    monkeypatch.setattr("onrecord.cli.many.find_spec", lambda name: None if name == absent else object())
    run = desk("read", "story.txt", "--engine", "ray", "-o", "out")
    assert run.returncode == 1
    assert run.stderr.strip() == "onrecord: --engine ray: Ray is not installed; install onrecord[cluster]"


def test_reading_here_imports_neither_ray_nor_pyarrow() -> None:
    import subprocess
    import sys

    program = "import sys, onrecord.cli.main, onrecord.cli.batch, onrecord.compose, onrecord.ingest.load; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"ray", "pyarrow", "pandas"} & set(run.stdout.split())
