"""The command line: flags in, calls, exit codes out; the only place that prints or writes files."""

import sys

from partnercheck import __version__


def main() -> None:
    """Run the program. `--version` answers before anything else is imported."""
    if sys.argv[1:] == ["--version"]:
        print(f"partnercheck {__version__}")
        return
    import gc
    import os

    # Almost nothing becomes garbage while modules load; collecting then only costs start-up time.
    gc.disable()
    # Plugins of pydantic that happen to be installed could change what validates, and take time to look for.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    from partnercheck.cli.app import run

    run()
