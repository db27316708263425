"""A file that appears only when it is whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.model import OutputError


class Draft:
    """Writes beside `path` and takes its place at the end, flushed to the disk; what was at `path` before stays until then.

    When writing ends early, the chunks that were written whole are kept as `path` + ".partial", and the error says so. A `path` that is no
    regular file (/dev/stdout, a named pipe) is written to directly.

    Args:
        path: the file to make; a symbolic link is followed.
        closing: what makes whole chunks a whole file, for a draft that ends early.

    Raises:
        OutputError: the file cannot be made or written.
    """

    def __init__(self, path: Path, *, closing: str = "") -> None:
        self._name, self._path, self._closing = path, Path(os.path.realpath(path)), closing.encode()
        self._whole = 0
        self._abandoned = False
        try:
            mode = self._path.stat().st_mode if self._path.exists() else None
            self._direct = mode is not None and not stat.S_ISREG(mode)
            self._draft = self._path if self._direct else self._path.with_name(f".{self._path.name[:200]}.{os.getpid()}.part")
            if not self._direct and mode is not None and not os.access(self._path, os.W_OK):
                raise PermissionError(13, os.strerror(13))
            flags = os.O_WRONLY if self._direct else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            self._file = os.open(self._draft, flags | getattr(os, "O_BINARY", 0), 0o666 if mode is None else stat.S_IMODE(mode))
        except OSError as error:
            raise self._error(error) from error

    def __enter__(self) -> Self:
        return self

    def write(self, chunk: str) -> None:
        """Write one whole record.

        Raises:
            OutputError: it cannot be written; those before it will be kept.
        """
        data = memoryview(chunk.encode("utf-8", "replace"))
        size = len(data)
        try:
            while data:
                data = data[os.write(self._file, data) :]
        except OSError as error:
            raise self._error(error) from error
        self._whole += size

    def abandon(self) -> None:
        """Make no file at the end."""
        self._abandoned = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._direct:
            os.close(self._file)
        elif error is not None:
            self._keep(error)
        elif self._abandoned:
            os.close(self._file)
            self._draft.unlink(missing_ok=True)
        else:
            self._finish()

    def _finish(self) -> None:
        try:
            try:
                os.fsync(self._file)
            finally:
                os.close(self._file)
            self._draft.replace(self._path)
        except OSError as error:
            self._draft.unlink(missing_ok=True)
            raise self._error(error) from error

    def _keep(self, error: BaseException) -> None:
        """Keep what is whole under a name that says that it is not all."""
        partial = self._path.with_name(f"{self._path.name}.partial")
        try:
            try:
                os.ftruncate(self._file, self._whole)
                if self._whole and self._closing:
                    os.lseek(self._file, 0, os.SEEK_END)
                    os.write(self._file, self._closing)
            finally:
                os.close(self._file)
            if self._whole:
                self._draft.replace(partial)
                error.add_note(f"what was read before that is in {partial}")
            else:
                self._draft.unlink(missing_ok=True)
        except OSError:
            self._draft.unlink(missing_ok=True)

    def _error(self, error: OSError) -> OutputError:
        return OutputError(f"{self._name}: it cannot be written ({(error.strerror or str(error)).lower()})")
