"""The rules of `rubric check`. It is the form of `--format json`."""

from typing import Literal, NamedTuple

from partnercheck.diagnostics import Severity


class Rule(NamedTuple):
    """What a code stands for."""

    code: str
    name: str
    """Lower-case words joined by hyphens."""
    severity: Severity
    summary: str
    """What it finds, in one sentence."""
    help: str
    """Its whole page, as Markdown."""


class RuleList(NamedTuple):
    """The rules that were asked for."""

    partnercheck: Literal["rules/1"]
    rules: tuple[Rule, ...]
