"""The job: files are opened, their articles read by workers that each load the model once, and the readings written to Parquet."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import pyarrow

from onrecord.cluster.session import session
from onrecord.cluster.storage import articles, fresh, items, shown
from onrecord.cluster.table import Told, table, told
from onrecord.ingest import Item
from onrecord.model import ClusterError, Failure, Reading
from onrecord.model.proof import checked
from onrecord.reader import Reads
from onrecord.stages.select import Wanted, select

ARTICLES_A_TASK = 64  # enough that a task is worth its message, few enough that little is read again when a worker dies
_ROWS_A_FILE = 2_000  # of Parquet, at least, but for the last
_ATTEMPTS = 2  # more, after a worker died over some articles; then they are at fault
# Shares of a processor. Opening and writing files goes on beside the reading, also where each processor has a reader.
_READS, _WAITS = 0.9, 0.05


def spread(
    inputs: Sequence[str],
    output: str,
    reader: Callable[[int | None], Reads],
    *,
    workers: int | None,
    wanted: Wanted,
) -> Told:
    """Read all inputs on many machines, and write a folder of Parquet.

    Args:
        inputs: files, folders, or addresses of a storage; each worker opens them where they are.
        output: a folder, or the address of one in a storage, which is new or empty.
        reader: makes, in each worker, what reads, for a number of threads.
        workers: how many read; None for as many as there are processors.
        wanted: which attributions are kept.

    Raises:
        ClusterError: the cluster cannot be used, or a job on it failed for good.
        OutputError: the folder cannot be written to, or is not empty.
    """
    found = list(items(inputs))
    missing = tuple(one for one in found if isinstance(one, Failure))
    there = [{"origin": one.origin, "path": one.path} for one in found if isinstance(one, Item)]
    if not there:
        return Told(0, missing)
    files, folder = fresh(output)
    with session(workers) as where:
        import ray
        from ray.data import ActorPoolStrategy, from_items

        readings = (
            from_items(there)
            .map_batches(_opened, batch_size=1, batch_format="pyarrow", num_cpus=_WAITS)
            .map_batches(
                _Worker,
                fn_constructor_args=(reader, wanted),
                batch_size=ARTICLES_A_TASK,
                batch_format="pyarrow",
                compute=ActorPoolStrategy(size=workers or max(1, int(ray.cluster_resources()["CPU"]))),
                num_cpus=_READS,
                ray_remote_args_fn=_endurance,
            )
        )
        try:
            readings.write_parquet(folder, filesystem=files, min_rows_per_file=_ROWS_A_FILE, ray_remote_args={"num_cpus": _WAITS})
        except (ray.exceptions.RayError, OSError, pyarrow.ArrowException) as error:
            raise ClusterError(
                where, f"the job was given up: {_cause(error)}", f"what was written by then is in {shown(output)}"
            ) from error
    done = told(files, folder)
    return Told(done.readings, missing + done.failures)


def _endurance() -> dict[str, int]:
    return {"max_restarts": -1, "max_task_retries": _ATTEMPTS}


def _cause(error: Exception) -> str:
    """What went wrong in a worker, without the tracks that led there."""
    from ray.exceptions import RayTaskError

    if isinstance(error, RayTaskError):
        return f"{type(error.cause).__name__}: {error.cause}" if getattr(error, "cause", None) else str(error).splitlines()[-1]
    # All other errors of Ray's mean that a process or a machine is gone, each in words of its own.
    return f"one worker after the other died over the same articles, perhaps for want of memory ({type(error).__name__})"


class _Worker:
    """Reads; it is made once in each worker, and the model with it."""

    def __init__(self, reader: Callable[[int | None], Reads], wanted: Wanted) -> None:
        self._reader, self._wanted = reader(1), wanted

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        things = map(pickle.loads, batch["thing"].to_pylist())
        return table(self._selected(checked(result)) for result in self._reader.read_many(things))

    def _selected(self, result: Reading | Failure) -> Reading | Failure:
        return result if isinstance(result, Failure) else select(result, self._wanted)


def _opened(batch: pyarrow.Table) -> Iterator[pyarrow.Table]:
    """The articles of files, some at a time."""
    for row in batch.to_pylist():
        things = articles(Item(row["origin"], row["path"]))
        while some := [pickle.dumps(thing) for thing in islice(things, ARTICLES_A_TASK)]:
            yield pyarrow.table({"thing": pyarrow.array(some, pyarrow.binary())})
