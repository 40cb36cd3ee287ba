"""`partnercheck verify`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnercheck import __version__
from partnercheck.cli.command import command
from partnercheck.cli.failures import DONE, UNMET
from partnercheck.cli.options import LOOK, ConfineOption
from partnercheck.diagnostics import shown, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.assessment import Assessment

app = typer.Typer(**LOOK)

_SHOWN = 20
_EVIDENCE = re.compile(r"criteria\[(?P<criterion>[^]]*)\]\.evidence\.items\[[0-9]+\]\.why_not$")


@command(
    app,
    exits={
        0: "the same decision",
        1: "something differs, or an approval is not sound",
        2: "the input cannot be used",
    },
)
def verify(
    assessment: Annotated[
        Path,
        typer.Argument(
            metavar="ASSESSMENT.json", help="What `assess --format json` wrote; - reads standard input."
        ),
    ],
    signers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Check the signatures of approvals against OpenSSH's list of allowed signers.",
            show_default=False,
        ),
    ] = None,
    signed: Annotated[
        bool, typer.Option("--signed", help="Fail where an approval is not signed, or there is none.")
    ] = False,
    confine: ConfineOption = None,
) -> int:
    """Assess again from the same files and compare; then check what was decided on it.

    The dossier is looked for where the assessment says, from the working directory and from the
    assessment's own folder; rubric and organisation beside the dossier, as they were. Of the approvals beside
    the assessment the digests are checked that bind them to it and to each other, and with --signers who
    signed them.

    \b
    Examples:
      partnercheck verify acme.json
      partnercheck verify acme.json --signers allowed_signers --signed
    """
    from partnercheck.cli.approvals import check_approvals
    from partnercheck.cli.dossiers import read_input
    from partnercheck.engine import decide, explain
    from partnercheck.insight import with_insight
    from partnercheck.load import Loader
    from partnercheck.load.assessments import beside_dossier, dossier_of, read_assessment
    from partnercheck.model.inputs_used import inputs_used
    from partnercheck.record.evidence import cited_files

    if signed and signers is None:
        raise typer.BadParameter("say who may sign, with --signers", param_hint="--signed")
    loader = Loader(confine=confine)
    before, data = read_assessment(read_input(str(assessment)), str(assessment))
    dossier = dossier_of(before, assessment, loader.confinement)

    def beside(file: str) -> Path:
        return beside_dossier(dossier.parent, file, loader.confinement)

    decision = decide(
        loader.dossier(
            dossier,
            rubric=str(beside(before.rubric.file)) if before.rubric.file else before.rubric.id,
            organisation=beside(ours) if before.organisation and (ours := before.organisation.file) else None,
            as_of=before.as_of,
            namer=assessment.parent,
        )
    )
    after = with_insight(decision, explain(decision))._replace(inputs=inputs_used(decision.inputs))
    if before.tool.version != after.tool.version:
        print(f"note: it was assessed by version {shown(before.tool.version)}; this is {__version__}")
    if unsealed := [each for each in cited_files(decision.inputs.dossier) if each.sha256 is None]:
        files = ", ".join(dict.fromkeys(shown(str(each.file)) for each in unsealed[:_SHOWN]))
        print(f"note: nobody could notice a change of what has no digest: {files}; see `evidence seal`")
    same = _told(list(_differences(data, after)), after)
    sound = check_approvals(assessment, signers, signed=signed)
    return DONE if same and sound else UNMET


def _told(differences: list[str], after: Assessment) -> bool:
    """Say what differs; return whether nothing does."""
    if not differences:
        print(f"the same: {shown(after.partner.name)}, {after.verdict.level}, as of {after.as_of}")
        return True
    print(f"not the same: {len(differences)} {'difference' if len(differences) == 1 else 'differences'}")
    for line in differences[:_SHOWN]:
        print(f"  {line}")
    if len(differences) > _SHOWN:
        print(f"  and {len(differences) - _SHOWN} more")
    return False


def _differences(before: dict[str, Any], after: Assessment) -> Iterator[str]:
    """Yield what differs in words, the files first, then the verdict, then the rest."""
    from partnercheck.insight.changes import changes
    from partnercheck.model.assessment import DECIMALS, plain

    old, new = (_comparable(each) for each in (before, plain(after, DECIMALS)))
    found = list(changes(old, new))
    for name in ("dossier", "rubric", "organisation"):
        if any(change.place == f"{name}.sha256" for change in found):
            yield f"the {name} has changed since"
    yield from _changed_replies(_digests(old), _digests(new))
    for place, _, now in found:
        if item := _EVIDENCE.search(place):
            how = "counts again" if now is None else f"no longer counts: {shown(str(now))}"
            yield f"evidence of `{shown(item['criterion'])}` {how}"
    found.sort(key=lambda change: not change.place.startswith("verdict"))
    for place, was, now in found:
        if not place.endswith("sha256") and not place.startswith("replies["):
            yield f"{visible(place)}: was {_written(was)}, is {_written(now)}"


def _changed_replies(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Yield which replies are not what they were, given their digests."""
    for file in {**before, **after}:
        if before.get(file) != after.get(file):
            how = "has changed since" if file in before else "is new"
            yield f"the reply {shown(file)} {how if file in after else 'is gone'}"


def _digests(assessment: dict[str, Any]) -> dict[str, Any]:
    """Return the digests of the replies in an assessment, which somebody may have written."""
    replies = assessment.get("replies")
    found = [each for each in replies if isinstance(each, dict)] if isinstance(replies, list) else []
    return {str(each.get("file")): each.get("sha256") for each in found}


def _comparable(data: dict[str, Any]) -> dict[str, Any]:
    """Return an assessment without what may differ between two runs of one decision.

    That is the program's version, the folder that the dossier is named from, and how it was called.
    """
    kept = {key: value for key, value in data.items() if key not in {"tool", "dossier", "diagnostics"}}
    if isinstance(inputs := data.get("inputs"), dict):
        kept["inputs"] = inputs | {"overrides": None}
    notes = data.get("diagnostics")
    kept["dossier"] = {"sha256": data["dossier"]["sha256"]}
    if isinstance(notes, list):
        kept["diagnostics"] = [
            {key: value for key, value in each.items() if key != "file"} if isinstance(each, dict) else each
            for each in notes
        ]
    return kept


def _written(value: object) -> str:
    return shown(json.dumps(value, ensure_ascii=False))
