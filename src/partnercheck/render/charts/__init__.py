"""Where everything in a chart stands: positions across in % of the chart's width, positions down in pixels.

Widths in % let a chart fill a phone and a desk alike while its letters keep their size. The templates draw
the shapes; what colour a kind has is theirs to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render.charts.numbers import agreement, measures, series, weights
from partnercheck.render.charts.relation import culture_match, gaps, give_and_take, strengths, timeline
from partnercheck.render.charts.scores import (
    course,
    dimension_bars,
    dimension_rows,
    heat_strip,
    ranges,
    score_line,
    waterfall,
)
from partnercheck.render.charts.sections import milestones, owners, satisfaction

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAW: Mapping[str, object] = {
    each.__name__: each
    for each in (
        score_line,
        dimension_bars,
        dimension_rows,
        ranges,
        waterfall,
        course,
        heat_strip,
        culture_match,
        timeline,
        give_and_take,
        strengths,
        gaps,
        measures,
        series,
        weights,
        agreement,
        milestones,
        satisfaction,
        owners,
    )
}
"""What a template may call to have a chart drawn, as `draw.score_line(report.score)`."""
