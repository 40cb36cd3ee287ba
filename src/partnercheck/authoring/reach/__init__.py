"""What answers can bring about, decided exactly: the answers of a rubric are searched, never sampled.

`situations` are the kinds of partner that a rubric tells apart, `formulas` what is asked of their scores,
`search` finds out whether any answers meet it; `points` are answers whose scores are known, and `sums` holds
the numbers that weighted values add up to.
"""
