"""Bundled templates that are compiled once, where Python keeps the bytecode of modules."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """The bytecode of templates; to compile them takes longer than an assessment.

    It is kept beside that of this module and by the same rules: not where Python is told to write none, nor
    where nothing may be written. What does not fit is compiled again.
    """

    def __init__(self, options: str) -> None:
        """Take the options of the environment that compiles: with others, bytecode does not fit.

        Raises:
            NotImplementedError: This Python keeps no bytecode at all.
        """
        beside = Path(cache_from_source(__file__))
        super().__init__(str(beside.parent), f"%s.{sys.implementation.cache_tag}.template")
        self._options = options

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name under which a template's bytecode is kept."""
        return super().get_cache_key(f"{name} {self._options}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was compiled before; what cannot be read is as if it had not been."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  (whatever damage does to a pickle)
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
                # Jinja's is for its writer alone; as of a module, who may read the source may read this.
                kept = Path(self.directory) / (self.pattern % (bucket.key,))
                kept.chmod(Path(__file__).stat().st_mode & 0o666 | 0o200)


def compiled_templates(options: str) -> CompiledTemplates | None:
    """Return where templates that are compiled with some options are kept; None where nothing is."""
    try:
        return CompiledTemplates(options)
    except NotImplementedError:
        return None
