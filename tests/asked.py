"""A small questionnaire that asks in every way there is."""

from __future__ import annotations

from typing import Any

from partnercheck.model.answering import Option
from partnercheck.model.questionnaire import AskedSection, Column, Group, Question, Questionnaire, Table
from partnercheck.model.tests import ProfileTest

YES_NO = (Option("yes", "Yes"), Option("no", "No"))
STANCES = tuple(Option(each, each) for each in ("invest", "maintain", "exit", "rival"))
GRADES = (Option("verified", "We checked it ourselves"), Option("asserted", "Somebody's word"))
SECTIONS = (
    AskedSection(
        "roadmap",
        "Roadmap",
        "Where you are heading.",
        (),
        (
            Table(
                "items",
                "Plans",
                (
                    Column("theme", "Theme", required=True),
                    Column("from", "From", "period", required=True),
                    Column("stance", "Stance", "choice", STANCES, required=True),
                    Column("importance", "Importance, 1 to 5", "whole"),
                    Column("funded", "Funded", "yes_no", YES_NO),
                ),
            ),
            Table("evidence", "What shows it", (Column("source", "What it is", required=True),)),
        ),
    ),
    AskedSection(
        "capabilities",
        "Capabilities",
        "What you are good at.",
        (),
        (
            Table(
                "items",
                "Capabilities",
                (
                    Column("key", "Capability", required=True),
                    Column("level", "Level, 0 to 4", "whole", required=True),
                ),
                keyed=True,
            ),
        ),
    ),
    AskedSection(
        "plan",
        "Plan",
        "What both sides promised.",
        (Column("start", "Start", "date"),),
        (Table("items", "Promises", (Column("what", "What", required=True), Column("due", "Due", "date"))),),
    ),
)
FACTS = (
    Question("stage", "Is it a start-up?", "one", (Option("startup", "startup"), Option("grown", "grown"))),
    Question(
        "listed",
        "Is it listed?",
        "one",
        YES_NO,
        when=ProfileTest.model_validate({"profile": "stage", "is": "grown"}),
    ),
    Question("worth", "How much is it worth?", "number", unit="EUR"),
)
GROUPS = (
    Group(
        "culture",
        "Culture",
        (
            Question(
                "openness",
                "How open is it?",
                "one",
                (Option(0, "Not at all"), Option(1, "Somewhat"), Option(2, "Entirely")),
                why="Trust needs it.",
                allow_na=True,
            ),
            Question(
                "habits",
                "Which habits has it?",
                "many",
                (Option("reads", "It reads"), Option("asks", "It asks")),
            ),
            Question(
                "staff",
                "How many people?",
                "number",
                unit="persons",
                when=ProfileTest.model_validate({"profile": "worth", "at_least": 1000}),
            ),
        ),
    ),
    Group(
        "money",
        "Money",
        (
            Question("aim", "What is it for?", "text"),
            Question(
                "audit",
                "Is it audited?",
                "one",
                YES_NO,
                when=ProfileTest.model_validate({"profile": "listed", "is": "no"}),
            ),
        ),
    ),
)


def questionnaire(**changes: Any) -> Questionnaire:
    """Return a questionnaire for the partner, with some of it changed."""
    asked = Questionnaire(
        form="them-1",
        partner="Ravensmoor Ltd",
        scope="Managed connectivity",
        rubric="small@1.0.0",
        title="A small rubric",
        sha256="0" * 64,
        side="them",
        person="O. Haddad",
        by="2026-12-11",
        send_to="r.patel@example.com",
        meant="“We” are Halden Connect plc; the partner is Ravensmoor Ltd",
        seen_by="R. Patel and the board, under your name",
        facts=FACTS,
        groups=GROUPS,
        sections=SECTIONS,
        grades=(Option("declared", "Declared"),),
    )
    replaced: Questionnaire = asked._replace(**changes)
    return replaced
