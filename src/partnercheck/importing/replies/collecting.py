"""Returned files become replies beside a dossier: each is read, checked and given its place."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Diagnostic, InputError, Position, Problem, shown, visible
from partnercheck.importing.replies.carrying import carried_over, files_in
from partnercheck.importing.replies.preparing import Preparing, Sealed
from partnercheck.importing.replies.readers import is_page, reader_of, text
from partnercheck.load import STDIN
from partnercheck.load.checked import mapping
from partnercheck.load.files import MAX_EVIDENCE, kept_name, plain_name, read, sha256
from partnercheck.load.folders import kind_of
from partnercheck.load.replies import received
from partnercheck.model.collected import FileCollected, Outcome
from partnercheck.model.replies import fitting
from partnercheck.source import Document, Table, parse
from partnercheck.yaml_out import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from partnercheck.diagnostics import Severity
    from partnercheck.importing.replies.incoming import Incoming, Wishes
    from partnercheck.load.replies import ReadReplies
    from partnercheck.model.asked import Asked, AskedForm
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.questionnaire import Questionnaire
    from partnercheck.model.replies import Received
    from partnercheck.model.reply import Reply

_SPREADSHEETS = {".xlsm", ".xlsb", ".xls", ".ods", ".numbers"}
"""What a form may have been saved as that is not read."""
_MEANT = ("reply/", "?")
"""How the kinds of text begin that are replies, of any version, or cannot be read."""


class Collecting(NamedTuple):
    """What is to become of the files that came back.

    Attributes:
        files: What became of each reply.
        replies: All replies there are then, the new ones among them.
        writes: Replies to be written, by their paths from the dossier's folder.
        copies: Files of evidence, by their paths from there, to be written where they are not there yet.
        diagnostics: What is wrong with the files.
    """

    files: tuple[FileCollected, ...]
    replies: tuple[Received, ...]
    writes: Mapping[str, bytes]
    copies: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def collect(
    incoming: Iterable[Incoming],
    inputs: Inputs,
    there: ReadReplies,
    asked: Asked,
    askable: Questionnaire,
    wishes: Wishes,
    raw_of: Callable[[Incoming], bytes] = lambda each: read(each.path, each.name),
) -> Collecting:
    """Return what is to become of files that came back.

    Args:
        incoming: The files, replies and what they enclose.
        inputs: The dossier and its rubric.
        there: The replies that it has already, those that cannot be read among their files.
        asked: Which forms were sent.
        askable: Everything that they may have asked.
        wishes: How to collect.
        raw_of: Reads a file.
    """
    collector = _Collector(inputs, there, asked, askable, wishes)
    rest = [each for each in incoming if not collector.is_reply(each, raw_of)]
    return collector.collected(rest)


class _Collector:
    """Collects file after file."""

    def __init__(
        self,
        inputs: Inputs,
        there: ReadReplies,
        asked: Asked,
        askable: Questionnaire,
        wishes: Wishes,
    ) -> None:
        self._inputs, self._asked, self._askable, self._wishes = inputs, asked.by_id, askable, wishes
        self._changed_since = asked.changed_since
        self._replies: dict[tuple[str, str], Received] = {}
        for each in there.replies:
            self._replies.setdefault(each.reply.voice, each)
        firsts = {each.file for each in self._replies.values()}
        self._second = tuple(each for each in there.replies if each.file not in firsts)
        self._names = {PurePath(file).name.casefold() for file in there.files}
        self._new: set[tuple[str, str]] = set()
        self._waiting: list[tuple[Incoming, Document]] = []
        self._files: list[FileCollected] = []
        self._writes: dict[str, bytes] = {}
        self._copies: dict[str, bytes] = {}
        self._diagnostics: list[Diagnostic] = []
        self._sent = {form: number for number, form in enumerate(self._asked)}
        self._enclosable: dict[str, list[Incoming]] = {}
        self._enclosed: set[Path] = set()
        self._unread: dict[Path, tuple[Diagnostic, ...]] = {}

    def is_reply(self, file: Incoming, raw_of: Callable[[Incoming], bytes]) -> bool:
        """Return whether a file is a reply, which then waits for what it encloses."""
        reader = reader_of(file.name)
        known = reader is not text or file.name == STDIN
        if reader is None or not (known or (kind_of(file.path) or "").startswith(_MEANT)):
            return False
        try:
            document = reader(raw_of(file), file.name, self._askable)
        except InputError as error:
            self._unread[file.path] = error.diagnostics
            return False
        self._waiting.append((file, document))
        return True

    def collected(self, rest: Iterable[Incoming]) -> Collecting:
        """Return what becomes of the replies; `rest` are the other files, some of which they enclose."""
        others = list(rest)
        for each in others:
            self._enclosable.setdefault(each.path.name.casefold(), []).append(each)
        for file, document in sorted(self._waiting, key=lambda each: self._turn(each[1])):
            self._take(file, document)
        for each in others:
            if each.path not in self._enclosed:
                self._unused(each)
        return Collecting(
            tuple(self._files),
            (*self._replies.values(), *self._second),
            self._writes,
            self._copies,
            tuple(self._diagnostics),
        )

    def _turn(self, document: Document) -> tuple[str, int]:
        """Return what orders replies: their day, then how late their form was sent."""
        said = document.data if isinstance(document.data, Table) else {}
        return str(said.get("date")), self._sent.get(str(said.get("form")), -1)

    def _take(self, file: Incoming, document: Document) -> None:
        try:
            data = mapping(document, "reply/1").data
        except InputError as error:
            self._refuse(file, error.diagnostics)
            return
        rubric, partner = self._inputs.rubric, self._inputs.dossier.partner.name
        form = data.get("form")
        answered = self._asked.get(form) if isinstance(form, str) else None
        copies: dict[str, bytes] = {}
        preparing = Preparing(
            data,
            answered,
            self._wishes.side,
            self._inputs,
            lambda name: self._seal(name, file, copies),
        )
        found, wrong = received(document, self._at("?"), "", partner, rubric)
        problems = list(preparing.problems)
        if found is not None:
            fitting(found, rubric, partner, problems)
            problems += self._second_voice(found.reply, answered)
        wrong += document.locate(problems)
        if found is None or any(each.severity == "error" for each in wrong):
            self._refuse(file, wrong)
            return
        self._diagnostics += wrong
        kept, earlier = preparing.kept(), self._replies.get(found.reply.voice)
        if earlier is not None and self._turn(earlier.document) > self._turn(document):
            kept, earlier = earlier.document.data, found
        later = self._asked.get(str(kept.get("form")))
        if earlier is not None and later is not None:
            digest, dropped = self._inputs.rubric_used.sha256, list[Problem]()
            reworded = self._changed_since(earlier.reply.form, rubric, digest)
            kept = carried_over(kept, earlier, later, rubric, reworded, dropped)
            self._diagnostics += earlier.document.locate(dropped)
        self._keep(file, found, dump(kept).encode("utf-8", "backslashreplace"), copies)

    def _second_voice(self, reply: Reply, form: AskedForm | None) -> Iterator[Problem]:
        """Yield an error where a form that was sent to one person has been answered by another already."""
        for each in self._replies.values() if form is not None and form.for_ is not None else ():
            if each.reply.form == reply.form and each.reply.voice != reply.voice:
                message = f"this form was sent to one person, and `{shown(each.reply.by)}` has answered it"
                hint = f"ask each person with a form of their own; the other reply is {shown(each.file)}"
                yield Problem("second-voice", ("by",), message, hint)

    def _keep(self, file: Incoming, found: Received, raw: bytes, copies: Mapping[str, bytes]) -> None:
        """Give a sound reply its place, unless its person has replied before.

        Of those that come together, a later one to a form of ours takes the place of the earlier: it has what
        it was not asked from there.
        """
        voice, reply = found.reply.voice, found.reply
        before = self._replies.get(voice)
        name = before.file if before is not None else self._at(self._name(*voice))
        document = parse(raw, name)
        status: Outcome = "new"
        if before is not None:
            turn, again = self._turn(found.document), voice in self._new
            later = self._turn(before.document) < turn
            if before.document.data == document.data:
                status = "superseded" if self._turn(before.document) > turn else "unchanged"
            elif (later and reply.form in self._asked) if again else self._wishes.replace:
                status = "replaced"
            else:
                by, where = shown(reply.by), shown(before.file)
                message = f"there is already a reply of `{by}` on this side: {where}"
                hint = "collect one of the two" if again else "--replace takes this one in its place"
                self._refuse(file, found.document.locate([Problem("exists", ("by",), message, hint)]))
                return
        if before is not None and status == "superseded":  # what the later one kept of it still counts
            copies = {place: copies[place] for place in files_in(before.document.data) if place in copies}
        elif status != "unchanged":
            self._writes[name] = raw
            rubric, partner = self._inputs.rubric, self._inputs.dossier.partner.name
            self._replies[voice] = received(document, name, sha256(raw), partner, rubric)[0] or found
            self._new.add(voice)
        home = PurePath(name).parent
        self._copies.update({(home / place).as_posix(): content for place, content in copies.items()})
        self._files.append(FileCollected(file.name, status, name, reply.side, reply.by, len(copies)))

    def _seal(self, name: str, file: Incoming, copies: dict[str, bytes]) -> Sealed | None:
        """Return a file that came with a reply as it is kept: one beside it, or one that was named itself."""
        wanted = name.replace("\\", "/").rpartition("/")[2].casefold()
        found = self._enclosable.get(wanted, [])
        chosen = next((each for each in found if each.path.parent == file.path.parent), None)
        named = [each for each in found if each.named]
        if chosen is None and len(named) == 1:
            chosen = named[0]
        if chosen is None:
            return None
        self._enclosed.add(chosen.path)
        try:
            raw = read(chosen.path, chosen.name, MAX_EVIDENCE)
        except InputError as error:
            self._diagnostics += error.diagnostics
            return None
        digest = sha256(raw)
        place = kept_name(chosen.path.name, digest)
        copies[place] = raw
        return Sealed(place, digest)

    def _name(self, side: str, by: str) -> str:
        """Return a free name for the reply of a person."""
        base = f"{side}-{plain_name(by) or sha256(by.encode())[:8]}"
        name, number = f"{base}.yaml", 2
        while name.casefold() in self._names:
            name, number = f"{base}-{number}.yaml", number + 1
        self._names.add(name.casefold())
        return name

    def _at(self, name: str) -> str:
        return f"{self._wishes.folder}/{name}"

    def _refuse(self, file: Incoming, wrong: Iterable[Diagnostic]) -> None:
        self._diagnostics += wrong
        self._files.append(FileCollected(file.name, "refused", None, None, None, 0))

    def _unused(self, file: Incoming) -> None:
        """Tell of a file that is neither a reply nor enclosed by one."""
        if file.path in self._unread:
            self._refuse(file, self._unread[file.path])
            return
        if not file.named and kind_of(file.path) is not None and reader_of(file.name) is text:
            return  # a dossier, say, or what was asked
        message, hint = "this is neither a reply nor a form, and no reply encloses it", None
        if is_page(file.path, file.name):
            message = "this is the page of a form as it was sent: nobody has filled it in"
            hint = "what people answer is in the file that its button saves; ask for that one"
        elif file.path.suffix.lower() in _SPREADSHEETS:
            hint = "if it is a form, save it as XLSX"
        severity: Severity = "error" if file.named else "warning"
        place = Position(visible(file.name), 1, 1)
        self._diagnostics.append(Diagnostic("no-reply", severity, message, place, hint))
