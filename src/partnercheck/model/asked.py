"""What was asked of whom: the forms that were sent, kept beside the replies that come back."""

import json
from functools import cached_property
from hashlib import sha256
from typing import Literal, Self

from pydantic import Field

from partnercheck.model.asking import Side
from partnercheck.model.criteria import Criterion
from partnercheck.model.dossier import MAX_REPLIES
from partnercheck.model.names import name_key
from partnercheck.model.rubric import Rubric
from partnercheck.model.scalars import Day, Digest, Text
from partnercheck.model.strict import Strict, changed
from partnercheck.model.versions import criteria_by_any_name


def digest_of(data: object) -> str:
    """Return a short digest of plain data."""
    text = json.dumps(data, ensure_ascii=False)
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def fingerprint(criterion: Criterion) -> str:
    """Return what tells the answers of a criterion from those that it has in another version of a rubric.

    An answer may be taken over where kind, options, their texts and unit are the same.
    """
    return digest_of([criterion.kind, criterion.answering])


class AskedForm(Strict):
    """A form that was sent."""

    id: Text
    """What a reply to it names."""
    side: Side
    """Whom it asked; the side of a reply comes from here."""
    for_: Text | None = Field(None, alias="for")
    """The person it asked, where it asked one."""
    by: Day | None = None
    """The day by which to return it."""
    file: Text
    """The name of the form's file."""
    rubric: Text
    """The rubric, as id@version."""
    sha256: Digest
    """The rubric's digest."""
    questions: dict[Text, Text] = Field(default_factory=dict)
    """By criterion, what tells its answers from those that it had in another version of the rubric."""
    facts: tuple[Text, ...] = ()
    """The facts it asked for."""
    sections: tuple[Text, ...] = ()
    """The sections it asked for."""

    @property
    def person(self) -> tuple[str, str] | None:
        """Side and person it asked; None where it asked no one person."""
        return (self.side, name_key(self.for_)) if self.for_ else None


class Asked(Strict):
    """Every form that was sent about one partner, the newest last."""

    partnercheck: Literal["asked/1"]
    """The kind of file and the version of its format."""
    forms: tuple[AskedForm, ...] = Field((), max_length=10 * MAX_REPLIES)
    """The forms."""

    @cached_property
    def by_id(self) -> dict[str, AskedForm]:
        """The forms by their ids."""
        return {form.id: form for form in self.forms}

    def changed_since(self, form: str | None, rubric: Rubric, digest: str) -> frozenset[str]:
        """Return the criteria that could be answered otherwise when a form asked them.

        It answers for the forms before it, too, that asked the same person: what a reply is not asked again
        it keeps.

        Args:
            form: Its id; nothing has changed since one that is not known.
            rubric: As it is now; criteria are known by the ids they had when they were asked, too.
            digest: The rubric's digest now.
        """
        last = self.by_id.get(form) if form else None
        if last is None or last.sha256 == digest:
            return frozenset()
        before = self.forms[: self.forms.index(last)]
        was: dict[str, str] = {}
        for each in (*(each for each in before if each.person and each.person == last.person), last):
            was |= each.questions
        criteria = criteria_by_any_name(rubric)
        return frozenset(
            name for name, then in was.items() if name in criteria and then != fingerprint(criteria[name])
        )

    def with_form(self, form: AskedForm) -> Self:
        """Return it with one more form; one that it takes the place of is no longer asked."""
        again = (form.side, form.for_, form.file)
        others = tuple(
            each for each in self.forms if each.id != form.id and (each.side, each.for_, each.file) != again
        )
        return changed(self, forms=(*others, form))


NOTHING = Asked(partnercheck="asked/1")
"""What was asked where nothing was."""
