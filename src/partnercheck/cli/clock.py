"""The day it is, which only commands that write a new file ask."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the day it is where the program runs."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
