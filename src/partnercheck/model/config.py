"""What a repository says once for every command: `partnercheck.toml`, or `[tool.partnercheck]`."""

from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from partnercheck.model.scalars import (
    OrInShort,
    Percent,
    Text,
    YesNo,
    one_or_many,
    read_by,
    read_number,
    refuse,
)
from partnercheck.model.strict import Strict
from partnercheck.source import Plain

COVERED = ("rules", "criteria", "levels", "flags", "verdict", "relationship")
"""What coverage is asked of: flags, verdict and relationship rules together, or one kind."""


def read_move(text: object) -> str:
    """Read what a change of a rubric may not do: `verdict`, `any`, `version` or `score=5`."""
    what, equals, number = str(text).partition("=")
    if not equals and what in {"verdict", "any", "version"}:
        return what
    try:
        least = read_number(Plain(number))
    except ValueError:
        least = 0.0
    if what != "score" or not 0 < least <= 100:
        refuse("wrong-value", f"`{text}` is none of verdict, score=5, any and version")
    return f"score={least:g}"


Move = Annotated[str, read_by(read_move, type="string", pattern="^(verdict|any|version|score=[0-9.]+)$")]
"""What a change of a rubric may not do."""

_ONE = OrInShort({"type": "string"})
_Paths = Annotated[tuple[Text, ...], BeforeValidator(one_or_many), _ONE]


def _of_rules(shares: object) -> object:
    return {"rules": shares} if isinstance(shares, int | float) and not isinstance(shares, bool) else shares


class TestDemands(Strict):
    """What is asked of the test cases of rubrics."""

    min_coverage: Annotated[
        dict[Text, Percent], BeforeValidator(_of_rules), OrInShort({"type": "number"})
    ] = Field(default_factory=dict, alias="min-coverage")
    """The least coverage in %: of `rules` (flags, verdict and relationship together), or of one kind.

    A number alone is that of `rules`.
    """
    min_mutation: Percent | None = Field(None, alias="min-mutation")
    """The least share of changes to a rubric that some case notices, in %."""

    @field_validator("min_coverage")
    @classmethod
    def _kinds(cls, shares: dict[str, float]) -> dict[str, float]:
        for kind in shares:
            if kind not in COVERED:
                refuse("unknown-key", f"`{kind}` is none of {', '.join(COVERED)}", at=(kind,))
        return shares


class DiffDemands(Strict):
    """What a change of a rubric may not do."""

    fail_on: Annotated[tuple[Move, ...], BeforeValidator(one_or_many), _ONE] = Field((), alias="fail-on")
    """`verdict`, `score=5`, `any`: what may not move; `version`: the version must be raised as asked."""


class Config(Strict):
    """What holds for every command run in a repository, unless an option says otherwise.

    Paths are relative to the file, and stay below its folder.
    """

    rubrics: _Paths = ()
    """Rubrics, and folders of them, to check, test and compare; by default the folder `rubrics`."""
    dossiers: _Paths = ()
    """Dossiers, and folders of them, where a command names none; changed rubrics are tried on them."""
    organisation: Text | None = None
    """Our own side, in place of what dossiers name."""
    strict: YesNo = False
    """Whether warnings fail a check too."""
    test: TestDemands = Field(default_factory=TestDemands.model_construct)
    """What is asked of test cases."""
    diff: DiffDemands = Field(default_factory=DiffDemands.model_construct)
    """What changes may not do."""
