"""`partnercheck rubric list`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import BAD_INPUT, DONE
from partnercheck.cli.options import LOOK, ConfineOption
from partnercheck.diagnostics import InputError, visible
from partnercheck.render.formats import RUBRIC_LIST

if TYPE_CHECKING:
    from partnercheck.load import Loader
    from partnercheck.resources import Place

app = typer.Typer(**LOOK)


@command(
    app,
    "list",
    exits={2: "some rubric that is found cannot be used"},
    note="Folders of your own are named in PARTNERCHECK_RUBRICS, separated as in PATH.",
)
def list_(
    format: Annotated[str, FormatOption(RUBRIC_LIST)] = "terminal",  # noqa: A002  (the option's name)
    confine: ConfineOption = None,
) -> int:
    """List the rubrics that can be named by their ids: bundled, in your folders, in your user folder.

    \b
    Examples:
      partnercheck rubric list
      PARTNERCHECK_RUBRICS=~/rubrics partnercheck rubric list --format json
    """
    from partnercheck.load import Loader
    from partnercheck.resources import places, problems

    for each in problems():
        print(f"warning: {visible(each)}", file=sys.stderr)
    loader = Loader(confine=confine)
    found = [_listed(loader, name, place, among) for name, among in places().items() for place in among]
    show(RUBRIC_LIST.render(format, {"partnercheck": "rubrics/1", "rubrics": found}, layout()), format)
    return BAD_INPUT if any(each["problem"] for each in found) else DONE


def _listed(loader: Loader, name: str, place: Place, among: list[Place]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": name, "version": None, "title": None, "summary": None}
    told |= {"origin": place.origin}
    told |= {"file": None if place.origin == "bundled" else str(place.path), "problem": None}
    try:
        rubric = loader.rubric(name if len(among) == 1 else str(place.path.absolute())).rubric
        told |= {"version": rubric.version, "title": rubric.title, "summary": rubric.summary}
        if len(among) > 1:
            told["problem"] = "another rubric goes by this id; name it by its path"
    except InputError as error:
        told["problem"] = error.diagnostics[0].message
    return told
