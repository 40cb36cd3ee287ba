"""`partnercheck rubric list`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import BAD_INPUT, DONE
from partnercheck.cli.options import LOOK, ConfineOption
from partnercheck.diagnostics import InputError, visible
from partnercheck.render.formats import RUBRIC_LIST

if TYPE_CHECKING:
    from partnercheck.load import Loader
    from partnercheck.model.rubric_list import ListedRubric
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
    from partnercheck.model.rubric_list import RubricList
    from partnercheck.resources import places, problems

    for each in problems():
        print(f"warning: {visible(each)}", file=sys.stderr)
    loader = Loader(confine=confine)
    found = tuple(_listed(loader, name, place, among) for name, among in places().items() for place in among)
    show(RUBRIC_LIST.render(format, RubricList("rubrics/1", found), layout()), format)
    return BAD_INPUT if any(each.problem for each in found) else DONE


def _listed(loader: Loader, name: str, place: Place, among: list[Place]) -> ListedRubric:
    from partnercheck.model.rubric_list import ListedRubric

    file = None if place.origin == "bundled" else str(place.path)
    alone = len(among) == 1
    try:
        rubric = loader.rubric(name if alone else str(place.path.absolute())).rubric
    except InputError as error:
        return ListedRubric(name, None, None, None, place.origin, file, error.diagnostics[0].message)
    problem = None if alone else "another rubric goes by this id; name it by its path"
    return ListedRubric(name, rubric.version, rubric.title, rubric.summary, place.origin, file, problem)
