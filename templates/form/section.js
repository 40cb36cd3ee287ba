// A section that is asked for: fields and tables of its own.
"use strict";

class Section {
  constructor(box) {
    this.name = box.dataset.section;
    this.lone = all("[data-key]", box).filter((field) => !field.closest("[data-rows]"));
    const grade = asked.grade ? { grade: asked.grade } : {};
    this.tables = all("[data-rows]", box).map((each) => new Rows(each, each.dataset.rows === "evidence" ? grade : {}));
  }

  // Returns what is filled in, every table as a list of rows; undefined where there is nothing.
  get draft() {
    const entries = this.lone.map((field) => [field.dataset.key, read(field)]).filter(([, value]) => value !== "");
    for (const { key, value } of this.tables) if (value.length) entries.push([key, value]);
    return entries.length ? Object.fromEntries(entries) : undefined;
  }

  // Returns it as a reply has it: rows of some tables go by the name that stands in their field `key`.
  get value() {
    const draft = this.draft;
    for (const { key: table } of draft ? this.tables.filter((each) => each.keyed) : []) {
      if (draft[table]) draft[table] = Object.fromEntries(draft[table].map(({ key, ...rest }) => [key, rest]));
    }
    return draft;
  }

  set value(given) {
    const values = given && typeof given === "object" ? given : {};
    for (const field of this.lone) write(field, values[field.dataset.key]);
    for (const table of this.tables) {
      const rows = values[table.key] ?? [];
      table.value = Array.isArray(rows) ? rows : Object.entries(rows).map(([key, rest]) => ({ key, ...rest }));
    }
  }

  *faults() {
    if (!this.draft) return;
    for (const field of this.lone) if (fault(field)) yield [field, fault(field)];
    for (const table of this.tables) yield* table.faults();
  }
}
