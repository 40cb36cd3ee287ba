"""A rule's examples as rubrics: laid over the one that `rubric new` writes, unless they are whole."""

from __future__ import annotations

from inspect import cleandoc

from partnercheck.authoring.check import findings
from partnercheck.authoring.starter import starter
from partnercheck.measures import MEASURES
from partnercheck.model.extends import merge
from partnercheck.model.references import check_rubric
from partnercheck.model.rubric import Rubric
from partnercheck.model.strict import validate
from partnercheck.source import Document, parse

HEAD = "partnercheck: rubric/1\nid: example\nversion: 1.0.0\ntitle: Example\nextends: starter\n"


def document(example: str) -> Document:
    """Return the document of an example."""
    text = cleandoc(example) + "\n"
    if text.startswith("partnercheck:"):
        return parse(text.encode(), "example.yaml")
    child, parent = parse((HEAD + text).encode(), "example.yaml"), base()
    merged, problems = merge(child, parent)
    assert not problems
    return merged


def base() -> Document:
    return parse(starter("starter", "Starter").encode(), "starter.yaml")


def rubric(example: Document) -> Rubric:
    """Return the rubric of a document, which has no fault of form."""
    model, problems = validate(Rubric, example.data)
    assert model is not None, problems
    assert list(check_rubric(model, MEASURES)) == []
    return model


def codes(example: str) -> list[str]:
    """Return the codes that the rules find in an example."""
    read = document(example)
    return [found.code for _, found in findings(rubric(read), read)]
