"""One run of `onrecord read --engine ray`: the reading is done by a cluster, here it is asked for and told."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from onrecord.cli.status import Status
from onrecord.model import ClusterError

if TYPE_CHECKING:
    from onrecord.cli.parts import Parts
    from onrecord.stages.select import Wanted


def run(inputs: Sequence[str], output: str | None, wanted: Wanted, jobs: int | None, parts: Parts, *, quiet: bool) -> int:
    """Read on a cluster into a folder of Parquet; tell failures and counts on standard error.

    Returns:
        0 when all was read, 1 when something failed.

    Raises:
        OnRecordError: the cluster cannot be used, or the folder not be written.
    """
    if output is None:
        raise click.UsageError("--engine ray writes a folder of Parquet: name it with -o")
    if web := next((one for one in inputs if one == "-" or one.lower().startswith(("http://", "https://"))), None):
        raise click.UsageError(f"--engine ray reads files; for {web} leave it out")
    if not (find_spec("ray") and find_spec("pyarrow")):
        raise ClusterError("--engine ray", "Ray is not installed", "install onrecord[cluster]")

    from onrecord.cluster import spread

    with Status(1, quiet=quiet, shows_results=False) as status:
        done = spread(inputs, output, parts.reader, workers=jobs, wanted=wanted)
        for failure in done.failures:
            status.failed(failure)
        status.readings = done.readings
        status.finish(None)
    return 1 if done.failures else 0
