"""The command line: flags in, calls, exit codes out; the only place that prints or writes files."""

from __future__ import annotations

import sys

from partnercheck import __version__

TYPE_CHECKING = False  # as `typing` has it, which `--version` does not load
if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Run the program. `--version` answers before anything else is imported.

    Raises:
        SystemExit: Always, with the exit code, unless it is 0.
    """
    if sys.argv[1:] == ["--version"]:
        print(f"partnercheck {__version__}")
        return
    import gc
    import os

    # Almost nothing becomes garbage while modules load; collecting then only costs start-up time.
    gc.disable()
    # Plugins of pydantic that happen to be installed could change what validates, and take time to look for.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    try:
        from partnercheck.cli.app import run

        run()
    except Exception as error:  # noqa: BLE001  (a command handles its own; this is before and after any)
        from partnercheck.cli.failures import own_fault

        raise SystemExit(own_fault(error)) from None


_ROOM = 40_000
"""References for which a frame asks for room: 320 KiB, for which CPython takes a piece of 512 KiB."""


def with_room(run: Callable[[], None]) -> None:
    """Run something with room for the frames of deep calls.

    CPython takes memory for frames in pieces of 16 KiB, and gives a piece back once its first frame is left.
    A loop whose calls go beyond the end of one would ask the system for memory at every turn, which costs a
    short run up to a tenth of its time, depending on how deep its calls happen to be. Where a frame asks for
    much, all after it stand in its piece.
    """

    def roomy() -> None:
        run()

    roomy.__code__ = roomy.__code__.replace(co_stacksize=_ROOM)
    roomy()


def program() -> None:
    """Run as a process of its own, and leave at once when all is written.

    Taking an interpreter down object by object costs a seventh of a short run and changes nothing.
    """
    import os

    from partnercheck.cli.streams import use_standard_streams

    use_standard_streams()
    code: object = 0
    try:
        with_room(main)
    except SystemExit as stopped:
        code = stopped.code
    except KeyboardInterrupt as stopped:
        from partnercheck.cli.failures import ending

        code = ending(stopped)
    try:
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001  (bad news from the disk, most of all)
        from partnercheck.cli.failures import ending

        code = ending(error)
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
