// Rows of fields, of which there may be any number: evidence, and the tables of sections.
"use strict";

let rowsMade = 0;

class Rows {
  // `constant` is what every row says besides what is filled in.
  constructor(box, constant = {}) {
    this.box = box;
    this.constant = constant;
    this.key = box.dataset.rows;
    this.keyed = "keyed" in box.dataset;
    this.list = box.querySelector("[data-list]");
    this.template = box.querySelector("template") ?? by("evidence-row");
    box.querySelector("[data-add]").addEventListener("click", () => {
      this.add().querySelector("[data-key]").focus();
      changed(box);
    });
  }

  add(values = {}) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    rowsMade += 1;
    for (const field of all("[data-key]", row)) {
      const label = row.querySelector(`label[for="${CSS.escape(field.id)}"]`);
      field.id = label.htmlFor = `r${rowsMade}-${field.dataset.key}`;
      write(field, values[field.dataset.key]);
    }
    row.querySelector("[data-remove]").addEventListener("click", () => {
      row.remove();
      this.number();
      this.box.querySelector("[data-add]").focus();
      changed(this.box);
    });
    this.list.append(row);
    this.number();
    return row;
  }

  number() {
    [...this.list.children].forEach((row, place) => {
      row.setAttribute("aria-label", `${this.box.dataset.noun} ${place + 1}`);
    });
  }

  get value() {
    const rows = [...this.list.children].map((row) =>
      all("[data-key]", row).map((field) => [field.dataset.key, read(field)]).filter(([, value]) => value !== ""),
    );
    return rows.filter((row) => row.length).map((row) => ({ ...this.constant, ...Object.fromEntries(row) }));
  }

  set value(rows) {
    this.list.replaceChildren();
    for (const row of Array.isArray(rows) ? rows : []) if (row && typeof row === "object") this.add(row);
  }

  // Yields fields with what is wrong with them; nothing is wrong with a row that is not begun.
  *faults() {
    const seen = new Set();
    for (const row of this.list.children) {
      const fields = all("[data-key]", row);
      if (!fields.some((field) => field.value.trim() || field.validity.badInput)) continue;
      for (const field of fields) {
        const name = field.value.trim().toLowerCase();
        const twice = this.keyed && field.dataset.key === "key" && seen.size === seen.add(name).size;
        const wrong = fault(field) ?? (twice ? "This stands in another row, too." : null);
        if (wrong) yield [field, wrong];
      }
    }
  }
}
