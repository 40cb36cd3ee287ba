"""An assessment as a small piece of HTML, for a notebook: the verdict, the score, the dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from partnercheck.diagnostics import visible
from partnercheck.render import words

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment, Score

_CARD = Markup(
    "<table><caption><strong><bdi>{name}</bdi></strong>: {symbol} {verdict}. {firmness}</caption>"
    '<thead><tr><th scope="col">{rubric}</th><th scope="col">Score</th><th scope="col">Range</th>'
    '<th scope="col">Coverage</th></tr></thead><tbody>{rows}</tbody></table>'
)
_ROW = Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>')


def card(assessment: Assessment) -> str:
    """Return the table; every text in it is escaped."""
    symbol, verdict = words.VERDICTS[assessment.verdict.level]
    rows = [_row("Whole", assessment.score)]
    rows += [_row(each.title, each.score) for each in assessment.dimensions]
    return str(
        _CARD.format(
            name=visible(assessment.partner.name),
            symbol=symbol,
            verdict=verdict,
            firmness=words.firmness(assessment),
            rubric=visible(f"{assessment.rubric.id} {assessment.rubric.version}, {assessment.as_of}"),
            rows=Markup().join(rows),
        )
    )


def _row(title: str, score: Score) -> Markup:
    return _ROW.format(
        visible(title), words.number(score.point), words.span(score), words.number(score.coverage)
    )
