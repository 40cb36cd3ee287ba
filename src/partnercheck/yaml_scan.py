"""PyYAML's loader in Python, where libyaml is missing: it reads what libyaml reads.

The two differ in what they take for white space (libyaml a tab, too), and in where an unquoted text in
brackets ends (for PyYAML at a question mark), and libyaml refuses escapes that name no character. The rules
here are those of libyaml 0.2.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

if TYPE_CHECKING:
    from collections.abc import Callable

_BREAKS = "\r\n\x85\u2028\u2029"
_ENDS = "\0 \t" + _BREAKS
_BRACKETS = ",[]{}"
_MARK = "\ufeff"


class PythonLoader(yaml.SafeLoader):
    """Scans white space and unquoted texts as libyaml does."""

    scan_line_break: Callable[[], str]

    def scan_to_next_token(self) -> None:
        """Pass over white space, comments and line breaks."""
        while True:
            if self.column == 0 and self.peek() == _MARK:
                inside = self.index > 0
                self.forward()
                self.column += inside  # libyaml counts all but the first
            tabs = self.flow_level or not self.allow_simple_key
            while self.peek() == " " or (tabs and self.peek() == "\t"):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in "\0" + _BREAKS:
                    self.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def check_plain(self) -> bool:
        """Return whether an unquoted text begins here."""
        first = self.peek()
        if first in "-?:":
            following = self.peek(1) not in _ENDS
            return following and (first == "-" or not self.flow_level)
        return first not in _ENDS and first not in ",[]{}#&*!|>'\"%@`"

    def scan_plain(self) -> Any:
        """Return an unquoted text as a token."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        between, broken = "", False
        while not self._at_document_mark() and self.peek() != "#":
            length = self._plain_length()
            if length:
                chunks += [between, self.prefix(length)]
                self.forward(length)
                end = self.get_mark()
            if self.peek() not in " \t" + _BREAKS:
                break
            between, broken = self._between(indent)
            if not self.flow_level and self.column < indent:
                break
        if broken:
            self.allow_simple_key = True
        return ScalarToken("".join(chunks), True, start, end)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        """Return the pieces of a quoted text up to white space.

        Raises:
            ScannerError: An escape names no character: half of a pair, or a number beyond the last.
        """
        try:
            pieces: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(pieces).encode()
        except (OverflowError, ValueError):
            said = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, said, self.get_mark()) from None
        return pieces

    def _at_document_mark(self) -> bool:
        return self.column == 0 and self.prefix(3) in {"---", "..."} and self.peek(3) in _ENDS

    def _plain_length(self) -> int:
        """Return how many characters of an unquoted text follow, up to white space or its end.

        Raises:
            ScannerError: A colon stands before a bracket or comma, where nobody can say what it means.
        """
        length = 0
        while (char := self.peek(length)) not in _ENDS:
            if char == ":":
                after = self.peek(length + 1)
                if self.flow_level and after in "?" + _BRACKETS:
                    context = "while scanning a plain scalar"
                    self.forward(length)
                    raise ScannerError(context, None, "found unexpected ':'", self.get_mark())
                if after in _ENDS:
                    break
            if self.flow_level and char in _BRACKETS:
                break
            length += 1
        return length

    def _between(self, indent: int) -> tuple[str, bool]:
        """Return what white space stands for within a text, and whether there is a line break in it.

        Raises:
            ScannerError: A tab stands where only spaces may indent.
        """
        blanks, first, more = "", "", ""
        while (char := self.peek()) in " \t" + _BREAKS:
            if char in " \t":
                if first and self.column < indent and char == "\t":
                    context = "while scanning a plain scalar"
                    said = "found a tab character that violates indentation"
                    raise ScannerError(context, None, said, self.get_mark())
                blanks += char
                self.forward()
            elif first:
                more += self.scan_line_break()
            else:
                first = self.scan_line_break()
        if not first:
            return blanks, False
        if first != "\n":
            return first + more, True
        return more or " ", True
