"""Many machines: `pipeline.read` as a Ray Data job, from files, JSON Lines or Parquet to Parquet. Needs the extra `cluster`.

A reading is a function of its article alone, so it makes no difference where it is made. `spread` runs the job, `storage` finds and opens
what lies elsewhere, `table` says what is written, `session` starts Ray or joins a cluster.
"""

from onrecord.cluster.spread import spread
from onrecord.cluster.table import Told

__all__ = ["Told", "spread"]
