"""`partnercheck evidence add`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnercheck.cli.changing import Change, ChangedArgument, ChangeOptions, change
from partnercheck.cli.command import command
from partnercheck.cli.completion import criteria
from partnercheck.cli.options import LOOK, day, name_of, words
from partnercheck.cli.pairs import sound
from partnercheck.diagnostics import InputError, did_you_mean, fail, shown

if TYPE_CHECKING:
    from partnercheck.model.inputs import Inputs

app = typer.Typer(**LOOK)


@command(app)
def add(
    dossier: ChangedArgument,
    criterion: Annotated[
        str,
        typer.Argument(metavar="CRITERION", help="The criterion that it supports.", autocompletion=criteria),
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of evidence.")],
    grade: Annotated[str, typer.Option(help="How well it supports the answer: a grade of the rubric.")],
    source: Annotated[
        str, typer.Option(metavar="TEXT", parser=words, help="What it is and where it came from.")
    ],
    date: Annotated[
        dt.date | None,
        typer.Option(metavar="DATE", parser=day, help="The day that it speaks for.", show_default=False),
    ] = None,
    *,
    asked: ChangeOptions,
) -> None:
    """Keep a file beside a dossier and cite it, with its digest, where it supports an answer.

    It is copied into the folder evidence/ under its own name and the start of its SHA-256 digest; a file that
    is there already is not copied again. Every other byte of the dossier stays.

    \b
    Examples:
      partnercheck evidence add acme.yaml sanctions search.pdf --grade verified --source "Search of 3 lists"
    """
    from partnercheck.load.files import MAX_EVIDENCE, kept_name, read, sha256
    from partnercheck.record.answers import Answer, cites, with_answers, wrong_grade
    from partnercheck.source import parse

    content = read(file, str(file), MAX_EVIDENCE)
    name = kept_name(file.name, sha256(content))
    item: dict[str, Any] = {"grade": grade, "source": source}
    item |= ({"date": date} if date else {}) | {"file": name, "sha256": sha256(content)}

    def make(inputs: Inputs, raw: bytes) -> Change:
        known = inputs.rubric.criteria
        if criterion not in known:
            message = f"the rubric has no criterion `{shown(criterion)}`"
            raise fail("unknown-criterion", message, "CRITERION", did_you_mean(criterion, known))
        refused = known[criterion].takes_no_answer(())
        sound("CRITERION", [refused] if refused else [])
        sound("--grade", wrong_grade(inputs.rubric, grade))
        copied = _copied(Path(name_of(dossier)).parent / name, content)
        if cites(parse(raw, name_of(dossier)).data, inputs.rubric, criterion, item):
            message = f"`{shown(criterion)}` cites this evidence already"
            raise fail(
                "duplicate", message, name_of(dossier), "another grade, source or date makes it another"
            )
        answer = Answer(criterion, item=item)
        return Change(with_answers(raw, name_of(dossier), [answer], inputs.rubric), copied)

    change(dossier, make, asked)


def _copied(target: Path, content: bytes) -> tuple[tuple[Path, bytes], ...]:
    """Return what to write of a file that is to stand at a place.

    Raises:
        InputError: Something else stands there.
    """
    from partnercheck.load.files import MAX_EVIDENCE, read

    if not target.exists():
        return ((target, content),)
    try:
        same = read(target, str(target), MAX_EVIDENCE) == content
    except InputError:
        same = False
    if not same:
        raise fail("exists", "another file stands here, under the same name", str(target))
    return ()
