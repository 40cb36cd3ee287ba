"""An assessment put into words: for terminals, Markdown, HTML and machines. Renderers return text.

The package may be called: `from partnercheck import render` gives what `partnercheck.api.render` is, and
`import partnercheck.render` the package, in whatever order they come.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Protocol


class _Result(Protocol):
    def render(self, format: str, /) -> str: ...  # noqa: A002  (the name on the command line)


class _Package(ModuleType):
    def __call__(self, result: _Result, format: str = "terminal") -> str:  # noqa: A002
        return result.render(format)


sys.modules[__name__].__class__ = _Package
