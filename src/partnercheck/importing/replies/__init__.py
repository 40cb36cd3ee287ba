"""Replies that come back: read whatever they are written as, checked, and made ready to be kept."""

from partnercheck.importing.replies.collecting import Collecting, collect
from partnercheck.importing.replies.incoming import Incoming, Wishes
from partnercheck.importing.replies.readers import READERS

__all__ = ["READERS", "Collecting", "Incoming", "Wishes", "collect"]
