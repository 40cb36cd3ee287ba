"""Names that people write in more than one way."""


def name_key(name: str) -> str:
    """Return what names have in common that are the same but for capitals and spaces."""
    return " ".join(name.split()).casefold()
