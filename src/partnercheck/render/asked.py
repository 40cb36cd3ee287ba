"""What was asked of whom, as YAML that a folder of replies keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.yaml_out import Commented, dump

if TYPE_CHECKING:
    from partnercheck.model.asked import Asked

_ABOUT = (
    "Which forms were sent to whom, written by `partnercheck ask`. `partnercheck collect` takes the side",
    "of a reply from here, and tells who has not answered.",
)


def render(asked: Asked) -> str:
    """Return the record of forms as YAML."""
    data = asked.model_dump(by_alias=True, exclude_none=True)
    return dump({**data, "partnercheck": Commented(data["partnercheck"], _ABOUT)})
