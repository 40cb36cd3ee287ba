"""The rules of `rubric check`: small classes with their examples, in families by what they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.rules import completeness, scales, tests, unused, verdicts, weights, wording

if TYPE_CHECKING:
    from partnercheck.authoring.rules.rule import Rule

_FAMILIES = (verdicts, tests, weights, scales, wording, completeness, unused)

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
}
"""Every rule by its code, in order."""
