"""The scale of values, 0 to 100: how near two of them are one, and how one is written out."""

DECIMALS = 9
"""Numbers are compared after rounding to this many decimals, so that 70 is 70."""


class AsWritten(float):
    """A number that stands in a file; machine output, which rounds what is worked out, leaves it as it is."""


def written_out(value: float) -> str:
    """Return a number to four decimals, for a reader who works it out again."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
