"""An organisation's own look: its name, logo, colour and closing words."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from partnercheck.render.colour import DARK, LIGHT, shade
from partnercheck.render.report.look import Look

if TYPE_CHECKING:
    from partnercheck.model.inputs import Inputs


def look(inputs: Inputs) -> Look | None:
    """Return what a report shows of the organisation; None where its file does not say."""
    ours = inputs.organisation
    if ours is None or ours.report is None:
        return None
    accent = ours.report.accent
    return Look(
        name=ours.report.name or ours.name,
        logo=inputs.logo
        and f"data:{inputs.logo.media};base64,{base64.b64encode(inputs.logo.data).decode('ascii')}",
        accent=(shade(accent, LIGHT), shade(accent, DARK)) if accent else None,
        closing=[each.strip() for each in re.split(r"\n\s*\n", ours.report.closing or "") if each.strip()],
    )
