"""A report as a Word document, opened."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from docx import Document

from building import EXAMPLES
from partnercheck.api import assess
from partnercheck.render.assessment import Assessed
from partnercheck.render.formats import ASSESSMENT


@cache
def made(name: str) -> tuple[str, bytes]:
    """Return an example's page for managers, and its Word document."""
    result = assess(EXAMPLES / f"{name}.yaml")
    assessed = Assessed(result.assessment, result.decision.inputs, lambda: None, "manager")
    page, document = ASSESSMENT.render("html", assessed), ASSESSMENT.render("docx", assessed)
    assert isinstance(document, bytes)
    return str(page), document


def opened(raw: bytes) -> Any:
    return Document(io.BytesIO(raw))


def flat(text: str) -> str:
    return "".join(text.split())


def words(document: Any) -> str:
    """Return all that a document says, without white space; tables where they stand."""
    return flat("".join(each.text or "" for each in document.element.body.iter() if each.tag.endswith("}t")))
