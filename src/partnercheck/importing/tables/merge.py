"""The statements of all tables together: one amount for each line and year."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown
from partnercheck.importing.checks import settle
from partnercheck.importing.folding import fold
from partnercheck.importing.statements import Entry, Remark, exact
from partnercheck.importing.tables.amounts import EXACT
from partnercheck.importing.tables.rows import in_unit
from partnercheck.importing.tables.signs import turned
from partnercheck.measures.finance.financials import LINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.importing.statements import Year
    from partnercheck.importing.tables.declared import Part
    from partnercheck.importing.tables.rows import Row

Column = dict[str, list[tuple[int, Entry]]]
"""The amounts of one year by name, each with its rank, the first rank first."""


def merged(parts: list[Part], unit: int, remarks: list[Remark]) -> dict[int, Year]:
    """Return one amount for each line and year, from all statements together."""
    candidates: dict[int, dict[str, dict[int, list[Entry]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    debts: dict[int, list[str]] = defaultdict(list)
    numbers_of: dict[str, list[int]] = defaultdict(list)
    for part in parts:
        found_rows = list(in_unit(part.rows.rows, part.unit or unit, unit))
        settled = frozenset(row.name for row in part.rows.rows if row.sign)
        for year, found in part.rows.debts.items():
            debts[year] += found
        for number, column in by_year(found_rows).items():
            fixed = turned(
                {name: found[0][1] for name, found in column.items()}, one_statement(part.rows.rows), settled
            )
            for name in fixed.turned:
                numbers_of[name].append(number)
            for name in fixed.doubtful:
                text = (
                    f"`{name}` is left out: {exact(column[name][0][1].amount)} is negative, which the "
                    f"other amounts of its column do not explain"
                )
                position = column[name][0][1].position
                remarks.append(Remark("sign", text, number, name, position, "say its sign with --map"))
            for name, entries in column.items():
                if name in fixed.doubtful:
                    continue
                for rank, entry in entries:
                    amount = entry.amount.copy_negate() if name in fixed.turned else entry.amount
                    candidates[number][name][rank].append(entry._replace(amount=amount))
    for name, numbers in numbers_of.items():
        if name in LINES:
            when = ", ".join(map(str, sorted(set(numbers))))
            text = (
                f"`{name}` came negative in {when}, as all costs, outflows or liabilities of its "
                f"columns do, and is taken as positive"
            )
            remarks.append(Remark("sign", text, max(numbers), name))
    years: dict[int, Year] = {}
    for number, by_name in sorted(candidates.items()):
        years[number] = _chosen(number, by_name, remarks)
        _debt(number, years[number], debts.get(number, []), remarks)
    remarks += _percents(parts, years)
    remarks += _restated(parts, years)
    return years


def _percents(parts: list[Part], years: Mapping[int, Year]) -> Iterator[Remark]:
    """Yield which lines are left out as nothing but a percentage stands for them."""
    found = {key: cell for part in parts for key, cell in part.rows.percents.items()}
    for (name, number), cell in found.items():
        if name in LINES and number in years and name not in years[number]:
            text = f"`{name}` is left out: `{shown(cell.text)}` is a percentage and no amount"
            yield Remark("percentage", text, number, name, cell.position)


def _restated(parts: list[Part], years: Mapping[int, Year]) -> Iterator[Remark]:
    """Yield which years are restated, with the first line of each: a note is about one."""
    columns = (column for part in parts for column in part.block.columns if column.heading.restated)
    for number, column in {each.heading.year: each for each in columns}.items():
        if line := next((name for name in LINES if name in years.get(number, ())), None):
            text = f"the amounts of {number} are restated, as the head of their column says"
            if column.rival is not None:
                text += f"; `{shown(column.rival.text)}` is left out"
            yield Remark("restated", text, number, line, column.cell.position)


def _origin(row: Row) -> str:
    """Return a row's caption, unless it is the line's own name."""
    return "" if fold(row.caption.text) == fold(row.name) else shown(row.caption.text)


def one_statement(found_rows: list[Row]) -> str:
    """Return the statement that all rows are of, or an empty text."""
    found = {row.statement for row in found_rows if row.statement != "shares"}
    return found.pop() if len(found) == 1 else ""


def by_year(found: list[Row]) -> dict[int, Column]:
    """Return the amounts of rows by year and name; those of debt due within a year are added up."""
    years: dict[int, Column] = defaultdict(lambda: defaultdict(list))
    for row in found:
        origin = _origin(row)
        for year, amount in row.amounts.items():
            years[year][row.name].append((row.rank, Entry(amount, origin, row.cells[year].position)))
    for column in years.values():
        if len(short := column.get("current_debt", [])) > 1:
            names = " + ".join(dict.fromkeys(entry.origin for _, entry in short))
            total = reduce(EXACT.add, (entry.amount for _, entry in short))
            column["current_debt"] = [(0, Entry(total, names, short[0][1].position))]
        for entries in column.values():
            entries.sort(key=lambda each: each[0])
    return years


def _chosen(number: int, by_name: Mapping[str, Mapping[int, list[Entry]]], remarks: list[Remark]) -> Year:
    """Return one amount for each name, from the captions that count first."""
    first: dict[str, list[Entry]] = {}
    for name, ranks in by_name.items():
        best = min(ranks)
        first[name] = list({entry.amount: entry for entry in reversed(ranks[best])}.values())[::-1]
        if name not in LINES or len(first[name]) > 1:
            continue
        taken = first[name][0]
        others = {entry.amount: entry for rank, entries in ranks.items() if rank > best for entry in entries}
        for other in others.values():
            if other.amount != taken.amount:
                text = (
                    f"`{name}` is {exact(taken.amount)}{_from(taken)}; "
                    f"{exact(other.amount)}{_from(other)} is not used"
                )
                remarks.append(Remark("other-amount", text, number, name, other.position))

    def tell(name: str, code: str, text: str) -> None:
        if name in LINES:
            remarks.append(Remark(code, text, number, name, first[name][-1].position))

    return settle(first, tell)


def _debt(number: int, year: Year, outside: list[str], remarks: list[Remark]) -> None:
    """Put total debt into a year as the sum of its parts, if nothing else there looks like debt."""
    short, long = year.get("current_debt"), year.get("long_term_debt")
    if "total_debt" in year or not (short or long or outside):
        return
    if outside:
        text = (
            f"`total_debt` is left out: it may hold "
            f"{', '.join(f'`{shown(each)}`' for each in dict.fromkeys(outside))}"
        )
        remarks.append(Remark("total-debt", text, number, "total_debt"))
    elif short and long:
        names = short.origin or "current debt", long.origin or "long-term debt"
        year["total_debt"] = Entry(EXACT.add(short.amount, long.amount), " + ".join(names))
        if (total := exact(year["total_debt"].amount)) is not None:
            text = (
                f"`total_debt` {total} is derived: {names[0]} {exact(short.amount)} (due within a year) + "
                f"{names[1]} {exact(long.amount)}"
            )
            remarks.append(Remark("total-debt", text, number, "total_debt"))
    else:
        part = "due within a year" if short else "due later"
        remarks.append(
            Remark("total-debt", f"`total_debt` is left out: only debt {part} is given", number, "total_debt")
        )


def _from(entry: Entry) -> str:
    return f" ({entry.origin})" if entry.origin else ""
