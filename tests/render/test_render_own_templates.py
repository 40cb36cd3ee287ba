"""Own templates: sandboxed, told at their lines where they are wrong, escaped by their suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import DOSSIER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.fixture
def template(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> Callable[..., Result]:
    """Assess the small dossier with a template of this text."""

    def template(text: str, name: str = "own.txt") -> Result:
        small(dossier=DOSSIER.replace("name: Acme", 'name: "A <b> | # {{ 1 }}"'))
        write(name, text)
        return run("assess", "dossier.yaml", "--template", name)

    return template


def test_an_own_template_sees_the_report(template: Callable[..., Result]) -> None:
    assert (
        template("{{ report.verdict.level }}: {{ report.partner }}\n").out == "proceed: A <b> | # {{ 1 }}\n"
    )


def test_its_suffix_says_how_texts_are_escaped(template: Callable[..., Result]) -> None:
    text = "{{ report.partner }}\n"
    assert template(text, "own.html").out == "A &lt;b&gt; | # {{ 1 }}\n"
    assert template(text, "own.html.j2").out == "A &lt;b&gt; | # {{ 1 }}\n"
    assert template(text, "own.md").out == "A \\<b\\> \\| \\# {{ 1 }}\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n{{ nothing }}\n", 2),
        ("{{ report.nothing }}", 1),
        ("one\ntwo\n{% for %}\n", 3),
        ("{{ report.", 1),
        ("one\n{% include 'other' %}", 2),
        ("{{ ''.__class__ }}", 1),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", 1),
        ("{{ report.__init__.__globals__ }}", 1),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", 1),
        ("{{ ''['__cl' ~ 'ass__'].__mro__ }}", 1),
        ("{{ '%c' % 65 }}", 1),
        ("{{ '{0.__class__}'.format(report) }}", 1),
        ("{{ 'a' * 10000000000 }}", 1),
        ("{{ 9 ** 999999999 }}", 1),
        ("{{ [1] * 10000000000 }}", 1),
        ("{{ range(100000000) | list }}", 1),
        ("{% for a in range(100000) %}{% for b in range(100000) %}xxxxxxxxxx{% endfor %}{% endfor %}", 1),
        ("{{ 1 / 0 }}", 1),
        ("{{ report.flags.append(1) }}", 1),
        ("{{ 'x'.join(3) }}", 1),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1),
    ],
)
def test_a_wrong_template_is_an_error_at_its_line(
    template: Callable[..., Result], text: str, line: int
) -> None:
    result = template(text)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith(f"own.txt:{line}:1: error template: "), result.err


def test_a_template_that_is_no_text_is_refused(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("own.txt", b"\xff")
    result = run("assess", "dossier.yaml", "--template", "own.txt")
    assert (result.code, "not-utf8" in result.err) == (2, True)
