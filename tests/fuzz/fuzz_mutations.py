"""How sound files are mutated: texts, bytes, JSON and workbooks, each by a chance that a seed gives."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


WORDS = (
    *(
        "null",
        "~",
        "unknown",
        "true",
        "no",
        "yes",
        "0",
        "-0",
        "-1",
        "1",
        "100",
        "1e18",
        "1e999",
        ".nan",
        "0x1F",
    ),
    *("12:30", "2026-02-30", "9999-12-31", "0001-01-01", "default", "''", '""', "[]", "{}", "[[]]"),
    *(
        "[a, b]",
        "-",
        "?",
        ":",
        "#",
        ",",
        "}",
        "]",
        "{",
        "[",
        "|",
        ">",
        "&",
        "*",
        "<<",
        "!!str",
        "&a",
        "*a",
        "%x",
    ),
    *(
        "../x",
        "/",
        ".",
        "..",
        "\t",
        "\r",
        "\0",
        "\x1b",
        "\u2028",
        "\ufeff",
        "\u202e",
        '"\\ud800"',
        "{{x}}",
        "{%x%}",
    ),
    *("<script>", "::error::", "##[x]", "=1+1", "openness", "money", "culture", "audited", "partnercheck:"),
    *(
        "rubric.yaml",
        "child.yaml",
        "us.yaml",
        "dossier.yaml",
        "strategic-alliance@2",
        "dossier/1",
        "rubric/1",
    ),
)
HUGE = ("9" * 5000, "x" * 3000, "[" * 100, "a: {" * 70, "\n" * 500)


def mutate_text(raw: bytes, chance: random.Random) -> bytes:
    """Return a text with some of its words replaced, doubled, moved, cut or repeated."""
    parts = re.findall(r"[\w./-]+|\s+|.", raw.decode("utf-8", "surrogateescape"))
    for _ in range(chance.randint(1, 4)):
        if not parts:
            break
        place = chance.randrange(len(parts))
        match chance.randrange(9):
            case 0 | 1 | 2:
                parts[place] = chance.choice(WORDS)
            case 3:
                parts.insert(place, chance.choice(WORDS))
            case 4:
                parts[place] = chance.choice(parts)
            case 5:
                del parts[place : place + chance.randint(1, 8)]
            case 6:
                lines = "".join(parts).splitlines(keepends=True)
                line = chance.choice(lines)
                lines.insert(chance.randrange(len(lines)), line * chance.choice((1, 2, 50)))
                parts = ["".join(lines)]
            case 7:
                parts[place] = chance.choice(HUGE)
            case _:
                parts[place : place + 1] = [chr(chance.randrange(0x3000)), parts[place]]
    return "".join(parts).encode("utf-8", "surrogatepass")


def mutate_bytes(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes with some of them changed, cut, or repeated."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0 | 1:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 2:
                data[place : place + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
            case 3:
                del data[place : place + chance.randint(1, 40)]
            case _:
                data[place:place] = data[place : place + chance.randint(1, 40)] * chance.choice((1, 3, 100))
    return bytes(data)


def mutate_any(raw: bytes, chance: random.Random) -> bytes:
    """Return a text that is mutated as one, or once in eight as bytes."""
    return (mutate_bytes if chance.randrange(8) == 0 else mutate_text)(raw, chance)


def mutate_json(raw: bytes, chance: random.Random) -> bytes:
    """Return JSON with a value replaced or left out, or mutated as a text."""
    if chance.randrange(3) == 0:
        return mutate_any(raw, chance)
    data = node = json.loads(raw)
    key = chance.choice(sorted(node))
    while isinstance(node[key], dict | list) and node[key] and chance.randrange(4):
        node = node[key]
        key = chance.choice(sorted(node) if isinstance(node, dict) else range(len(node)))
    if chance.randrange(3):
        values = (
            None,
            True,
            0,
            -1,
            1e308,
            10**400,
            "",
            "\0",
            "\ud800",
            "x" * 5000,
            "..",
            "\x1b[31m",
            [],
            {},
            [{}],
        )
        node[key] = chance.choice(values)
    else:
        del node[key]
    return json.dumps(data).encode()


def mutate_workbook(raw: bytes, chance: random.Random) -> bytes:
    """Return a workbook with one of its parts mutated, or the whole of it."""
    if chance.randrange(4) == 0:
        return mutate_bytes(raw, chance)
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        parts = [each for each in old.namelist() if each.endswith(".xml")]
        wanted = chance.choice(parts)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutate_any(part, chance) if name == wanted else part)
    return packed.getvalue()
