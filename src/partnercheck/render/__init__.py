"""An assessment put into words: for terminals, Markdown, HTML and machines. Renderers return text.

The package may be called: `from partnercheck import render` gives what `partnercheck.api.render` is, and
`import partnercheck.render` the package, in whatever order they come.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Package(ModuleType):
    def __call__(self, result: Any, *arguments: Any, **named: Any) -> Any:
        return import_module("partnercheck.api").render(result, *arguments, **named)


sys.modules[__name__].__class__ = _Package
