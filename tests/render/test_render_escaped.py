"""Text that is escaped for Markdown stays text: one paragraph, one cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_shape import shape

from partnercheck.render.escape import escape_markdown

MARKED_UP = st.lists(
    st.sampled_from([*"\\`*_[]()<>|~&$#-+=!.:@/ \n\t1a\u2028\x1b", "http://", "www.", "&amp;"]), max_size=40
).map("".join)


@given(MARKED_UP)
def test_an_escaped_text_is_one_paragraph_of_text_in_markdown(text: str) -> None:
    escaped = escape_markdown("x" + text)
    assert shape(f"{escaped}\n") == [("paragraph_open", "p", 0), ("paragraph_close", "p", 0)]
    assert shape(f"- {escape_markdown(text + 'x')}\n") == shape("- x\n")


@given(MARKED_UP)
def test_an_escaped_text_stays_one_cell_of_a_table(text: str) -> None:
    table = "| a | b |\n|---|---|\n| {} | c |\n"
    assert shape(table.format(escape_markdown(text))) == shape(table.format("x"))
