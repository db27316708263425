"""Ray for one job: a cluster that is there, or one of this machine that nobody else sees and that is gone at the end."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.model import ClusterError

ADDRESS = "RAY_ADDRESS"  # Ray's own variable; `ray job submit` sets it
# Ray reads these when it is imported. Its makers are told nothing; a cluster that does not answer is given up within a minute.
_ALWAYS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_NUM_REDIS_GET_RETRIES": "1"}
# On Linux Ray would take the machine's outward address however it is asked: a switch made for other systems keeps a Ray of our own on
# 127.0.0.1. Its workers would give way to everything else on the machine, and on a busy one never come to read.
_OWN = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_worker_niceness": "0"}
LOCAL, HERE = "local", "Ray on this machine"


@contextmanager
def session(workers: int | None) -> Iterator[str]:
    """Ray, started or joined; says which for messages. What a Ray of our own leaves behind is deleted.

    Args:
        workers: how many processors a Ray of our own may use; None for all.

    Raises:
        ClusterError: the cluster does not answer, or Ray cannot be started here.
    """
    address = os.environ.get(ADDRESS) or LOCAL
    os.environ |= _ALWAYS | (_OWN if address == LOCAL else {})
    folder = Path(tempfile.mkdtemp(prefix="onrecord-ray-"))
    with _quiet(folder / "said"):
        import ray
        import ray.data

        own = {"num_cpus": workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1", "_temp_dir": str(folder)}
        try:
            try:
                ray.init(address, log_to_driver=False, **(own if address == LOCAL else {}))
            except (ConnectionError, RuntimeError, ValueError, OSError, TimeoutError) as error:
                if address == LOCAL:
                    raise ClusterError(HERE, f"it cannot be started ({error})", "leave --engine out") from error
                raise ClusterError(address, f"Ray cannot be reached ({error})", f"check {ADDRESS}, and the versions there") from error
            ray.data.DataContext.get_current().enable_progress_bars = False
            yield HERE if address == LOCAL else address
        finally:
            ray.shutdown()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _quiet(log: Path) -> Iterator[None]:
    """Let what Ray and the libraries below it write go to a file: the terminal is for what we say."""
    _flush()
    kept = [(number, os.dup(number)) for number in (1, 2)]
    try:
        with log.open("wb") as file:
            for number, _ in kept:
                os.dup2(file.fileno(), number)
        yield
    finally:
        _flush()
        for number, copy in kept:
            os.dup2(copy, number)
            os.close(copy)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
