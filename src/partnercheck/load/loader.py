"""Loads what an assessment is made from; what many dossiers share is read once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import MAX_PROBLEMS, Diagnostic, InputError, Problem, fail, shown
from partnercheck.load.checked import parsed_dossier, whole
from partnercheck.load.confinement import Confinement
from partnercheck.load.files import file_faults, is_file, read, relative, sha256
from partnercheck.load.fitting import fitted
from partnercheck.load.kept import Kept
from partnercheck.load.lineage import LoadedRubric
from partnercheck.load.organisations import LoadedOrganisation, Organisations
from partnercheck.load.pins import pinned_path
from partnercheck.load.record_folder import approvals_beside
from partnercheck.load.rubric_files import is_path
from partnercheck.load.rubrics import Rubrics
from partnercheck.load.seen import GIVEN, note, noting, seen
from partnercheck.model.answered import Answered, Merged
from partnercheck.model.answers import check_organisation, evidence_files
from partnercheck.model.assessment import FileUsed, RubricUsed
from partnercheck.model.inputs import Inputs
from partnercheck.model.profile import Profile, profiled

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from partnercheck.load.replies import ReadReplies
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.partial import Parsed
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts

STDIN = "-"
_RELATIVE = "a path is relative to the file that names it"


class Loader:
    """Loads the files of assessments; rubrics and organisations that many dossiers share are read once."""

    def __init__(
        self, folder: Path | None = None, *, confine: Path | None = None, piped: bytes | None = None
    ) -> None:
        """Make a loader that names files relative to `folder`, by default the working directory.

        What files name must lie below `confine`, where it is given. The rubric or dossier that came through
        standard input, and is named `-`, is `piped`.
        """
        self._folder = folder or Path.cwd()
        self.confinement = Confinement(self._folder, confine and confine.absolute())
        self._rubrics = Rubrics(self.confinement)
        self.piped = piped
        self._organisations = Organisations(self.confinement)
        self._profiles: Kept[Profile] = Kept()

    def rubric(self, reference: str, folder: Path | None = None) -> LoadedRubric:
        """Return the rubric that an id, `id@version` or path (relative to `folder`) names.

        Raises:
            InputError: There is no such rubric, it has errors, or it is of another major version.
        """
        if reference == STDIN and self.piped is not None:
            return self.in_memory(self.piped, STDIN)
        return self._rubrics.get(reference, folder)

    def keep(self, reference: str, loaded: LoadedRubric) -> None:
        """Have a rubric that was read before be what the user names so."""
        self._rubrics.keep(reference, loaded)

    def organisation(self, path: Path, home: Path | None = None) -> LoadedOrganisation:
        """Return the organisation in a file; `home` is the folder of the dossier that names it, if one does.

        Raises:
            InputError: It cannot be read or has errors.
        """
        return self._organisations.get(path, home)

    def in_memory(self, raw: bytes, name: str) -> LoadedRubric:
        """Return a rubric that stands in no file; paths in it are relative to the loader's folder.

        Raises:
            InputError: It has errors.
        """
        return self._rubrics.in_memory(raw, name)

    def organisation_in_memory(self, raw: bytes, name: str) -> LoadedOrganisation:
        """Return an organisation that stands in no file; its logo's path is relative to the loader's folder.

        Raises:
            InputError: It has errors.
        """
        return self._organisations.in_memory(raw, name)

    def dossier(
        self,
        path: Path | str,
        *,
        rubric: str | LoadedRubric | None = None,
        organisation: Path | LoadedOrganisation | None = None,
        as_of: dt.date | None = None,
        raw: bytes | None = None,
        replies: Callable[[Dossier, Rubric], ReadReplies] | None = None,
        namer: Path | None = None,
    ) -> Inputs:
        """Return a dossier with the rubric and organisation it is held against.

        Args:
            path: The dossier's file; or a text that names what stands in no file, with its bytes in `raw`:
                `-` for standard input.
            rubric: In place of the rubric that the dossier names: its name, or the rubric itself.
            organisation: In place of the organisation that the dossier names: its file, or itself.
            as_of: In place of the dossier's as-of date.
            raw: The dossier's bytes, where they have been read already.
            replies: Reads replies in place of those that the dossier names.
            namer: The folder of the file that names the dossier, rubric and organisation, where it is not
                the user who does: none of their lines is quoted unless they lie below it.

        Raises:
            InputError: The dossier, its rubric or its organisation cannot be read or has errors.
        """
        with noting() as noted:
            inputs = self._dossier(path, rubric, organisation, as_of, raw, replies, namer)
        return inputs._replace(seen=seen(noted))

    def _dossier(
        self,
        path: Path | str,
        rubric: str | LoadedRubric | None,
        organisation: Path | LoadedOrganisation | None,
        as_of: dt.date | None,
        raw: bytes | None,
        replies: Callable[[Dossier, Rubric], ReadReplies] | None,
        namer: Path | None,
    ) -> Inputs:
        if raw is None and self.piped is not None and str(path) == STDIN:
            path, raw = STDIN, self.piped
        if raw is not None:
            note({(GIVEN, path): sha256(raw)})
        piped = isinstance(path, str)
        file = Path(path)
        name = str(path) if piped else self.name(file)
        home = self._folder if piped else file.parent
        if not piped and (why := self.confinement.outside(file, name)):
            raise fail("outside", why, name)
        raw = read(file, name) if raw is None else raw
        quotable = (lambda: True) if piped else partial(self.confinement.quotable, file, namer or home)
        parsed = parsed_dossier(raw, name, quotable)
        dossier = parsed.model
        if dossier is None:
            raise InputError(parsed.diagnostics)
        more: list[Diagnostic] = []
        used = self._rubric_of(parsed, dossier, rubric, home, namer, more)
        ours, ours_at = self._organisation_of(parsed, dossier, organisation, home, namer, more)
        if used is None:
            raise InputError([*parsed.diagnostics, *more])
        people = Answered(Merged(dossier))
        if replies is not None or dossier.replies or dossier.chooses:
            # Most dossiers have none, and start-up is short.
            from partnercheck.load.replies import answered, read_replies  # noqa: PLC0415

            named_in_it = partial(read_replies, home=home, name_of=self.name, quotable=quotable)
            people = answered(dossier, used, (replies or named_in_it)(dossier, used.rubric))
        dossier, problems = people.merged.dossier, list(people.problems)
        more += people.diagnostics
        profile, given, evidence = fitted(people.merged, used.rubric, partial(self.profiled, used), problems)
        files = list(evidence_files(evidence))
        faults = file_faults(files, home, problems)
        if len(problems) > MAX_PROBLEMS:  # then not everything was read, and nothing may come of it
            problems.append(
                Problem("too-many", (), f"there are more than {MAX_PROBLEMS:,} problems; mend these")
            )
        more += people.merged.locate(problems, parsed.locate)
        named = rubric if isinstance(rubric, str) else dossier.rubric
        more += [_at_reference(each, parsed, named) for each in used.warnings]
        if ours is not None:
            more += ours.parsed.locate(check_organisation(ours.organisation, used.rubric))
        whole(parsed, more)
        return Inputs(
            dossier=dossier,
            rubric=used.rubric,
            organisation=ours.organisation.now_called(used.rubric.renamed) if ours else None,
            as_of=as_of or dossier.as_of,
            profile=profile,
            given=given,
            faults=faults,
            warnings=tuple(more),
            locate=lambda found: people.merged.locate(found, parsed.document.locate),
            rubric_used=RubricUsed(
                id=used.rubric.id,
                version=used.rubric.version,
                file=relative(used.file, home) if used.file else None,
                sha256=used.sha256,
            ),
            dossier_used=FileUsed(None if piped and name != STDIN else name, sha256(raw)),
            organisation_used=(
                FileUsed(relative(ours_at, home) if ours_at else None, ours.sha256) if ours else None
            ),
            overrides=(
                *(("--rubric", rubric) if isinstance(rubric, str) else ()),
                *(("--organisation", str(organisation)) if isinstance(organisation, Path) else ()),
            ),
            logo=ours.logo if ours else None,
            read_from=(
                *(() if piped else (str(file),)),
                *map(str, _files_of(used)),
                *(map(str, (ours_at, *ours.logo_files(ours_at))) if ours and ours_at else ()),
                *(str(home / name) for name, _, _ in files),
                *(str(home / each.file) for each in people.used),
            ),
            replies=people.used,
            approvals=None if piped else approvals_beside(file),
        )

    def _rubric_of(
        self,
        parsed: Parsed[Dossier],
        dossier: Dossier,
        given: str | LoadedRubric | None,
        home: Path,
        namer: Path | None,
        more: list[Diagnostic],
    ) -> LoadedRubric | None:
        if isinstance(given, LoadedRubric):
            return given
        if given is not None:
            return self._rubrics.get(given, namer)
        reference = dossier.rubric
        if is_path(reference) and (why := self.confinement.outside(home / reference, reference)):
            more += parsed.locate([Problem("outside", ("rubric",), why)])
            return None
        if is_path(reference) and not is_file(home / reference):
            message = f"there is no rubric file `{shown(reference)}`"
            more += parsed.locate(
                [Problem("unknown-rubric", ("rubric",), message, pinned_path(reference) or _RELATIVE)]
            )
            return None
        try:
            return self._rubrics.get(reference, home, namer)
        except InputError as error:
            more += [_at_reference(each, parsed, reference) for each in error.diagnostics]
            return None

    def _organisation_of(
        self,
        parsed: Parsed[Dossier],
        dossier: Dossier,
        given: Path | LoadedOrganisation | None,
        home: Path,
        namer: Path | None,
        more: list[Diagnostic],
    ) -> tuple[LoadedOrganisation | None, Path | None]:
        if isinstance(given, LoadedOrganisation):
            return given, None
        path = given or (home / dossier.organisation if dossier.organisation else None)
        if path is None:
            return None, None
        if given is None and (why := self.confinement.outside(path, str(dossier.organisation))):
            more += parsed.locate([Problem("outside", ("organisation",), why)])
            return None, path
        if given is None and not is_file(path):
            message = f"there is no organisation file `{shown(dossier.organisation)}`"
            more += parsed.locate([Problem("unknown-organisation", ("organisation",), message, _RELATIVE)])
            return None, path
        try:
            return self.organisation(path, namer or (None if given else home)), path
        except InputError as error:
            more += error.diagnostics
            return None, path

    def profiled(self, used: LoadedRubric, facts: Facts) -> Profile:
        """Return what a rubric makes of facts; many partners of a rubric share them."""
        return self._profiles.get((used.sha256, *facts.items()), lambda: profiled(used.rubric, facts))

    def name(self, path: Path) -> str:
        """Return a path as users and outputs see it: relative to the loader's folder."""
        return relative(path, self._folder)


def _files_of(rubric: LoadedRubric | None) -> Iterator[Path]:
    """Yield the file of a rubric and of all that it extends."""
    while rubric is not None:
        yield rubric.path
        rubric = rubric.parent


def _at_reference(diagnostic: Diagnostic, parsed: Parsed[Any], reference: str) -> Diagnostic:
    """Return what is wrong with a rubric's name at the place that names it; other problems as they are."""
    about = {"unknown-rubric", "ambiguous-rubric", "rubric-version"}
    if diagnostic.code in about and not is_path(reference) and diagnostic.position.file == shown(reference):
        problem = Problem(
            diagnostic.code, ("rubric",), diagnostic.message, diagnostic.hint, severity=diagnostic.severity
        )
        return next(iter(parsed.document.locate([problem])), diagnostic)
    return diagnostic
