"""`partnercheck rubric list`, `show` and `new`."""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnercheck.cli.files import check_free, complain, write
from partnercheck.diagnostics import InputError, visible
from partnercheck.load import STDIN, Loader, is_path
from partnercheck.resources import VARIABLE, Place, folders, places

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD_INPUT = 2
_ORIGINS = {"bundled": "bundled", "folder": f"in {VARIABLE}", "user": "in the user folder"}


def run_list(form: str) -> int:
    """Print the rubrics that can be named by their ids. Returns the exit code."""
    for folder, origin in folders():
        if origin == "folder" and not folder.is_dir():
            print(f"{VARIABLE}: there is no folder {visible(str(folder))}", file=sys.stderr)
    loader = Loader()
    found = [_listed(loader, name, place, among) for name, among in places().items() for place in among]
    if form == "json":
        from partnercheck.render import json

        print(json.render({"partnercheck": "rubrics/1", "rubrics": found}), end="")
    else:
        for line in _table(found):
            print(line)
    return BAD_INPUT if any(each["problem"] for each in found) else 0


def _listed(loader: Loader, name: str, place: Place, among: list[Place]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": name, "version": None, "title": None, "origin": place.origin}
    told |= {"file": None if place.origin == "bundled" else str(place.path), "problem": None}
    try:
        rubric = loader.rubric(name if len(among) == 1 else str(place.path.absolute())).rubric
        told |= {"version": rubric.version, "title": rubric.title}
        if len(among) > 1:
            told["problem"] = "another rubric goes by this id; name it by its path"
    except InputError as error:
        told["problem"] = error.diagnostics[0].message
    return told


def _table(found: list[dict[str, Any]]) -> Iterator[str]:
    wide = max(len(each["id"]) for each in found)
    for each in found:
        told = f"{visible(each['id']):<{wide}}  {each['version'] or '?':<7}  {visible(each['title'] or '?')}"
        where = _ORIGINS[each["origin"]] + (f": {visible(each['file'])}" if each["file"] else "")
        yield f"{told} ({where})"
        if each["problem"]:
            yield f"{'':<{wide}}  cannot be used by its id: {visible(each['problem'])}"


def run_show(reference: str, *, resolved: bool) -> int:
    """Print a rubric. Returns the exit code."""
    try:
        loaded = Loader().rubric(reference)
    except InputError as error:
        complain(error)
        return BAD_INPUT
    text = loaded.document.source.text
    if resolved and loaded.parent is not None:
        from partnercheck.authoring.resolved import resolved as whole

        text = whole(loaded.document)
    elif sys.stdout.isatty():
        text = "".join(f"{visible(line)}\n" for line in text.splitlines())
    print(text, end="" if text.endswith("\n") else "\n")
    return 0


def run_new_rubric(file: Path, extends: str | None, *, force: bool) -> int:
    """Write a rubric to fill in. Returns the exit code."""
    from partnercheck.authoring import starter

    piped = str(file) == STDIN
    try:
        if not piped:
            check_free(file, force=force)
        name = _id_for("my-rubric" if piped else file.name.removesuffix(".yaml"))
        title = name.replace("-", " ").capitalize()
        if extends is None:
            text = starter.starter(name, title)
        else:
            parent = Loader().rubric(extends).rubric
            text = starter.child(name, title, parent, beside(extends, Path() if piped else file.parent))
        if piped:
            print(text, end="")
        else:
            write(file, text)
            print(
                f"written: {visible(str(file))}; partnercheck rubric check {visible(shlex.quote(str(file)))}"
            )
    except InputError as error:
        complain(error)
        return BAD_INPUT
    return 0


def _id_for(stem: str) -> str:
    """Return an id made from a file's name, and none that is bundled already."""
    name = re.sub("[^a-z0-9]+", "-", stem.casefold()).strip("-")[:60].strip("-") or "my-rubric"
    taken = {known for known, among in places().items() if among[0].origin == "bundled"}
    return f"our-{name}" if name in taken or name in {"unknown", "default"} else name


def beside(reference: str, folder: Path) -> str:
    """Return a rubric's reference as a file in `folder` names it."""
    if not is_path(reference):
        return reference
    path = Path(os.path.relpath(reference, folder)).as_posix()
    return path if is_path(path) else f"./{path}"
