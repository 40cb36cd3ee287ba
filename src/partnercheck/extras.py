"""What partnercheck can do only with libraries that its base install leaves out."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import PackageNotFoundError, requires


def install(extra: str) -> str:
    """Return the command that installs what an extra needs.

    It names the libraries, not the extra: that works whether or not an index has partnercheck.
    """
    try:
        declared = requires("partnercheck") or []
    except PackageNotFoundError:  # run from its sources, beside which pip finds the extra itself
        return f"pip install '.[{extra}]'"
    needed = re.compile(rf"""(.+?)\s*;\s*extra == ["']{re.escape(extra)}["']""")
    return shlex.join(["pip", "install", *(it[1] for each in declared if (it := needed.fullmatch(each)))])
