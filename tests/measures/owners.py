"""Holdings in short, and whole structures of owners."""

from __future__ import annotations

from hypothesis import strategies as st

Held = list[tuple[str, str, float]]


def holdings(*held: tuple[str, str, float]) -> list[dict[str, object]]:
    return [{"holder": holder, "in": party, "share": share} for holder, party, share in held]


kinds_of_parties = st.sampled_from(
    ["company", "company", "company", "person", "state", "quoted", "dispersed"]
)


@st.composite
def structures(draw: st.DrawFn) -> tuple[Held, dict[str, str]]:
    count = draw(st.integers(1, 7))
    names = [f"P{number}" for number in range(count)]
    kinds = {name: draw(kinds_of_parties) for name in names[1:]}
    held: Held = []
    for party in names:
        if kinds.get(party, "company") in {"person", "state", "dispersed"}:
            continue
        left = 100
        for holder in draw(st.lists(st.sampled_from(names), max_size=4)):
            share = draw(st.integers(0, left))
            held.append((holder, party, share))
            left -= share
        if left and draw(st.booleans()):
            held.append((names[-1], party, left))
    return held, kinds
