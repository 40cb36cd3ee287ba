// What applies, by the facts: true, false, or null where a fact is not known yet.
"use strict";

const every = (found) => (found.includes(false) ? false : found.includes(null) ? null : true);
const some = (found) => (found.includes(true) ? true : found.includes(null) ? null : false);
const near = (value) => Number(Number(value).toFixed(9));

const holds = (test, known) => {
  if (test.all) return every(test.all.map((each) => holds(each, known)));
  if (test.any) return some(test.any.map((each) => holds(each, known)));
  if (!known.has(test.profile)) return false;
  const value = known.get(test.profile);
  if (value === null) return null;
  if (test.is !== undefined) return value === test.is;
  if (test.in) return test.in.includes(value);
  return test.at_least === undefined ? near(value) <= near(test.at_most) : near(value) >= near(test.at_least);
};
