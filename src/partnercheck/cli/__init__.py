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


def program() -> None:
    """Run as a process of its own, and leave at once when all is written.

    Taking an interpreter down object by object costs a seventh of a short run and changes nothing.
    """
    import os

    code: object = 0
    try:
        try:
            main()
        except SystemExit as stopped:
            code = stopped.code
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        pass  # the reader has seen enough
    except OSError as error:
        print(f"partnercheck: the output cannot be written: {error.strerror}", file=sys.stderr)
        code = 2
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
