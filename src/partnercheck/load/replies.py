"""Replies to questionnaires: which files they are, and what they hold."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import InputError, Problem, fail, shown
from partnercheck.json_source import parse_text
from partnercheck.load.asked import read_asked
from partnercheck.load.checked import mapping
from partnercheck.load.files import inside, is_file, is_there, names_in, read, reason, sha256
from partnercheck.load.folders import SUFFIXES
from partnercheck.measures import SECTIONS, reply_model
from partnercheck.model.answered import Answered, Merged
from partnercheck.model.asked import NOTHING
from partnercheck.model.assessment import ReplyUsed
from partnercheck.model.dossier import MAX_REPLIES
from partnercheck.model.merged import merge
from partnercheck.model.partial import parse_model
from partnercheck.model.replies import Received, fitting, other_version, twice
from partnercheck.model.sections import SectionChoice
from partnercheck.model.strict import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.diagnostics import Path as DataPath
    from partnercheck.load.lineage import LoadedRubric
    from partnercheck.model.asked import Asked
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.rubric import Rubric
    from partnercheck.source import Document

ASKED = "asked.yaml"
"""The file in a folder of replies that says who was asked what."""

MAX_TOGETHER = 50_000_000
"""The most bytes of all replies about one partner."""

_SUFFIXES = (*SUFFIXES, ".json")


def answered(dossier: Dossier, loaded: LoadedRubric, read: ReadReplies) -> Answered:
    """Return a dossier with what replies say, as far as they fit the rubric."""
    if read.apart:
        chosen = [name for name, value in dossier if isinstance(value, SectionChoice)]
        alone = changed(dossier, **dict.fromkeys(chosen)) if chosen else dossier
        return Answered(Merged(alone), (), read.diagnostics, read.problems)
    rubric = loaded.rubric
    if not read.replies and not dossier.chooses:
        return Answered(Merged(dossier), (), read.diagnostics, read.problems)
    replies, diagnostics = list(read.replies), list(read.diagnostics)
    fit = []
    for each in replies:
        asked = read.asked.get(each.folder, NOTHING)
        problems: list[Problem] = []
        if each.reply.sha256 not in {None, loaded.sha256}:
            problems.append(other_version(known=each.reply.form in asked.by_id))
        reworded = asked.changed_since(each.reply.form, rubric, loaded.sha256)
        fit.append(fitting(each, rubric, dossier.partner.name, problems, reworded))
        diagnostics += each.document.locate(problems)
    repeated = list(twice(replies))
    again = {each.file for each, _ in repeated}
    sections = {section.name: section.by_side for section in SECTIONS.holding(()) if section.by_side}
    merged, found, own = merge(
        dossier, [each for each in fit if each.received.file not in again], rubric, sections
    )
    for each, problem in (*repeated, *found):
        diagnostics += each.document.locate([problem])
    used = tuple(
        ReplyUsed(each.file, each.sha256, each.reply.side, each.reply.by, each.reply.role, each.reply.date)
        for each in replies
    )
    return Answered(merged, used, tuple(diagnostics), (*read.problems, *own))


class ReadReplies(NamedTuple):
    """The replies that a dossier names.

    Attributes:
        files: Their paths from the dossier's folder, those that cannot be read among them.
        diagnostics: What is wrong with them.
        problems: What is wrong with how the dossier names them.
        asked: What was asked, by the folder of the replies to it.
        apart: Whether the dossier is read without them, so that what is wrong with them can be mended.
    """

    replies: tuple[Received, ...] = ()
    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    problems: tuple[Problem, ...] = ()
    asked: Mapping[str, Asked] = {}
    apart: bool = False


def read_replies(
    dossier: Dossier,
    rubric: Rubric,
    home: Path,
    name_of: Callable[[Path], str],
    *,
    quotable: Callable[[], bool],
) -> ReadReplies:
    """Return the replies that a dossier in the folder `home` names; `name_of` says how messages name one."""
    problems: list[Problem] = []
    files = reply_files(home, dossier.replies, problems)
    replies: list[Received] = []
    diagnostics: list[Diagnostic] = []
    size = 0
    for file in files:
        name = name_of(home / file)
        try:
            raw = read(home / file, name)
            size += len(raw)
            if size > MAX_TOGETHER:
                message = f"the replies together are larger than {MAX_TOGETHER // 1_000_000} MB"
                raise fail("too-large", message, name)
            document = parse_text(raw, name, quotable=quotable)
            found, wrong = received(document, file, sha256(raw), dossier.partner.name, rubric)
        except InputError as error:
            diagnostics += error.diagnostics
            if size > MAX_TOGETHER:
                break
            continue
        diagnostics += wrong
        if found is not None:
            replies.append(found)
    asked: dict[str, Asked] = {}
    for folder in dict.fromkeys(each.folder for each in replies if each.reply.form):
        path = home / folder / ASKED
        if inside(home, str(path.relative_to(home))) is None:
            message = f"`{ASKED}` of the folder `{shown(folder)}` leads out of the dossier's folder"
            problems.append(Problem("outside", ("replies",), message))
            continue
        try:
            asked[folder] = read_asked(path, name_of(path), quotable=quotable)
        except InputError as error:
            diagnostics += error.diagnostics
    return ReadReplies(tuple(replies), tuple(files), tuple(diagnostics), tuple(problems), asked)


class ExistingReplies:
    """The replies of a dossier that are there already: those it names, and those in the folder for new ones.

    Attributes:
        named: What the dossier names.
        folder: That for new replies, relative to the dossier's own: the first one it names, or a new one.
        found: What was read.
    """

    def __init__(self, path: Path, name_of: Callable[[Path], str]) -> None:
        """Take the dossier's file, and how messages name files."""
        self._path, self._name_of = path, name_of
        self.named: tuple[str, ...] = ()
        self.folder = f"{path.stem}-replies"
        self.found = ReadReplies()

    def read(self, dossier: Dossier, rubric: Rubric) -> ReadReplies:
        """Return what is there, as `Loader.dossier` takes it, and keep it."""
        home = self._path.parent
        self.named = dossier.replies
        folders = (name.rstrip("/") for name in self.named if not is_file(home / name) and inside(home, name))
        self.folder = next(folders, self.folder)
        names = dict.fromkeys((*(name.rstrip("/") for name in self.named), self.folder))
        present = tuple(name for name in names if is_there(home / name))
        found = read_replies(
            changed(dossier, replies=present), rubric, home, self._name_of, quotable=lambda: True
        )
        self.found = found
        return found

    def read_apart(self, dossier: Dossier, rubric: Rubric) -> ReadReplies:
        """Read what is there and keep it, and have the dossier loaded without it."""
        return ReadReplies(problems=self.read(dossier, rubric).problems, apart=True)


def reply_files(home: Path, names: Sequence[str], problems: list[Problem]) -> list[str]:
    """Return the replies that a dossier in the folder `home` names, relative to it, in order.

    Of a folder they are all YAML and JSON files that stand directly in it, but for `asked.yaml`. What leads
    nowhere or outside is added to `problems`.
    """
    found: dict[str, None] = {}
    for index, name in enumerate(names):
        path: DataPath = ("replies", index)
        try:
            listed = [name] if inside(home, name) is None or is_file(home / name) else _in_folder(home, name)
        except (OSError, ValueError) as error:
            message = f"there is no folder or file `{shown(name)}`: {reason(error)}"
            hint = "a path is relative to the file that names it"
            problems.append(Problem("unknown-replies", path, message, hint))
            continue
        for each in listed:
            if inside(home, each) is None:
                message = f"`{shown(each)}` leads out of the dossier's folder"
                problems.append(Problem("outside", path, message, "keep replies below the dossier's folder"))
            else:
                found[str(PurePosixPath(each))] = None
    if len(found) > MAX_REPLIES:
        problems.append(Problem("too-many", ("replies",), f"there are more than {MAX_REPLIES:,} replies"))
        return []
    return list(found)


def _in_folder(home: Path, name: str) -> list[str]:
    names = names_in(home / name)
    return [f"{name}/{each}" for each in names if each != ASKED and each.lower().endswith(_SUFFIXES)]


def received(
    document: Document, file: str, digest: str, partner: str, rubric: Rubric
) -> tuple[Received | None, list[Diagnostic]]:
    """Return the reply that a document holds, of its sound parts where it has faults, and its faults.

    Args:
        document: Its data, wherever they were read from.
        file: Its path from the dossier's folder.
        digest: The SHA-256 digest of the file.
        partner: Whom it should be about.
        rubric: Whose questions it should answer.

    Raises:
        InputError: It is another kind of file, or no mapping.
    """
    mapping(document, "reply/1")
    stand_ins = _STAND_INS | {"partner": partner, "rubric": f"{rubric.id}@{rubric.version}"}
    parsed = parse_model(reply_model(document.data), document, stand_ins)
    found = parsed.model
    reply = None if found is None else Received(file, found, digest, parsed.document)
    return reply, parsed.diagnostics


_STAND_INS = {"partnercheck": "reply/1", "side": "us", "by": "?", "date": "2000-01-01"}
"""What stands in for required keys of a faulty reply, so that the rest of it can be checked."""
