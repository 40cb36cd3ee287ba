"""A section goes into a dossier; every other byte stays as it was."""

from __future__ import annotations

from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError
from partnercheck.importing.into import placed

SECTION = "financials:\n  currency: GBP\n  years:\n    2025: {cash: 1}\n"
HEAD = "partnercheck: dossier/1\n"

OLD = [
    "financials: {currency: EUR}\n",
    "financials:\n  currency: EUR\n",
    "financials:\n  currency: EUR # of them\n",
    "financials:\n  currency: EUR\n  years:\n    2025:\n      cash: 1\n",
    "financials:\n  years: {2025: {cash: 1},\n    2024: {cash: 2}}\n",
    "financials:\n  evidence:\n    - grade: audited\n      source: >-\n        Accounts\n        of 2025\n",
    "financials:\n  evidence:\n    - grade: audited\n      source: |\n        Accounts\n",
    '"financials":\n  currency: "E\n    UR"\n',
    "financials:\n  # within\n  currency: EUR\n",
]
"""Forms in which a section is written."""


@pytest.mark.parametrize("old", OLD)
@pytest.mark.parametrize("before", [HEAD, HEAD + "\n# about money\n", HEAD + "as_of: 2026-01-01 # day\n\n"])
@pytest.mark.parametrize(
    "after", ["", "\n", "\n# next\nscope: x\n", "scope: |\n  financials:\n", "# end", "  # odd\nscope: x\n"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_the_old_section_is_replaced_alone(old: str, before: str, after: str, end: str, bom: bytes) -> None:
    def raw(section: str) -> bytes:
        return bom + (before + section + after).replace("\n", end).encode()

    assert placed(raw(old), "d.yaml", SECTION).raw == raw(SECTION)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (HEAD, HEAD + SECTION),
        (HEAD.rstrip(), HEAD + SECTION),
        (HEAD + "# last\n", HEAD + "# last\n" + SECTION),
        ("  scope: x\n", "  scope: x\n" + indent(SECTION, "  ")),
        (HEAD + "...\n", HEAD + SECTION + "...\n"),
        (HEAD + "...\n# after\n", HEAD + SECTION + "...\n# after\n"),
        ("---\n" + HEAD, "---\n" + HEAD + SECTION),
        (HEAD + "financials: {cash: 1}", HEAD + SECTION),
        (HEAD + "financials:\nscope: x\n", HEAD + SECTION + "scope: x\n"),
        (HEAD + "financials:\n# none\nscope: x\n", HEAD + SECTION + "# none\nscope: x\n"),
    ],
)
def test_a_section_without_an_old_one_goes_to_the_end(text: str, result: str) -> None:
    assert placed(text.encode(), "d.yaml", SECTION).raw == result.encode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{partnercheck: dossier/1, financials: {}}", "not-editable"),
        ("- a\n", "wrong-type"),
        ("", "empty"),
        ("financials: 1\nfinancials: 2\n", "duplicate-key"),
        ("a: 1\n", "wrong-file"),
        ("partnercheck: rubric/1\nname: Ours\n", "wrong-file"),
        ("partnercheck: organisation/1\nfinancials: {}\n", "wrong-file"),
        ("a: [\n", "not-yaml"),
    ],
)
def test_a_dossier_that_cannot_take_it_is_told(text: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        placed(text.encode(), "d.yaml", SECTION)
    assert raised.value.diagnostics[0].code == code


def test_lines_that_only_the_old_section_had_are_named() -> None:
    old = HEAD + "financials: {years: {2024: {cash: 1, our_revenue: 2}}}\n"
    assert placed(old.encode(), "d.yaml", SECTION).lost == ("our_revenue",)
    assert placed(HEAD.encode(), "d.yaml", SECTION).lost == ()


comments = st.sampled_from(
    ["", "\n", "# a\n", "\n  # b\n\n", "x: [1,\n  2]\n", "y: 'it''s'\n", "z:\n  - a\n  # c\n"]
)


@given(comments, st.sampled_from(OLD), comments)
def test_putting_it_in_twice_changes_nothing(before: str, old: str, after: str) -> None:
    once = placed(
        (HEAD + before + old + after.replace("x:", "v:").replace("y:", "w:").replace("z:", "u:")).encode(),
        "d",
        SECTION,
    ).raw
    assert placed(once, "d", SECTION).raw == once
