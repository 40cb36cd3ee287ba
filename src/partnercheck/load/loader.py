"""Loads what an assessment is made from; what many dossiers share is read once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import MAX_PROBLEMS, InputError, Problem, fail
from partnercheck.load.checked import parsed_dossier, whole
from partnercheck.load.confinement import Confinement
from partnercheck.load.files import file_faults, read, relative, sha256
from partnercheck.load.fitting import Fitted, fitted
from partnercheck.load.held import Held, Opened, held_against
from partnercheck.load.kept import Kept
from partnercheck.load.organisations import LoadedOrganisation, Organisations
from partnercheck.load.record_folder import approvals_beside
from partnercheck.load.rubrics import Rubrics
from partnercheck.load.seen import GIVEN, note, noting, seen
from partnercheck.model.answered import Answered, Merged
from partnercheck.model.answers import evidence_files
from partnercheck.model.assessment import FileUsed, RubricUsed
from partnercheck.model.inputs import Inputs
from partnercheck.model.profile import Profile, profiled

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.load.lineage import LoadedRubric
    from partnercheck.load.replies import ReadReplies
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts

STDIN = "-"


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
            opened = self._opened(path, raw, namer)
            held = held_against(opened, rubric, organisation, self._rubrics, self._organisations)
            people = self._people(opened, held, replies)
            looked = self._looked_at(opened, held, people)
            more = [*held.diagnostics, *people.diagnostics, *looked.diagnostics]
            more += held.odd(opened, rubric if isinstance(rubric, str) else people.merged.dossier.rubric)
            whole(opened.parsed, more)
            inputs = _inputs(opened, held, people, looked)
        return inputs._replace(
            as_of=as_of or inputs.dossier.as_of,
            warnings=tuple(more),
            overrides=(
                *(("--rubric", rubric) if isinstance(rubric, str) else ()),
                *(("--organisation", str(organisation)) if isinstance(organisation, Path) else ()),
            ),
            seen=seen(noted),
        )

    def _opened(self, path: Path | str, raw: bytes | None, namer: Path | None) -> Opened:
        """Return what a dossier's file holds."""
        if raw is None and self.piped is not None and str(path) == STDIN:
            path, raw = STDIN, self.piped
        piped, file = isinstance(path, str), Path(path)
        name, home = (str(path), self._folder) if piped else (self.name(file), file.parent)
        if not piped and (why := self.confinement.outside(file, name)):
            raise fail("outside", why, name)
        if raw is None:
            raw = read(file, name)
        else:
            note({(GIVEN, path): sha256(raw)})
        quotable = (lambda: True) if piped else partial(self.confinement.quotable, file, namer or home)
        parsed = parsed_dossier(raw, name, quotable)
        if parsed.model is None:
            raise InputError(parsed.diagnostics)
        return Opened(name, None if piped else file, home, namer, sha256(raw), quotable, parsed, parsed.model)

    def _people(
        self, opened: Opened, held: Held, replies: Callable[[Dossier, Rubric], ReadReplies] | None
    ) -> Answered:
        """Return a dossier with what people replied."""
        dossier = opened.dossier
        if replies is None and not dossier.replies and not dossier.chooses:
            return Answered(Merged(dossier))
        # Most dossiers have none, and start-up is short.
        from partnercheck.load.replies import answered, read_replies  # noqa: PLC0415

        named_in_it = partial(read_replies, home=opened.home, name_of=self.name, quotable=opened.quotable)
        return answered(dossier, held.used, (replies or named_in_it)(dossier, held.used.rubric))

    def _looked_at(self, opened: Opened, held: Held, people: Answered) -> _LookedAt:
        """Return what the rubric makes of a dossier, and what was seen of its evidence."""
        problems = list(people.problems)
        fits = fitted(people.merged, held.used.rubric, partial(self.profiled, held.used), problems)
        files = list(evidence_files(fits.evidence))
        faults = file_faults(files, opened.home, problems)
        if len(problems) > MAX_PROBLEMS:  # then not everything was read, and nothing may come of it
            problems.append(
                Problem("too-many", (), f"there are more than {MAX_PROBLEMS:,} problems; mend these")
            )
        located = tuple(people.merged.locate(problems, opened.parsed.locate))
        return _LookedAt(fits, [name for name, _, _ in files], faults, located)

    def profiled(self, used: LoadedRubric, facts: Facts) -> Profile:
        """Return what a rubric makes of facts; many partners of a rubric share them."""
        return self._profiles.get((used.sha256, *facts.items()), lambda: profiled(used.rubric, facts))

    def name(self, path: Path) -> str:
        """Return a path as users and outputs see it: relative to the loader's folder."""
        return relative(path, self._folder)


class _LookedAt(NamedTuple):
    """What a rubric makes of a dossier, the files of its evidence and their faults, and what is not right."""

    fits: Fitted
    files: list[str]
    faults: dict[tuple[str, str | None], str]
    diagnostics: tuple[Diagnostic, ...]


def _inputs(opened: Opened, held: Held, people: Answered, looked: _LookedAt) -> Inputs:
    """Return all of an assessment's inputs that are there without anything wrong or asked for."""
    used, ours, ours_at, home = held.used, held.ours, held.ours_at, opened.home
    return Inputs(
        dossier=people.merged.dossier,
        rubric=used.rubric,
        organisation=ours.organisation.now_called(used.rubric.renamed) if ours else None,
        as_of=people.merged.dossier.as_of,
        profile=looked.fits.profile,
        given=looked.fits.given,
        faults=looked.faults,
        warnings=(),
        locate=lambda found: people.merged.locate(found, opened.parsed.document.locate),
        rubric_used=RubricUsed(
            id=used.rubric.id,
            version=used.rubric.version,
            file=relative(used.file, home) if used.file else None,
            sha256=used.sha256,
        ),
        dossier_used=FileUsed(opened.name if opened.file or opened.name == STDIN else None, opened.sha256),
        organisation_used=(
            FileUsed(relative(ours_at, home) if ours_at else None, ours.sha256) if ours else None
        ),
        logo=ours.logo if ours else None,
        read_from=(
            *((str(opened.file),) if opened.file else ()),
            *(str(each.path) for each in (used, *used.ancestors)),
            *(map(str, (ours_at, *ours.logo_files(ours_at))) if ours and ours_at else ()),
            *(str(home / name) for name in looked.files),
            *(str(home / each.file) for each in people.used),
        ),
        replies=people.used,
        approvals=approvals_beside(opened.file) if opened.file else None,
    )
