"""The rules of `rubric check` for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnercheck.model.rule_list import RuleList
    from partnercheck.render.formats import Layout


def terminal(listed: RuleList, _: Layout) -> str:
    """Return rules with a line each; of one alone its page."""
    if len(listed.rules) == 1:
        return listed.rules[0].help
    return "".join(
        f"{each.code}  {each.severity:<7}  {each.name:<22}  {each.summary}\n" for each in listed.rules
    )
