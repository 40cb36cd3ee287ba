"""A dossier's text brought to another rubric: nothing that somebody wrote is lost."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.authoring import skeleton
from partnercheck.diagnostics import InputError, Problem
from partnercheck.measures import SECTIONS
from partnercheck.model.answers import all_evidence
from partnercheck.model.update import Renamed
from partnercheck.source import parse
from partnercheck.yaml_edit import Edit, Lines, Remove, Rename, edited, entry_texts, value_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from partnercheck.diagnostics import Path
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.rubric import Rubric


class Updated(NamedTuple):
    """A dossier's bytes, and what became of it (see `model.update`)."""

    raw: bytes
    renamed: tuple[Renamed, ...]
    moved: tuple[str, ...]
    asked: tuple[str, ...]
    kept: tuple[str, ...]


def updated(raw: bytes, file: str, dossier: Dossier, rubric: Rubric, reference: str | None) -> Updated:
    """Return a dossier as the rubric asks for it, every other byte as it was.

    What is called otherwise now is renamed, what stands elsewhere is moved, what is new is asked as a new
    dossier asks it, and what the rubric does not have stays as a comment.

    Args:
        raw: The dossier's bytes.
        file: As messages know it.
        dossier: What they hold.
        rubric: What the dossier is brought to.
        reference: How the dossier names the rubric; None where it may stay as it is.

    Raises:
        InputError: It cannot be done in place, or one of two that are the same now would be lost.
    """
    updating = _Updating(raw, file, rubric)
    updating.rename(dossier, reference)
    updating.move()
    updating.keep_what_is_gone()
    updating.ask()
    updating.sample()
    return Updated(
        updating.raw,
        tuple(dict.fromkeys(updating.renamed)),
        tuple(updating.moved),
        tuple(updating.asked),
        tuple(updating.kept),
    )


class _Updating:
    """Changes the text step by step; each step finds what the one before has left."""

    def __init__(self, raw: bytes, file: str, rubric: Rubric) -> None:
        self.raw = raw
        self.renamed: list[Renamed] = []
        self.moved: list[str] = []
        self.asked: list[str] = []
        self.kept: list[str] = []
        self._file, self._rubric = file, rubric
        self._data: Any = parse(raw, file).data
        self._dimensions = {each.id: each for each in rubric.dimensions}
        self._subjects = {*rubric.criteria, *rubric.flags}

    def _change(self, edits: Iterable[Edit | Lines | Remove | Rename]) -> None:
        if wanted := list(edits):
            self.raw = edited(self.raw, self._file, wanted)
            self._data = parse(self.raw, self._file).data

    def _now(self, name: str, known: Container[str]) -> str | None:
        """Return what a former id is called now, among some ids; it is then renamed."""
        now = self._rubric.renamed.get(name)
        if now is None or now not in known:
            return None
        self.renamed.append(Renamed(name, now))
        return now

    def rename(self, dossier: Dossier, reference: str | None) -> None:
        """Put the reference, and present ids in place of former ones."""
        data = self._data
        edits: list[Edit | Rename] = [Edit(("rubric",), reference)] if reference is not None else []
        edits += self._grades(dossier)
        taken: set[tuple[str, str]] = set()  # two may have become one
        for path, known in self._named(data):
            if now := self._now(str(value_at(data, path)), known):
                edits.append(Edit(path, now))
        for group, entries in _entries(data, "answers"):
            for name in entries or ():
                if now := self._now(name, self._rubric.criteria):
                    self._check_free(now, ("answers", group, name))
                    if ("criterion", now) in taken:
                        self._refuse(now, ("answers", group, name))
                    taken.add(("criterion", now))
                    edits.append(Rename(("answers", group, name), now))
        for place, known in (("answers", self._dimensions), ("profile", self._rubric.profile)):
            for name in dict(_entries(data, place)):
                now = self._now(name, known)
                there = now is not None and (now in data[place] or (place, now) in taken)
                if now and there and place == "profile":
                    self._refuse(now, (place, name))
                if now and not there:
                    edits.append(Rename((place, name), now))
                    taken.add((place, now))
        self._change(edits)

    def _grades(self, dossier: Dossier) -> Iterator[Edit]:
        grades = self._rubric.evidence.grades
        for evidence, path in all_evidence(dossier):
            if isinstance(evidence, str):
                if now := self._now(evidence, grades):
                    yield Edit(path, now)
                continue
            for place, item in enumerate(evidence):
                if now := self._now(item.grade, grades):
                    yield Edit((*path, place, "grade"), now)

    def _named(self, data: Any) -> Iterator[tuple[Path, Container[str]]]:
        """Yield the places that name a criterion, flag or dimension, with what they may name."""
        for place, _ in _entries(data, "waivers"):
            yield ("waivers", place, "flag"), self._rubric.flags
        for place, _ in _entries(data, "conditions"):
            yield ("conditions", place, "for"), self._subjects
        for place, event in _entries(data, "events"):
            for number, name in enumerate(event["about"]):
                if name not in SECTIONS:
                    yield ("events", place, "about", number), {*self._subjects, *self._dimensions}

    def _check_free(self, now: str, path: Path) -> None:
        if any(now in (entries or ()) for _, entries in _entries(self._data, "answers")):
            self._refuse(now, path)

    def _refuse(self, now: str, path: Path) -> None:
        message = f"`{path[-1]}` is called `{now}` now, and the dossier has another answer to that"
        problem = Problem("duplicate-key", path, message, "keep the one that holds", key=True)
        raise InputError(parse(self.raw, self._file).locate([problem]))

    def move(self) -> None:
        """Put answers under the dimensions that their criteria belong to."""
        answers = self._data.get("answers") or {}
        away: dict[str, tuple[Path, str]] = {}
        for group, entries in answers.items():
            for name in entries or ():
                home, path = self._rubric.dimension_of.get(name, group), ("answers", group, name)
                if home != group:
                    if name in away or name in (answers.get(home) or ()):
                        self._refuse(name, path)
                    away[name] = path, home
        texts = entry_texts(self.raw, self._file, (path for path, _ in away.values()))
        self._change(Remove(path) for path, _ in away.values())
        there = set(self._data.get("answers") or ())
        back = []
        for (name, (_, home)), text in zip(away.items(), texts, strict=True):
            place: Path = ("answers", home, name)
            if home not in there:
                head = skeleton.group_head(self._dimensions[home], self._rubric).strip()
                place, text = ("answers", home), f"{head}\n{indent(text, '  ')}"  # noqa: PLW2901
            back.append(Lines(place, text))
            there.add(home)
        self._change(back)
        self.moved += away

    def keep_what_is_gone(self) -> None:
        """Make comments of what the rubric does not have."""
        why = f"Not in {self._rubric.id}@{self._rubric.version}:"
        gone = list(self._gone(self._data))
        self._change(Remove(path, why) for path, _ in gone)
        self.kept += (name for _, name in gone)

    def _gone(self, data: Any) -> Iterator[tuple[Path, str]]:
        """Yield the entries that lead to nothing, the last of a list first."""
        for name, _ in _entries(data, "profile"):
            if name not in self._rubric.profile:
                yield ("profile", name), name
        for group, entries in _entries(data, "answers"):
            if group not in self._dimensions:
                yield ("answers", group), group
                continue
            for name in entries or ():
                if name not in self._rubric.criteria:
                    yield ("answers", group, name), name
        listed = (("waivers", "flag", self._rubric.flags), ("conditions", "for", self._subjects))
        for key, word, known in listed:
            for place, entry in reversed(_entries(data, key)):
                if entry[word] not in known:
                    yield (key, place), f"{key} {word} {entry[word]}"
        subjects = {*self._subjects, *self._dimensions}
        for place, event in reversed(_entries(data, "events")):
            about = event["about"]
            gone = [
                number for number, name in enumerate(about) if name not in subjects and name not in SECTIONS
            ]
            if len(gone) == len(about):
                yield ("events", place), f"events about {', '.join(about)}"
                continue
            for number in reversed(gone):
                yield ("events", place, "about", number), f"events about {about[number]}"

    def ask(self) -> None:
        """Put the questions and facts there that are not."""
        self._change(self._new(self._data))

    def _new(self, data: Any) -> Iterator[Lines]:
        profile = data.get("profile") or {}
        for name in self._rubric.facts_needed:
            if name not in profile:
                self.asked.append(name)
                yield Lines(("profile", name), _text(skeleton.fact(self._rubric, name)))
        answers = data.get("answers") or {}
        for name, dimension in self._dimensions.items():
            wanted = [each for each in dimension.criteria if each.measure is None]
            if name not in answers:
                self.asked += [each.id for each in wanted]
                yield Lines(("answers", name), "\n" + _text(skeleton.group(dimension, self._rubric)))
                continue
            for each in wanted:
                if each.id not in (answers[name] or ()):
                    self.asked.append(each.id)
                    yield Lines(("answers", name, each.id), "\n" + _text(skeleton.question(each)))

    def sample(self) -> None:
        """Put samples of sections at the end that the rubric needs and the dossier does not speak of."""
        for name, lines in skeleton.samples(self._rubric).items():
            if name in self._data or f"# {name}:".encode() in self.raw:
                continue
            newline = b"\r\n" if b"\r\n" in self.raw else b"\n"
            before = b"" if self.raw.endswith(b"\n") else newline
            more = self.raw + before + newline.join([b"", *map(str.encode, lines), b""])
            if parse(more, self._file).data == self._data:  # not where a text goes on to the end
                self.raw = more


def _text(lines: Iterable[str]) -> str:
    return dedent("\n".join(lines)) + "\n"


def _entries(data: Any, key: str) -> list[tuple[Any, Any]]:
    """Return the entries of a mapping or list in a dossier, each with its key or index."""
    found = data.get(key) or ()
    return list(found.items() if isinstance(found, dict) else enumerate(found))
