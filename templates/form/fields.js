// Fields of a form: what they hold, and what is wrong with it. No text is ever read as markup.
"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const by = (id) => document.getElementById(id);

// Tells the page that something has changed, as typing does.
const changed = (box) => box.dispatchEvent(new Event("input", { bubbles: true }));

const element = (tag, text, attributes = {}) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.textContent = text;
  return made;
};
const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

const PATTERNS = {
  number: [/^(?=(\D*\d){1,15}\D*$)[-+]?\d+(\.\d+)?$/, "Write a number such as 1250 or 12.5, without other signs."],
  whole: [/^[-+]?\d{1,15}$/, "Write a whole number, such as 3."],
  period: [/^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$/, "Write a year, quarter or month: 2027, 2027-Q2 or 2027-06."],
  date: [/^\d{4}-\d\d-\d\d$/, "Write a day as year-month-day, such as 2026-10-14."],
};
const isNumber = (kind) => kind === "number" || kind === "whole";

// Returns what a field holds: a number where it is one, the text as typed where it is wrong, "" where empty.
const read = (field) => {
  const text = field.value.trim();
  const sound = PATTERNS[field.dataset.kind]?.[0].test(text);
  return sound && isNumber(field.dataset.kind) ? Number(text) : text;
};
const fault = (field) => {
  const text = field.value.trim();
  if (field.validity.badInput) return PATTERNS[field.dataset.kind][1];
  if (!text) return field.required ? "This is needed." : null;
  const [pattern, message] = PATTERNS[field.dataset.kind] ?? [];
  return pattern && !pattern.test(text) ? message : null;
};
const write = (field, value) => {
  if (field) field.value = ["string", "number"].includes(typeof value) ? value : "";
};
