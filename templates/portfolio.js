"use strict";
// Sorts and filters the table of partners. Only the first rows that match are shown, so that ten thousand partners
// answer as fast as ten; without script all of them stand there.
(() => {
  const SHOWN = 100;
  const table = document.getElementById("partners");
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const columns = new Map(heads.map((head, at) => [head.dataset.col, at]));
  const value = (row, at) => row.cells[at].dataset.v ?? row.cells[at].textContent;
  const rows = Array.from(body.rows, (row) => ({
    row,
    words: row.textContent.toLowerCase(),
    level: value(row, columns.get("level")),
    due: columns.has("due") && value(row, columns.get("due")) !== "",
    flags: value(row, columns.get("flags")) !== "0",
  }));
  const by = (id) => document.getElementById(id);
  const more = by("more");
  let all = false;
  let printing = false;

  const counted = (found) => found.length.toLocaleString("en");

  function show() {
    const words = by("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const level = by("level").value;
    const due = by("due")?.checked;
    const flags = by("flags").checked;
    const found = rows.filter((each) =>
      (!level || each.level === level) && (!due || each.due) && (!flags || each.flags)
      && words.every((word) => each.words.includes(word)));
    const shown = all || printing ? found : found.slice(0, SHOWN);
    body.replaceChildren(...shown.map((each) => each.row));
    more.hidden = shown.length === found.length;
    by("count").textContent = `${counted(found)} of ${counted(rows)} partners`
      + (more.hidden ? "" : `, the first ${counted(shown)} shown`);
  }

  function sort(at, down) {
    // Numbers before texts, and what is unknown last, whichever way.
    const keys = new Map(rows.map((each) => {
      const text = value(each.row, at).trim();
      const number = Number.parseFloat(text);
      const numeric = /^\d+(\.\d+)?(–\d+(\.\d+)?)?$/.test(text);
      return [each, text === "" || text === "–" ? null : numeric ? number : text.toLowerCase()];
    }));
    rows.sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      if (a === null || b === null) return (a === null) - (b === null);
      const order = typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1;
      return order * (down ? -1 : 1);
    });
  }

  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      sort(at, down);
      show();
    });
  });
  by("filter").addEventListener("input", show);
  more.addEventListener("click", () => { all = true; show(); });
  for (const [event, begins] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => { printing = begins; show(); });  // paper has no button for the rest
  }
  by("filter").hidden = false;
  show();
})();
