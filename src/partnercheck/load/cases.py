"""The test cases of a rubric: those within it, and those in the file beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import InputError, Problem, did_you_mean, fail, shown
from partnercheck.load.checked import mapping, whole
from partnercheck.load.files import is_file, read, real
from partnercheck.load.rubric_files import NotARubricError, is_path
from partnercheck.measures import MEASURES
from partnercheck.model.answers import read_answers
from partnercheck.model.assessment import FileUsed, RubricUsed
from partnercheck.model.case_checks import BASES, CaseAnswer, read_case, same_names
from partnercheck.model.cases import Case, Cases
from partnercheck.model.dossier import Dossier, Partner
from partnercheck.model.inputs import Inputs
from partnercheck.model.partial import parse_model
from partnercheck.model.profile import read_profile
from partnercheck.model.strict import validate
from partnercheck.resources import CASES
from partnercheck.source import Document, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnercheck.diagnostics import Diagnostic, Position
    from partnercheck.diagnostics import Path as DataPath
    from partnercheck.load.lineage import LoadedRubric
    from partnercheck.load.loader import Loader

_STAND_INS = {"partnercheck": "cases/1", "rubric": "?"}
_ANY_DAY = dt.date(2000, 1, 1)  # nothing in a case without a dossier has a date


class LoadedCase(NamedTuple):
    """A test case, ready to run.

    Attributes:
        inputs: What it starts from: its dossier, or nothing but the profile.
        answers: What it sets, by criterion.
        file: Where it stands.
    """

    case: Case
    inputs: Inputs
    answers: Mapping[str, CaseAnswer]
    document: Document
    path: DataPath
    file: Path

    def position(self, *steps: str) -> Position:
        """Return where the case stands, or something in it."""
        return next(self.document.locate([Problem("", (*self.path, *steps), "")])).position


class Casebook(NamedTuple):
    """A rubric with its test cases, those within it first."""

    loaded: LoadedRubric
    cases: tuple[LoadedCase, ...]


class _Found(NamedTuple):
    case: Case
    document: Document
    path: DataPath
    file: Path


def load_cases(loader: Loader, reference: str) -> Casebook:
    """Return the rubric that an id or path names, or whose cases a path holds, with all of its cases.

    Raises:
        NotARubricError: There is no such file, or it holds something else.
        InputError: The rubric, its cases or a dossier they start from has errors.
    """
    if reference.endswith(CASES):
        reference = _tested_by(loader, Path(reference))
    return casebook(loader, loader.rubric(reference))


def casebook(loader: Loader, loaded: LoadedRubric) -> Casebook:
    """Return a rubric with all of its cases.

    Raises:
        InputError: A case or a dossier it starts from has errors.
    """
    inside, diagnostics = _inside(loaded)
    beside = _beside(loader, loaded, diagnostics)
    names = {each.case.name: shown(loaded.document.source.file) for each in inside}
    for found, taken in ((inside, {}), (beside, names)):
        if found:
            where = [(each.case.name, each.path) for each in found]
            diagnostics += found[0].document.locate(same_names(where, taken))
    nothing = _nothing(loader, loaded)
    cases = [_loaded(loader, loaded, nothing, each, diagnostics) for each in (*inside, *beside)]
    if any(each.severity == "error" for each in diagnostics):
        raise InputError(diagnostics)
    return Casebook(loaded, tuple(case for case in cases if case is not None))


def case_maker(loader: Loader, loaded: LoadedRubric) -> Callable[[Mapping[str, object]], LoadedCase | None]:
    """Return what makes a case of plain data; it returns None where such a case makes no sense."""
    nothing = _nothing(loader, loaded)

    def make(data: Mapping[str, object]) -> LoadedCase | None:
        case = Case.model_validate({"name": "?", "expect": {"firm": True}, **data})
        problems: list[Diagnostic] = []
        found = _loaded(loader, loaded, nothing, _Found(case, loaded.document, (), loaded.path), problems)
        return None if problems else found

    return make


class Inherited(NamedTuple):
    """Cases of the rubrics that a rubric extends, held against itself.

    Attributes:
        fitting: Those that make sense of it.
        total: How many there are.
    """

    fitting: tuple[LoadedCase, ...]
    total: int


def inherited_cases(loader: Loader, loaded: LoadedRubric) -> Inherited:
    """Return the cases of all that a rubric extends; what is wrong with them is told of their own rubric."""
    nothing = _nothing(loader, loaded)
    fitting: list[LoadedCase] = []
    total = 0
    for ancestor in loaded.ancestors:
        try:
            found, _ = _inside(ancestor)
            found += _beside(loader, ancestor, [])
        except InputError:
            continue
        total += len(found)
        for each in found:
            problems: list[Diagnostic] = []
            case = _loaded(loader, loaded, nothing, each, problems)
            if case is not None and not any(problem.severity == "error" for problem in problems):
                fitting.append(case)
    return Inherited(tuple(fitting), total)


def _document(loader: Loader, path: Path, name: str) -> Document:
    def quotable() -> bool:
        return loader.confinement.quotable(path, path.parent)

    return mapping(parse(read(path, name), name, quotable=quotable), "cases/1")


def _tested_by(loader: Loader, path: Path) -> str:
    """Return the path of the rubric that a file of cases names."""
    name = loader.name(path)
    if why := loader.confinement.link_outside(path, name):
        raise NotARubricError(fail("outside", why, name).diagnostics)
    try:
        document = _document(loader, path, name)
    except InputError as error:
        raise NotARubricError(error.diagnostics) from None
    rubric = path.parent / whole(parse_model(Cases, document, _STAND_INS), ()).rubric
    if why := loader.confinement.outside(rubric, document.data["rubric"]):
        raise InputError(document.locate([Problem("outside", ("rubric",), why)]))
    if not is_file(rubric):
        message = f"there is no rubric file `{shown(document.data['rubric'])}` beside this one"
        raise InputError(document.locate([Problem("unknown-rubric", ("rubric",), message)]))
    if real(path) != real(file_beside(rubric)):
        message = f"the cases of `{shown(rubric.name)}` are read from `{file_beside(rubric).name}` beside it"
        hint = "nothing reads this file: rename it, or add its cases there"
        raise InputError(document.locate([Problem("wrong-rubric", ("rubric",), message, hint)]))
    return str(rubric.absolute())  # so that it is never taken for an id


def file_beside(rubric: Path) -> Path:
    """Return where the cases of a rubric stand, or may stand, but for those within it."""
    found = [rubric.with_name(rubric.stem + suffix) for suffix in CASES]
    return next(filter(is_file, found), found[0])


def _inside(loaded: LoadedRubric) -> tuple[list[_Found], list[Diagnostic]]:
    """Return the cases in a rubric; loading it has checked their form."""
    cases = loaded.rubric.cases
    if not cases:
        return [], []
    model, problems = validate(Cases, {"partnercheck": "cases/1", "rubric": ".", "cases": cases})
    found = [
        _Found(case, loaded.document, ("cases", index), loaded.path)
        for index, case in enumerate(model.cases if model else ())
    ]
    return found, list(loaded.document.locate(problems))


def _beside(loader: Loader, loaded: LoadedRubric, diagnostics: list[Diagnostic]) -> list[_Found]:
    """Return the cases in the file beside a rubric, if there is one."""
    file = loaded.path
    path = file_beside(file)
    if why := loader.confinement.link_outside(path, path.name):
        raise fail("outside", why, loader.name(path))
    if not is_file(path):
        return []
    name = loaded.document.source.file.removesuffix(file.name) + path.name
    parsed = parse_model(Cases, _document(loader, path, name), _STAND_INS)
    diagnostics += parsed.diagnostics
    if parsed.model is None:
        return []
    named = path.parent / parsed.model.rubric
    if parsed.model.rubric != "?" and real(named) != real(file):
        message = f"this file stands beside `{shown(file.name)}`, but says that it tests another rubric"
        diagnostics += parsed.locate([Problem("wrong-rubric", ("rubric",), message, f"rubric: {file.name}")])
    return [
        _Found(case, parsed.document, ("cases", index), path) for index, case in enumerate(parsed.model.cases)
    ]


def _loaded(
    loader: Loader, loaded: LoadedRubric, nothing: Inputs, found: _Found, diagnostics: list[Diagnostic]
) -> LoadedCase | None:
    case, rubric = found.case, loaded.rubric
    problems: list[Problem] = []
    answers: Mapping[str, CaseAnswer] = {}
    inputs = nothing if case.from_ in BASES else _start(loader, loaded, found, problems, diagnostics)
    if inputs is not None:
        stated = {name: fact.is_ for name, fact in inputs.dossier.profile.items() if name in rubric.profile}
        facts = read_profile(
            stated | case.profile, rubric, problems, (*found.path, "profile"), undeclared="error"
        )
        profile = loader.profiled(loaded, facts)
        given = read_answers(inputs.dossier, rubric, profile.applying, []) if case.profile else inputs.given
        inputs = inputs._replace(profile=profile, given=given)
        culture = inputs.organisation.culture if inputs.organisation else {}
        ours = {**culture, **case.ours}
        answers, more = read_case(case, rubric, profile.applying, ours, MEASURES, found.path)
        problems += more
    diagnostics += found.document.locate(problems)
    if inputs is None:
        return None
    return LoadedCase(case, inputs, answers, found.document, found.path, found.file)


def _start(
    loader: Loader,
    loaded: LoadedRubric,
    found: _Found,
    problems: list[Problem],
    diagnostics: list[Diagnostic],
) -> Inputs | None:
    """Return the dossier that a case starts from, or None with what is wrong with it."""
    base, place = found.case.from_, (*found.path, "from")
    if not is_path(base):
        hint = did_you_mean(base, BASES) or "a path has a `/` or ends in .yaml"
        problems.append(Problem("unknown-start", place, f"`{shown(base)}` is nothing to start from", hint))
        return None
    path = found.file.parent / base
    if why := loader.confinement.outside(path, base):
        problems.append(Problem("outside", place, why))
        return None
    if not is_file(path):
        message = f"there is no dossier `{shown(base)}`"
        problems.append(Problem("no-file", place, message, "a path is relative to the file that names it"))
        return None
    try:
        return loader.dossier(path, rubric=loaded, namer=found.file.parent)
    except InputError as error:
        diagnostics += error.diagnostics
        return None


def _nothing(loader: Loader, loaded: LoadedRubric) -> Inputs:
    """Return the inputs of a partner of whom nothing is known."""
    rubric = loaded.rubric
    return Inputs(
        # Made without validation, whose building takes longer than trying a hundred cases.
        dossier=Dossier.model_construct(
            partnercheck="dossier/1", partner=Partner.model_construct(name="?"), as_of=_ANY_DAY
        ),
        rubric=rubric,
        organisation=None,
        as_of=_ANY_DAY,
        profile=loader.profiled(loaded, {}),
        given={},
        faults={},
        warnings=(),
        locate=loaded.document.locate,
        rubric_used=RubricUsed(rubric.id, rubric.version, None, loaded.sha256),
        dossier_used=FileUsed("?", ""),
        organisation_used=None,
    )
