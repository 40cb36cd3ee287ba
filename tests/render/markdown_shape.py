"""Of what parts a text is made that is read as Markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt


def shape(markdown: str) -> list[tuple[str, str, int]]:
    """Return the blocks of a Markdown text, and what is markup within its lines."""
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": True, "typographer": False})
    tokens = []
    for token in parser.parse(markdown):
        tokens.append((token.type, token.tag, token.level))
        tokens += [(each.type, each.tag, each.level) for each in token.children or () if each.type != "text"]
    return [token for token in tokens if token[0] not in {"softbreak", "text_special", "inline"}]
