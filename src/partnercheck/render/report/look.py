"""What a report shows of the organisation it is made for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """What a report shows of the organisation it is made for.

    Attributes:
        name: The organisation's name.
        logo: Its logo as a `data:` address; None where it has none.
        accent: Its colour in a shade for light and one for dark paper, `#rrggbb`; None where it has none.
        closing: What the report ends with, paragraph by paragraph.
    """

    name: str
    logo: str | None
    accent: tuple[str, str] | None
    closing: list[str]
