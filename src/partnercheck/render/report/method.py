"""How the report was made, how to read it, and what it cannot say."""

from dataclasses import dataclass

from partnercheck.render.report.parts import Fact, Table


@dataclass(frozen=True)
class Method:
    """Method, limits, provenance.

    Attributes:
        facts: All that the dossier says about the partner and this assessment.
        profile: What each fact of the profile takes out, and on what evidence; None without any fact.
        events: What happened that makes older evidence worthless, a sentence each.
        words: What the words of this report mean.
        rules: What the rubric asks for each verdict.
        limits: What the report cannot say.
        warnings: What was noticed in the files, a sentence each.
        provenance: Program, dossier, rubric and organisation with their digests.
        command: The command that makes this report again.
    """

    facts: list[Fact]
    profile: Table | None
    events: list[str]
    words: list[Fact]
    rules: list[str]
    limits: list[str]
    warnings: list[str]
    provenance: list[Fact]
    command: str
