"""The section `ownership`: who stands behind the partner, and whether a sanctions list names any of them."""

from partnercheck.measures.ownership.section import SECTION

__all__ = ["SECTION"]
