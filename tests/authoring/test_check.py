"""What single rules find at their edges, and what they let pass."""

from __future__ import annotations

import pytest
from rule_examples import codes, document, rubric

from partnercheck.authoring.check import findings
from partnercheck.authoring.rules.wording import _double


def messages(example: str) -> list[str]:
    read = document(example)
    return [found.message for _, found in findings(rubric(read), read)]


@pytest.mark.parametrize(
    "question",
    [
        "Is the partner fast and cheap?",
        "How fast is the partner, and how dear is it?",
        "How fast do they answer? And how well?",
        "Does the partner train its sales force or does it hire it?",
        "What do they pay and when do they pay?",
    ],
)
def test_two_questions_in_one(question: str) -> None:
    assert _double(question)


@pytest.mark.parametrize(
    "question",
    [
        "What share of revenue and profit comes from the largest customer?",
        "Is there a written contract between us and them?",
        "Have both the sponsor and the lead been named?",
        "From first request to answer, how long does it take?",
        "Is the partner on a sanctions list, by its own name or through its owners?",
    ],
)
def test_one_question_with_many_words(question: str) -> None:
    assert not _double(question)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Good", True),
        ("Fairly good decision speed", True),
        ("Not at all good", True),
        ("Nothing", False),
        ("Good in writing", False),
        ("Less than a month", False),
        ("None of it", False),
        ("2 to 4 weeks", False),
    ],
)
def test_words_that_only_judge(text: str, found: bool) -> None:
    axis = f'{{0: "{text}", 1: A week, 2: A day}}'
    example = f"dimensions: [{{id: working-together, criteria: [{{id: decision-speed, axis: {axis}}}]}}]"
    assert (codes(example) == ["RC302"]) == found


def test_a_limit_says_what_it_acts_like() -> None:
    def flag(limit: float) -> list[str]:
        return messages(
            f"red_flags: [{{id: broken-promises, when: {{criterion: promises-kept, at_most: {limit}}}}}]"
        )

    assert flag(50) == []
    assert flag(49.9) == ["49.9 is no value of `promises-kept`, whose values are 0, 25, 50, 75, 100"]
    example = "dimensions: [{id: working-together, criteria: [{id: promises-kept, expect: 60}]}]"
    assert codes(example) == ["RC105"]
    assert codes(example.replace("60", "0")) == []


def test_a_limit_beside_a_value_that_cannot_be_written_passes() -> None:
    items = "{a: {text: Six a}, b: {text: Six b}, c: {text: Six c}}"
    example = f"""
        dimensions:
          - id: working-together
            criteria:
              - {{id: joint-team, items: {items}, expect: LIMIT}}
        relationship: [{{call: commercial-agreement, title: Commercial agreement}}]
    """
    assert codes(example.replace("LIMIT", "20")) == []
    assert codes(example.replace("LIMIT", "70")) == ["RC105"]


def test_the_limit_of_a_metric_may_lie_anywhere_on_its_curve() -> None:
    test = "red_flags: [{id: broken-promises, when: {criterion: customer-concentration, at_most: %s}}]"
    assert codes(test % "33.3") == []
    shifted = (
        "\ndimensions: [{id: standing, criteria: [{id: customer-concentration, curve: [[0, 90], [50, 40]]}]}]"
    )
    assert codes(test % "33.3" + shifted) == ["RC103", "RC105"]


def test_sizes_count_what_one_partner_is_asked() -> None:
    stages = ("established", "startup")
    lines = [
        f"      - {{id: q{n}, title: Q{n}, question: Is sign {n} there?, kind: yes_no, why: W, ask: us,\n"
        f"         source: [OWN], action: A, when: {{profile: stage, is: {stages[n % 2]}}}}}\n"
        for n in range(20)
    ]
    head = "dimensions:\n  - id: signs\n    title: Signs\n    weight: 50\n    criteria:\n"
    assert codes(head + "".join(lines)) == []
    more = lines[0].replace("q0", "q20").replace("Q0", "Q20")
    assert codes(head + "".join([*lines, more])) == ["RC203"]


def test_a_criterion_that_something_tests_may_weigh_as_little_as_it_likes() -> None:
    light = "dimensions: [{id: working-together, weight: 8, criteria: [{id: %s, weight: 0.15}]}]"
    assert codes(light % "decision-speed") == ["RC201"]
    assert "RC201" not in codes(light % "joint-team")


def test_findings_about_a_verdict_say_why() -> None:
    low = "verdict: {proceed: {score: 0, dimension: 0}, conditional: {score: 0, dimension: 0}}"
    harmless = "red_flags: [{id: sanctioned, effect: note}, {id: broken-promises, effect: note}]"
    conditional, decline = messages(f"{low}\n{harmless}")
    assert conditional.startswith("no answers can reach `conditional`: every answer leads to proceed or")
    assert decline.startswith("no answers can reach `decline`: even the worst answers meet the limits")


@pytest.mark.parametrize(
    ("test", "hint"),
    [
        ("{criterion: joint-team, at_least: 75}", "earlier rules catch them all"),
        (
            "{all: [{criterion: joint-team, at_least: 75}, {criterion: joint-team, at_most: 50}]}",
            "no answers meet its test: compare its limits",
        ),
    ],
)
def test_a_name_that_nobody_earns_says_which_rule_is_to_blame(test: str, hint: str) -> None:
    first = "{call: first, title: First, when: {criterion: joint-team, at_least: 50}}"
    second = f"{{call: second, title: Second, when: {test}}}"
    read = document(f"relationship: [{first}, {second}, {{call: rest, title: Rest}}]")
    assert [found.hint for _, found in findings(rubric(read), read) if found.code == "RC108"] == [hint]


def test_a_place_is_found_in_the_file_that_wrote_it() -> None:
    read = document("dimensions: [{id: working-together, criteria: [{id: promises-kept, expect: 60}]}]")
    ((_, found),) = findings(rubric(read), read)
    assert (found.position.file, found.position.line) == ("example.yaml", 6)


def test_what_would_take_too_long_is_said_not_guessed() -> None:
    # Weights without a common measure add up to millions of numbers, and the limits leave a tiny window.
    lines = [
        f"      - {{id: q{n}, title: Q{n}, question: How many of four?, kind: checklist, why: W, ask: us,\n"
        f"         source: [OWN], action: A, weight: {1 + (n + 2) ** 0.5:.9f}, items: {{a: {{text: A}},\n"
        f"         b: {{text: B, weight: 1.{n}7}}, c: {{text: C, weight: 1.4142}}, d: {{text: D}}}}}}\n"
        for n in range(9)
    ]
    head = "dimensions:\n  - id: signs\n    title: Signs\n    weight: 50\n    criteria:\n"
    verdict = "verdict: {proceed: {score: 70.0000001}, conditional: {score: 70, dimension: 49.9}}\n"
    harmless = "red_flags: [{id: broken-promises, effect: note}]\n"
    assert "RC109" in codes(head + "".join(lines) + verdict + harmless)
