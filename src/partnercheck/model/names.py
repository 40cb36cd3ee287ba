"""Names that people write in more than one way."""

import unicodedata


def name_key(name: str) -> str:
    """Return what names have in common that are the same but for capitals and spaces."""
    return " ".join(name.split()).casefold()


def spelling_key(text: str) -> str:
    """Return what texts have in common that are the same but for capitals, spaces and compatibility forms."""
    return name_key(unicodedata.normalize("NFKC", text))
