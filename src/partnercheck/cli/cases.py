"""One test case shown, and cases written as they come out."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnercheck.cli.console import layout, show
from partnercheck.diagnostics import did_you_mean, fail, shown, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.load import Loader
    from partnercheck.load.cases import Casebook, LoadedCase
    from partnercheck.yaml_edit import Edit


def selected(books: Sequence[Casebook], texts: Sequence[str]) -> list[Casebook]:
    """Return books with the cases alone whose name holds one of some texts, in any case of letters.

    Raises:
        InputError: There is no such case.
    """
    wanted = [text.casefold() for text in texts]

    def holds(each: LoadedCase) -> bool:
        return any(text in each.case.name.casefold() for text in wanted)

    found = [book._replace(cases=tuple(filter(holds, book.cases))) for book in books]
    if not any(book.cases for book in found):
        raise fail(
            "no-case", f"no case has {' or '.join(f'`{shown(text)}`' for text in texts)} in its name", "-k"
        )
    return [book for book in found if book.cases]


def show_case(books: Sequence[Casebook], name: str) -> None:
    """Print the whole decision on the case of this name, as a report on a partner of that name.

    Raises:
        InputError: There is no such case.
    """
    from partnercheck.authoring.testing.grounds import Grounds
    from partnercheck.authoring.testing.reportable import reportable
    from partnercheck.authoring.testing.trying import Trier
    from partnercheck.engine import explain
    from partnercheck.insight import with_insight
    from partnercheck.insight.weighting import weighting
    from partnercheck.render.assessment import Assessed
    from partnercheck.render.formats import ASSESSMENT

    cases = {each.case.name: each for book in books for each in book.cases}
    if name not in cases:
        raise fail("no-case", f"there is no case `{shown(name)}`", "--show", did_you_mean(name, cases))
    decision = reportable(Trier(cases[name], Grounds()))
    assessment = with_insight(decision, explain(decision))
    assessed = Assessed(assessment, decision.inputs, lambda: weighting(decision))
    show(ASSESSMENT.render("terminal", assessed, layout()), "terminal")


def update_cases(books: Sequence[Casebook], *, yes: bool) -> None:
    """Write into the files of cases what comes out, where that is not what they expect.

    Raises:
        InputError: A file is none of the user's own, or cannot be edited in place.
    """
    from partnercheck.authoring.testing.grounds import Grounds
    from partnercheck.authoring.testing.trying import Trier, try_case
    from partnercheck.authoring.testing.updates import updates

    edits: dict[Path, list[Edit]] = {}
    for book in books:
        grounds = Grounds()
        attempts = [try_case(Trier(each, grounds)) for each in book.cases]
        for attempt, edit in updates(attempts):
            if book.loaded.foreign:
                message = "these cases are bundled, and not changed"
                raise fail("output", message, attempt.loaded.document.source.file)
            edits.setdefault(attempt.loaded.file, []).append(edit)
    if not edits:
        print("nothing to change: every case expects what comes out")
    for path, wanted in edits.items():
        write_edits(Path(os.path.relpath(path)), wanted, yes=yes)


def write_cases(loader: Loader, books: Sequence[Casebook], *, yes: bool) -> None:
    """Write a case for each change that no case notices, as far as one is found.

    Raises:
        InputError: A file is none of the user's own, or cannot be edited in place.
    """
    from partnercheck.authoring.testing.grounds import Grounds
    from partnercheck.authoring.testing.run import try_changes
    from partnercheck.authoring.testing.suggest import Suggester
    from partnercheck.authoring.testing.trying import Trier
    from partnercheck.cli.progress import each_with_progress
    from partnercheck.load.cases import case_maker, inherited_cases

    for book in books:
        loaded, grounds = book.loaded, Grounds()
        if loaded.foreign:
            raise fail("output", "the cases of this rubric are bundled, and not changed", loaded.rubric.id)
        triers = [Trier(each, grounds) for each in book.cases]
        inherited = inherited_cases(loader, loaded)
        tried = try_changes(loaded, triers, partial(each_with_progress, what="changing"), inherited)
        suggester = Suggester(loaded.rubric, case_maker(loader, loaded))
        found: dict[str, tuple[dict[str, Any], list[str]]] = {}
        lost = []
        unnoticed = tried.mutation.unnoticed
        for mutant in each_with_progress(unnoticed, "looking for cases"):
            case = suggester.case_for(mutant)
            if case is None:
                lost.append(mutant.what)
            else:  # one case may be the shortest for several changes
                found.setdefault(repr(case), (case, []))[1].append(mutant.what)
        for each in lost:
            print(f"no case was found for this change: {visible(each)}", file=sys.stderr)
        written = [{"name": f"notices {'; '.join(names)}", **case} for case, names in found.values()]
        if written:
            _append(book, written, yes=yes)
        else:
            print(f"nothing to write: {len(unnoticed)} changes go unnoticed")


def _append(book: Casebook, written: Sequence[dict[str, Any]], *, yes: bool) -> None:
    """Add cases to the file that holds those of a rubric, or to a new one beside it."""
    from partnercheck.cli.files import check_free, write_together
    from partnercheck.cli.locking import holding
    from partnercheck.load.cases import file_beside
    from partnercheck.yaml_edit import Edit
    from partnercheck.yaml_out import dump

    rubric = Path(os.path.relpath(book.loaded.path))
    beside = file_beside(rubric)
    if beside.is_file() or any(each.file == book.loaded.path for each in book.cases):
        path = beside if beside.is_file() else rubric
        count = sum(each.file.name == path.name for each in book.cases)
        write_edits(path, [Edit(("cases", count + n), each) for n, each in enumerate(written)], yes=yes)
        return
    text = dump({"partnercheck": "cases/1", "rubric": rubric.name, "cases": list(written)})
    print(text, end="")
    with holding([beside]):
        check_free(beside, force=False, hint="run the command again")
        write_together([(beside, text.encode())])
    print(f"written: {visible(str(beside))}")


def write_edits(path: Path, edits: Sequence[Edit], *, yes: bool) -> None:
    """Put values into a file of cases, shown first."""
    from partnercheck.cli.changing import Change, rewrite
    from partnercheck.load import read
    from partnercheck.yaml_edit import edited

    raw = read(path, str(path))
    rewrite(path, raw, Change(edited(raw, str(path), edits)), yes=yes)
