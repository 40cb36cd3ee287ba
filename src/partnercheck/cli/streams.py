"""The standard streams of a process: what cannot be written to them is told once, and by its cause."""

import io
import os
import sys

TYPE_CHECKING = False  # as `typing` has it, which `--version` does not load
if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Text(io.TextIOWrapper):
    """Text for people and logs: no line in it is a command to the service that runs a pipeline.

    GitHub obeys a line that begins with `::` and `##[` anywhere, Azure and TeamCity `##vso[` and
    `##teamcity[`. What is meant for them is written as bytes.
    """

    _fresh = True

    def write(self, text: str, /) -> int:
        if text:
            if "::" in text or "##" in text or "%%" in text:
                text = self._broken_apart(text)
            self._fresh = text.endswith("\n")
        return super().write(text)

    def _broken_apart(self, text: str) -> str:
        import re

        start = "" if self._fresh else "."  # which a line that goes on does not begin with
        text = re.sub(r"^(\s*)([:%])(?=\2)", r"\1\2 ", start + text, flags=re.MULTILINE)
        return re.sub(r"##(?=\w*\[)", "# #", text[len(start) :])


class _Output(io.FileIO):
    """Standard output. A reader may leave before all is written; the run goes on, for its exit code."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(memoryview(data))
        except OSError as error:
            from partnercheck.diagnostics import fail

            message = f"the output cannot be written: {error.strerror}"
            raise fail("not-written", message, "standard output") from None


class _Errors(io.FileIO):
    """Standard error. Where it cannot be written, there is nobody left to tell."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(memoryview(data))


def use_standard_streams() -> None:
    """Have this process print through these streams; one that is closed is written nowhere."""
    sys.stdout = _text(_Output, 1) if sys.stdout is not None else _nowhere()
    sys.stderr = _text(_Errors, 2, line_buffering=True) if sys.stderr is not None else _nowhere()


def _text(kind: type[io.FileIO], number: int, *, line_buffering: bool = False) -> io.TextIOWrapper:
    raw = kind(number, "w", closefd=False)
    return _Text(
        io.BufferedWriter(raw),
        encoding="utf-8",
        errors="backslashreplace",
        newline="\n",
        line_buffering=line_buffering or raw.isatty(),
    )


def _nowhere() -> io.TextIOWrapper:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  (no pathlib for `--version`)
