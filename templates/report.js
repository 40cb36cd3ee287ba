// What a report can do besides being read. Everything here is an addition: without script nothing is missing but
// this. Nothing is fetched, stored or sent, and no text of the report is ever read as markup.
"use strict";

(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // --- Tables: a button in each heading sorts by its column, upwards and then downwards ---------------------

  const collator = new Intl.Collator("en", { numeric: true });

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const DAY = new RegExp(`^(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})$`);
  // Returns a text to sort by: a day has its year first, then its month as a number.
  const sortable = (text) =>
    text.replace(DAY, (_, day, month, year) => `${year} ${MONTHS.indexOf(month) + 1} ${day}`);

  // Returns what a cell is sorted by: its first number in a column of numbers, else its text; null for no number.
  const key = (cell, number) => {
    const text = cell.textContent.trim();
    if (!number) return sortable(text);
    const found = text.replaceAll("−", "-").replaceAll(",", "").match(/-?\d+(\.\d+)?/);
    return found && Number(found[0]);
  };

  const order = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

  for (const table of all(".table table").filter((each) => each.tBodies[0].rows.length > 2)) {
    const headings = all("thead th", table);
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const sign = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const each of headings) each.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        const body = table.tBodies[0];
        const keyed = [...body.rows].map((row) => [key(row.cells[column], heading.classList.contains("num")), row]);
        const known = keyed.filter(([value]) => value !== null).sort(([a], [b]) => sign * order(a, b));
        const unknown = keyed.filter(([value]) => value === null);
        body.append(...[...known, ...unknown].map(([, row]) => row));
      });
    });
  }

  // --- Criteria: shown by their status; paper shows them all, unfolded ---------------------------------------

  const filter = document.getElementById("filter");
  const criteria = all("[data-status]");
  const groups = [...new Set(criteria.map((each) => each.parentElement))];

  const show = () => {
    const wanted = filter.querySelector("input:checked").value;
    for (const each of criteria) {
      each.hidden = wanted !== "all" && !each.dataset.status.split(" ").includes(wanted);
    }
    for (const group of groups) group.hidden = all("[data-status]", group).every((each) => each.hidden);
    const shown = criteria.filter((each) => !each.hidden).length;
    filter.querySelector("output").textContent = `${shown} of ${criteria.length} criteria`;
  };

  if (filter) {
    filter.hidden = false;
    filter.addEventListener("change", show);
    show();
  }

  const unfold = (id) => {
    const target = id && document.getElementById(id);
    const folded = target && target.closest("details");
    if (folded) {
      folded.hidden = false;
      folded.parentElement.hidden = false;
      folded.open = true;
      folded.scrollIntoView();
    }
  };

  addEventListener("hashchange", () => unfold(decodeURIComponent(location.hash.slice(1))));
  unfold(decodeURIComponent(location.hash.slice(1)));

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open], .criterion)");  // a criterion that nobody must look at takes a line
    for (const each of folded) each.open = true;
    for (const each of [...criteria, ...groups]) each.hidden = false;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
    if (filter) show();
  });

  // --- Contents: the part that is being read is marked -------------------------------------------------------

  const links = new Map(all("nav a[href^='#']").map((link) => [link.hash.slice(1), link]));
  const parts = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

  let marked;
  const mark = () => {
    const passed = parts.filter((part) => part.getBoundingClientRect().top <= innerHeight / 4);
    const current = links.get((passed.at(-1) ?? parts[0])?.id);
    if (current === marked) return;
    marked?.removeAttribute("aria-current");
    current.setAttribute("aria-current", "true");
    const bar = current.closest("nav");
    bar.scrollTo(current.offsetLeft - bar.clientWidth / 3, current.offsetTop - bar.clientHeight / 2);
    marked = current;
  };

  addEventListener("scroll", mark, { passive: true });
  mark();

  // --- What if: other weights of the dimensions, by the engine's rules on scores and verdicts -------------

  const panel = document.getElementById("what-if");
  if (!panel) return;

  const facts = JSON.parse(document.getElementById("what-if-data").textContent);
  const RANKS = ["decline", "conditional", "proceed"];

  // Rounds as Python does: an exact half goes to the even digit. Only an odd multiple of a power of two is one.
  const fixed = (value, decimals) => {
    const text = value.toFixed(decimals);
    const tie = Math.abs(value * 2 ** (decimals + 1)) % 2 === 1;
    return tie && Number(text.at(-1)) % 2 ? (Number(text) - 10 ** -decimals).toFixed(decimals) : text;
  };
  // As people read it: halves go up.
  const shown = (value, decimals) => {
    const parts = 10 ** decimals;
    return (Math.floor(Number(fixed(value * parts, 6)) + 0.5) / parts).toFixed(decimals);
  };
  const atLeast = (value, limit) => Number(fixed(value, 9)) >= Number(fixed(limit, 9));

  const mean = (pairs) => {
    const weight = pairs.reduce((sum, [w]) => sum + w, 0);
    return weight ? pairs.reduce((sum, [w, value]) => sum + w * value, 0) / weight : null;
  };

  const level = (cap, score) => {
    const meets = (limit) => (score === null ? limit <= 0 : atLeast(score, limit));
    const reached = meets(facts.proceed) ? 2 : meets(facts.conditional) ? 1 : 0;
    return RANKS[Math.min(reached, RANKS.indexOf(cap))];
  };

  const decide = (weights) => {
    const rows = facts.dimensions.map((each, place) => [weights[place], each]);
    const scored = rows.filter(([, each]) => each.low !== null);
    const low = mean(scored.map(([w, each]) => [w, each.low])) ?? 0;
    const high = mean(scored.map(([w, each]) => [w, each.high])) ?? 100;
    const point = mean(scored.filter(([, each]) => each.point !== null).map(([w, each]) => [w, each.point]));
    const declared = mean(rows.map(([w, each]) => [w, 100 * each.not_applicable])) ?? 0;
    const worst = level(facts.caps.worst, low);
    const now = level(facts.caps.now, point);
    const best = level(facts.caps.best, high);
    const held =
      facts.held ||
      point === null ||
      !atLeast(100 - (high - low), facts.coverage) ||
      !atLeast(facts.not_applicable, declared) ||
      (facts.open && now !== "decline");
    const verdict = best === "decline" ? "decline" : held ? "hold" : now;
    return { low, point, high, worst, best, verdict };
  };

  const sliders = all("input[type=range]", panel);
  const say = (name, text) => {
    panel.querySelector(`[data-says=${name}]`).textContent = text;
  };

  const ask = () => {
    const weights = sliders.map((slider) => slider.valueAsNumber);
    const applies = facts.dimensions.map((each) => each.low !== null);
    const total = weights.reduce((sum, weight, place) => (applies[place] ? sum + weight : sum), 0);
    sliders.forEach((slider, place) => {
      const share = total && applies[place] ? `${shown((100 * weights[place]) / total, 1)} %` : "–";
      slider.setAttribute("aria-valuetext", share);
      slider.nextElementSibling.textContent = share;
    });
    panel.classList.toggle("empty", !total);
    if (!total) return;
    const found = decide(weights);
    const firmness = found.verdict === "hold" ? facts.firmness.hold : facts.firmness.decided;
    panel.dataset.verdict = found.verdict;
    say("symbol", facts.symbols[found.verdict]);
    say("verdict", facts.verdicts[found.verdict]);
    say("firmness", firmness[found.worst][found.best]);
    say("score", found.point === null ? "–" : shown(found.point, 1));
    say("range", `${shown(found.low, 0)}–${shown(found.high, 0)}`);
  };

  panel.hidden = false;
  panel.addEventListener("input", ask);
  panel.querySelector("button").addEventListener("click", () => {
    for (const slider of sliders) slider.value = slider.defaultValue;
    ask();
  });
  ask();
})();
