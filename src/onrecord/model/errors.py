"""What can go wrong, in words for the person in front of it."""

from __future__ import annotations


class OnRecordError(Exception):
    """A failure that a user can understand and act on: one line, no traceback."""


class InputError(OnRecordError):
    """Something given to read cannot be read.

    Args:
        origin: the file, URL or line it is about.
        what: what is wrong, as a clause ("the PDF is encrypted").
        remedy: what the user can do, as a clause ("save a copy without a password"); may be empty.
    """

    def __init__(self, origin: str, what: str, remedy: str = "") -> None:
        self.origin, self.what, self.remedy = origin, what, remedy
        super().__init__(f"{origin}: {what}" + (f"; {remedy}" if remedy else ""))


class OutputError(OnRecordError):
    """A result cannot be written where it was asked for."""


class BundleError(OnRecordError):
    """The model bundle is absent, altered or of another version."""


class LedgerError(OnRecordError):
    """A ledger cannot be opened, read or written, or does not hold what was asked for.

    Args:
        ledger: its address, without a password.
        what: what is wrong, as a clause.
        remedy: what the user can do, as a clause; may be empty.
    """

    def __init__(self, ledger: str, what: str, remedy: str = "") -> None:
        self.ledger, self.what, self.remedy = ledger, what, remedy
        super().__init__(f"{ledger}: {what}" + (f"; {remedy}" if remedy else ""))


class UnfitError(LedgerError):
    """Something is of a size or form that the database of a ledger cannot hold; the ledger is as it was, and takes all else."""


class WorkerError(OnRecordError):
    """A process that reads ended before its time."""


class ClusterError(OnRecordError):
    """Many machines cannot be made to read, or gave up.

    Args:
        where: the address of the cluster, or what was asked for.
        what: what is wrong, as a clause.
        remedy: what the user can do, as a clause.
    """

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}; {remedy}")


class UnprovenQuoteError(OnRecordError):
    """A span does not hold the words that it is said to hold."""
