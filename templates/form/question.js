// A question, or a fact, which is a question without evidence: how it is answered.
"use strict";

class Question {
  constructor(about) {
    Object.assign(this, about);
    this.box = by(about.id);
    const find = (selector) => this.box.querySelector(selector);
    const rows = find("[data-rows]");
    this.choices = all("input[type=radio], input[type=checkbox]", this.box);
    this.text = find("[data-answer]");
    this.reason = find("[data-reason]");
    this.note = find("[data-note]");
    this.evidence = rows && new Rows(rows, asked.grade ? { grade: asked.grade } : {});
    this.clear = find("[data-clear]");
    this.confirm = find("[data-confirm]");
    this.doubtful = false; // answered when the question was perhaps another one, and not confirmed since
    this.box.addEventListener("input", (event) => this.agree(event.target));
    this.clear.addEventListener("click", () => {
      this.choose(undefined);
      this.first.focus();
      changed(this.box);
    });
    this.confirm.addEventListener("click", () => {
      this.first.focus();
      changed(this.box);
    });
  }

  get first() {
    return this.text ?? this.choices.find((each) => each.checked) ?? this.choices[0];
  }

  // Only one of several ways to answer holds: the one that was used last.
  agree(used) {
    this.doubtful = false;
    const ticks = this.choices.filter((each) => each.type === "checkbox");
    const radios = this.choices.filter((each) => each.type === "radio");
    if (used === this.reason && used.value) this.pick("not_applicable");
    if (used.type === "radio") {
      for (const each of ticks) each.checked = false;
      write(this.text, "");
    }
    if (used === this.text || ticks.includes(used)) for (const each of radios) each.checked = false;
    if (!this.picked("not_applicable")) write(this.reason, "");
  }

  picked(value) {
    return this.choices.some((each) => each.value === value && each.checked);
  }

  pick(value) {
    for (const each of this.choices) if (each.value === value) each.checked = true;
  }

  // Returns the answer as a reply has it: undefined where there is none.
  get answer() {
    if (this.picked("unknown")) return "unknown";
    if (this.picked("none")) return [];
    if (this.text) return read(this.text) === "" ? undefined : read(this.text);
    const keys = this.options.filter((_, place) => this.picked(String(place)));
    return this.many && keys.length ? keys : keys[0];
  }

  // Takes over an answer; one that this question does not offer is none.
  choose(answer) {
    for (const each of this.choices) each.checked = false;
    write(this.text, answer === "unknown" ? "" : answer);
    write(this.reason, "");
    if (answer === "unknown") this.pick("unknown");
    if (this.many && Array.isArray(answer) && !answer.length) this.pick("none");
    for (const key of this.text ? [] : [answer].flat()) {
      const place = this.options.findIndex((each) => String(each) === String(key));
      if (place >= 0) this.pick(String(place));
    }
  }

  get value() {
    const entry = this.picked("not_applicable") ? { not_applicable: this.reason.value.trim() } : { answer: this.answer };
    if (this.note?.value.trim()) entry.note = this.note.value.trim();
    if (this.evidence?.value.length) entry.evidence = this.evidence.value;
    return Object.values(entry).some((each) => each !== undefined) ? entry : undefined;
  }

  set value(given) {
    const entry = given && typeof given === "object" && !Array.isArray(given) ? given : { answer: given };
    this.doubtful = false;
    this.choose(entry.answer);
    if (this.reason && typeof entry.not_applicable === "string") {
      this.pick("not_applicable");
      write(this.reason, entry.not_applicable);
    }
    write(this.note, entry.note);
    if (!this.evidence) return;
    this.evidence.value = entry.evidence;
    this.box.querySelector("details").open = Boolean(this.note.value) || this.evidence.value.length > 0;
  }

  get answered() {
    return this.answer !== undefined || this.picked("not_applicable");
  }

  get open() {
    return !this.box.hidden && (this.doubtful || !this.answered);
  }

  *faults() {
    if (this.text && fault(this.text)) yield [this.text, fault(this.text)];
    if (this.picked("not_applicable") && !this.reason.value.trim()) {
      yield [this.reason, "Say in a few words why it does not apply."];
    }
    if (this.evidence) yield* this.evidence.faults();
  }
}
