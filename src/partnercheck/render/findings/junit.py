"""Findings as JUnit XML: a suite for each rubric, a test case for each thing examined.

What does not fail (notes, and warnings unless strict) stands in the case's output, so that it is not lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from partnercheck.diagnostics import visible

if TYPE_CHECKING:
    from partnercheck.model.findings import Examined, Results, Subject
    from partnercheck.render.formats import Layout

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def render(results: Results, _: Layout) -> str:
    """Return findings as JUnit XML."""
    suites = [_suite(results, each) for each in results.subjects]
    root = Element("testsuites", {"name": f"partnercheck {results.kind.partition('/')[0]}"} | _sums(suites))
    root.extend(suites)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(results: Results, subject: Subject) -> Element:
    suite = Element("testsuite", name=_text(subject.name))
    if subject.figures:
        properties = SubElement(suite, "properties")
        for figure in subject.figures:
            SubElement(
                properties, "property", name=_text(figure.name), value=f"{figure.value} of {figure.of}"
            )
    for each in subject.examined:
        suite.append(_case(results, subject, each))
    if subject.besides:
        element = "\n".join(str(each) for each in subject.besides)
        SubElement(suite, "system-out").text = _text(element)
    suite.attrib |= _sums([suite])
    return suite


def _case(results: Results, subject: Subject, examined: Examined) -> Element:
    case = Element("testcase", name=_text(examined.name), classname=_text(subject.name))
    failing = [each for each in examined.diagnostics if results.fails((each,))]
    rest = [each for each in examined.diagnostics if not results.fails((each,))]
    if failing:
        first = failing[0]
        kind = "failure" if subject.usable else "error"
        element = SubElement(case, kind, message=_text(first.message), type=_text(first.code))
        element.text = _text("\n".join(str(each) for each in failing))
    if rest:
        SubElement(case, "system-out").text = _text("\n".join(str(each) for each in rest))
    return case


def _sums(suites: list[Element]) -> dict[str, str]:
    """Return how many cases there are in some suites, and how many of them failed."""
    return {
        "tests": str(sum(len(each.findall("testcase")) for each in suites)),
        "failures": str(sum(len(each.findall("testcase/failure")) for each in suites)),
        "errors": str(sum(len(each.findall("testcase/error")) for each in suites)),
    }


def _text(text: str) -> str:
    """Return a text that XML can hold, its lines kept."""
    return _NOT_XML.sub("\ufffd", "\n".join(visible(line) for line in text.split("\n")))
