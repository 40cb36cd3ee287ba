"""Ids and pins: whether there is one rubric of an id, and whether it is what `id@version` asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Problem, few_known, meant, shown, visible
from partnercheck.model.versions import numbers
from partnercheck.resources import problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnercheck.model.rubric import Rubric
    from partnercheck.resources import Place

_PIN = re.compile(r"[0-9]+(\.[0-9]+){0,2}")
_LONGEST_HINT = 400


def no_rubric_of_its_own(reference: str, found: Sequence[Place], known: Iterable[str]) -> Problem:
    """Return the problem that an id is that of no `known` rubric, or of several that are `found`."""
    name = reference.partition("@")[0]
    if found:
        others = " and ".join(f"`{shown(str(each.path))}`" for each in found if each.origin != "bundled")
        bundled = "is bundled, but also stands at" if found[0].origin == "bundled" else "stands at"
        message = f"`{shown(name)}` {bundled} {others}"
        hint = "rename what you added, or name it by its path"
        return Problem("ambiguous-rubric", ("extends",), message, hint)
    by_path = "one of yours is named by its path, which has a `/` or ends in .yaml"
    ids = list(known)
    told = pinned_path(reference) or meant(name, ids)
    hints = [told] if told else [*filter(None, [few_known(ids)]), by_path]
    hints += problems()[:1]
    return Problem("unknown-rubric", ("extends",), f"there is no rubric `{shown(name)}`", "; ".join(hints))


def pinned_path(reference: str) -> str | None:
    """Return the hint that a path takes no version, where a reference gives one to a path."""
    path, at, pin = reference.rpartition("@")
    if not at or not path.endswith((".yaml", ".yml")) or not _PIN.fullmatch(pin):
        return None
    return f"only an id takes a version; a path names one file: `{shown(path)}`"


def wrong_pin(reference: str, rubric: Rubric) -> Problem | None:
    """Return the problem that `id@version` asks for another rubric than there is.

    Another major version is an error, since questions and limits may differ; a newer minor version is a
    warning, as something that the dossier counts on may be missing.
    """
    name, at, pin = reference.partition("@")
    if not at:
        return None
    if not _PIN.fullmatch(pin):
        message = f"`{shown(reference)}` names no version after the @, such as {shown(name)}@1.0"
        return Problem("rubric-version", ("extends",), message)
    asked, present = numbers(pin), numbers(rubric.version)
    if asked[0] != present[0]:
        message = f"`{shown(reference)}` asks for another major version; this is {rubric.version}"
        return Problem("rubric-version", ("extends",), message, _what_changed(rubric, name, asked))
    if asked > present[: len(asked)]:
        message = f"`{shown(reference)}` is newer than what is here, {rubric.version}"
        hint = "install that version, or pin the one that is here"
        return Problem("rubric-version", ("extends",), message, hint, severity="warning")
    return None


def _what_changed(rubric: Rubric, name: str, asked: tuple[int, ...]) -> str:
    """Return what changed since a version, as far as the rubric says, and what to do."""
    noted = [
        f"{version}: {visible(change.what).removesuffix('.')}"
        for version, change in rubric.changes.items()
        if numbers(version)[: len(asked)] > asked
    ]
    first = "; ".join(noted) or f"`partnercheck rubric diff OLD {shown(name)}` shows what changed"
    pin = f"{shown(name)}@{rubric.version}"
    return f"{first[:_LONGEST_HINT]}; `partnercheck update` brings a dossier to `{pin}`"
