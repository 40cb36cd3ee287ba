// The page: what is asked follows the facts, answers are kept in this browser until they are saved, and the
// reply is a file that the browser hands over. Nothing is fetched or sent. What is kept has the form of a reply.
"use strict";

const asked = JSON.parse(by("asked").textContent);
const form = by("form");
const facts = asked.facts.map((each) => new Question(each));
const questions = asked.questions.map((each) => new Question(each));
const sections = all("[data-section]").map((each) => new Section(each));

const shown = (found) => found.filter((each) => !each.box.hidden);
const given = (found) => Object.fromEntries(found.filter(([, value]) => value !== undefined));

// --- What applies

const apply = () => {
  const known = new Map(asked.unasked.map((name) => [name, null]));
  for (const fact of facts) {
    const matters = fact.when ? holds(fact.when, known) : true;
    fact.box.hidden = matters === false;
    const settled = matters && fact.answered && fact.answer !== "unknown" && ![...fact.faults()].length;
    if (matters !== false) known.set(fact.name, settled ? fact.answer : null);
  }
  for (const each of questions) each.box.hidden = Boolean(each.when) && holds(each.when, known) === false;
  for (const group of all("[data-group]")) group.hidden = all(".question", group).every((each) => each.hidden);
};

// --- The reply, and the draft, which holds what does not apply at present, too

const replyOf = (answered, stated, filled) => {
  const answers = {};
  for (const { group, name, value } of answered) if (value !== undefined) (answers[group] ??= {})[name] = value;
  return {
    ...asked.reply,
    ...given(["by", "role"].map((id) => [id, by(id).value.trim() || undefined])),
    profile: given(stated.map((each) => [each.name, each.answer])),
    answers,
    ...given(filled),
  };
};

const draft = () => ({
  ...replyOf(questions, facts, sections.map((each) => [each.name, each.draft])),
  doubtful: questions.filter((each) => each.doubtful).map((each) => each.name),
});

const reply = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const answered = shown(questions).filter((each) => !each.doubtful);
  return {
    ...replyOf(answered, shown(facts), sections.map((each) => [each.name, each.value])),
    date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
  };
};

const fill = (from) => {
  write(by("by"), from.by);
  write(by("role"), from.role);
  for (const each of facts) each.value = from.profile?.[each.name];
  for (const each of questions) {
    each.value = from.answers?.[each.group]?.[each.name];
    each.doubtful = each.answered && Boolean(from.doubtful?.includes(each.name));
  }
  for (const each of sections) each.value = from[each.name];
};

// --- Kept in this browser until it is saved

let unsaved = false;
let kept = false;

const stored = (work) => {
  try {
    return work(localStorage);
  } catch {
    return null; // refused: a private window, a policy, no room, a draft that is none
  }
};

const keep = () => {
  unsaved = true;
  kept = stored((store) => (store.setItem(asked.key, JSON.stringify(draft())), true)) === true;
};

addEventListener("beforeunload", (event) => {
  if (unsaved && !kept) event.preventDefault();
});

// --- Progress, and what there is to know before the reply is sent

const list = (items) => {
  const made = element("ul", "");
  for (const each of items) {
    const item = element("li", "");
    item.append(each);
    made.append(item);
  }
  return made;
};

const enclosed = () => {
  const evidence = [
    ...shown(questions).map((each) => each.evidence),
    ...sections.flatMap((each) => each.tables.filter(({ key }) => key === "evidence")),
  ];
  return [...new Set(evidence.flatMap(({ value }) => value.map((row) => row.file).filter(Boolean)))];
};

const setText = (id, text) => {
  if (by(id).textContent !== text) by(id).textContent = text; // what is the same is not read out again
};

const showProgress = () => {
  const visible = shown([...facts, ...questions]);
  const open = visible.filter((each) => each.open).length;
  const unknown = visible.filter((each) => each.answer === "unknown").length;
  const doubtful = visible.filter((each) => each.doubtful).length;
  for (const each of visible) {
    each.clear.hidden = !each.answered;
    each.confirm.hidden = !each.doubtful;
  }
  by("next").disabled = !open;
  setText("progress", `${visible.length - open} of ${count(visible.length, "question")} answered`);
  setText(
    "kept",
    unsaved && !kept
      ? "This browser keeps nothing: save your answers before you close the page, even if it is not finished."
      : "What you fill in is kept in this browser, on this computer alone, until you save your answers.",
  );
  const items = [];
  if (open) items.push(`${count(open, "question is", "questions are")} still open. You can save now and go on later.`);
  if (doubtful) items.push(`${count(doubtful, "answer", "answers")} of an earlier version not confirmed: left out.`);
  if (unknown) items.push(`${count(unknown, "answer")} not known. Does somebody else on your side know?`);
  if (enclosed().length) items.push(`Enclose ${count(enclosed().length, "file")}: ${enclosed().join(", ")}.`);
  by("before").replaceChildren(...(items.length ? [element("p", "Before you send it:"), list(items)] : []));
};

const mark = (field, message, id) => {
  field.after(element("p", message, { className: "fault", id }));
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
};

const leadTo = (field, message) => {
  const question = field.closest(".question")?.querySelector("legend").textContent.trim();
  const link = element("a", question ? `${message} (${question})` : message, { href: `#${field.id}` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.focus();
  });
  return link;
};

// Marks what cannot be sent as it is; returns whether there is nothing.
const check = () => {
  for (const each of all("[aria-invalid]")) {
    each.removeAttribute("aria-invalid");
    each.removeAttribute("aria-describedby");
  }
  for (const each of all(".fault")) each.remove();
  const faults = fault(by("by")) ? [[by("by"), "Write your name."]] : [];
  for (const each of [...shown([...facts, ...questions]), ...sections]) faults.push(...each.faults());
  faults.forEach(([field, message], place) => mark(field, message, `fault-${place}`));
  by("faults").hidden = !faults.length;
  by("faults").replaceChildren(
    element("p", `Your answers are not saved: ${count(faults.length, "place needs", "places need")} another look.`),
    list(faults.map(([field, message]) => leadTo(field, message))),
  );
  return !faults.length;
};

const refresh = () => {
  apply();
  by("saved").replaceChildren();
  if (!by("faults").hidden) check();
  keep();
  showProgress();
};

// --- Saving and loading

const save = (event) => {
  event.preventDefault();
  if (!check()) {
    by("faults").focus();
    return;
  }
  const person = by("by").value.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40);
  const file = new Blob([JSON.stringify(reply(), null, 2), "\n"], { type: "application/json" });
  const link = element("a", "", { href: URL.createObjectURL(file), download: `${asked.file}-${person}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  stored((store) => store.removeItem(asked.key));
  unsaved = false;
  showProgress();
  const enclose = enclosed().length ? ` Enclose ${enclosed().join(", ")}.` : "";
  by("saved").replaceChildren(
    element("p", `Your answers are saved among your downloads, as ${link.download}. This browser has forgotten it.`),
    element("p", `${asked.send}${enclose}`),
  );
};

// Fills the form anew, so that it can be undone.
const replace = (from, message) => {
  const before = draft();
  fill(from);
  refresh();
  setText("loaded", message);
  by("undo").hidden = false;
  by("undo").onclick = () => {
    by("undo").hidden = true;
    fill(before);
    refresh();
    setText("loaded", "The form is as it was before.");
  };
};

const load = async (file) => {
  const refuse = (why) => setText("loaded", `“${file.name}” is not loaded: ${why}`);
  if (file.size > 10_000_000) return refuse("it is too large to be a reply.");
  const from = await file.text().then(JSON.parse).catch(() => null);
  if (from?.partnercheck !== asked.reply.partnercheck) return refuse("no form like this has saved it.");
  if (from.partner !== asked.reply.partner) return refuse("it is about another partner.");
  const other = from.sha256 !== asked.reply.sha256;
  const doubtful = other ? questions.map((each) => each.name) : [];
  const hint = other ? " The questions have changed since: confirm each answer, or change it." : "";
  return replace({ ...from, doubtful }, `“${file.name}” is loaded.${hint}`);
};

// --- Beginning

document.documentElement.classList.add("scripted");
form.addEventListener("input", refresh);
form.addEventListener("submit", save);
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); // only the button saves
});
by("next").addEventListener("click", () => {
  const open = [...facts, ...questions].filter((each) => each.open);
  const here = document.activeElement.closest(".question") ?? by("next");
  const follows = ({ box }) => box !== here && here.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = open.find(follows) ?? open[0];
  next.box.scrollIntoView();
  next.first.focus();
});
by("print").addEventListener("click", () => print());
by("clear").addEventListener("click", () => replace({ by: asked.person }, "The form is empty."));
by("load").addEventListener("change", async ({ target }) => {
  if (target.files.length) await load(target.files[0]);
  target.value = "";
});

const former = stored((store) => JSON.parse(store.getItem(asked.key)));
if (former) {
  fill(former);
  unsaved = kept = true;
  setText("loaded", "Your answers are here again.");
}
apply();
showProgress();
