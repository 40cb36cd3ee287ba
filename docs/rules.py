"""Writes docs/rules.md: the page of every rule of `rubric check`, as `partnercheck explain` prints it."""

from __future__ import annotations

from pathlib import Path

from partnercheck.authoring.rules import RULES

HEAD = """\
# The rules of `rubric check`

`partnercheck rubric check` holds a rubric against these rules; `partnercheck explain CODE` prints one page.
Examples are laid over the rubric that `partnercheck rubric new` writes, as a child over its parent. RC1 is
what answers can bring about, RC2 how much things count, RC3 what people read, RC4 what is left over.

An error fails the check; a warning does with `--strict`; a note never does. What a rubric inherits unchanged
is told when its parent is checked, errors apart.

"""

rows = [
    f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.severity} | {rule.summary} |"
    for rule in RULES.values()
]
table = "\n".join(["| code | severity | what it finds |", "|---|---|---|", *rows])
pages = "\n".join(f"#{rule.page}" for rule in RULES.values())
Path(__file__).with_name("rules.md").write_text(f"{HEAD}{table}\n\n{pages}", encoding="utf-8")
