"""What classes and functions say of themselves, also where `python -OO` has left it out."""

from __future__ import annotations

import ast
import sys
from functools import cache
from inspect import cleandoc, getsource
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def docstring(about: type | Callable[..., Any]) -> str:
    """Return the docstring of a class or function at the top of a module; "" where it has none."""
    text = about.__doc__ if sys.flags.optimize < 2 else _in_module(about.__module__).get(about.__name__)
    return cleandoc(text or "")


@cache
def _in_module(name: str) -> dict[str, str | None]:
    """Return the docstrings in the source of a module, by what they are about; none without its source."""
    try:
        tree = ast.parse(getsource(sys.modules[name]))
    except (OSError, TypeError):
        return {}
    described = ast.ClassDef | ast.FunctionDef
    return {each.name: ast.get_docstring(each) for each in tree.body if isinstance(each, described)}
