"""Forms that a command sends: each is written with the record of what was asked of whom, or neither is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.questionnaire import Request, asked_form, questionnaire
from partnercheck.cli.files import check_free, write_together
from partnercheck.cli.locking import holding
from partnercheck.cli.outputs import check_unread, real_paths
from partnercheck.diagnostics import fail
from partnercheck.insight.open_questions import open_questions
from partnercheck.load.asked import read_asked
from partnercheck.load.files import real
from partnercheck.load.replies import ASKED, ExistingReplies
from partnercheck.model.dossier import PLACEHOLDER
from partnercheck.render import asked as asked_file
from partnercheck.render.formats import FORMS

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.engine import Decision
    from partnercheck.load import Loader
    from partnercheck.model.asked import Asked
    from partnercheck.model.inputs import Inputs


class Askable(NamedTuple):
    """A dossier whose questions may be sent.

    Attributes:
        record: The file that says what was asked of whom.
    """

    inputs: Inputs
    record: Path

    @property
    def asked(self) -> Asked:
        """What was asked of whom so far.

        Raises:
            InputError: The record cannot be read, or has errors.
        """
        return read_asked(self.record, str(self.record))

    def send(self, request: Request, output: Path, form: str, *, force: bool) -> bool:
        """Write a form and put it into the record; return whether there was anything to ask.

        Raises:
            InputError: It cannot be written, or something stands there already.
        """
        if real(output.parent) == real(self.record.parent):
            message = "this is the folder of the replies, where a form would be taken for one"
            raise fail("output", message, str(output), "write it somewhere else")
        if self.inputs.dossier.partner.name == PLACEHOLDER:
            message = "the dossier does not name the partner yet, and a form would say so"
            raise fail("wrong-partner", message, str(output), "put the partner's name in it first")
        check_no_form(output, force=force)
        check_unread(output, real_paths(self.inputs.read_from))
        asked = questionnaire(self.inputs, request)
        if not (asked.groups or asked.facts or asked.sections):
            return False
        new, text = asked_form(asked, self.inputs.rubric, request.by, output.name), FORMS.render(form, asked)
        with holding([self.record, output]):
            check_no_form(output, force=force)
            record = asked_file.render(self.asked.with_form(new))
            write_together([(self.record, record), (output, text)])
        return True


def check_no_form(output: Path, *, force: bool) -> None:
    """Refuse to write a form where something is already, unless by force.

    Raises:
        InputError: There is something, or the folder that it should stand in is not there.
    """
    hint = "it may have been filled in: write elsewhere; --force overwrites it, and what is in it is lost"
    check_free(output, force=force, hint=hint)


def askable(loader: Loader, dossier: Path) -> Askable:
    """Return a dossier, with the replies that have come, whose questions may be sent.

    Raises:
        InputError: It cannot be read or has errors.
    """
    there = ExistingReplies(dossier, loader.name)
    inputs = loader.dossier(dossier, replies=there.read)
    return Askable(inputs, dossier.parent / there.folder / ASKED)


def still_open(decision: Decision) -> list[str]:
    """Return what is still to be asked: criteria, and facts that are unknown.

    That our own side states no position is not answered on a form.
    """
    criteria = [name for name, why in open_questions(decision).items() if why != "no-position"]
    return [*criteria, *decision.inputs.profile.unknown]
