"""The command line: flags in, calls, exit codes out; the only place that prints or writes files."""

import sys

from partnercheck import __version__


def main() -> None:
    """Run the program. `--version` answers before anything else is imported."""
    if sys.argv[1:] == ["--version"]:
        print(f"partnercheck {__version__}")
        return
    from partnercheck.cli.app import run

    run()
