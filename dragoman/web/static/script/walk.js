// Walks through the statements of an article: j or n to the next, k or p to the one before, and the note
// and the words of a statement light up together under the pointer or the focus.

const marks = [...document.querySelectorAll(".text [data-n]")];
const notes = new Map([...document.querySelectorAll(".notes [data-of]")].map((note) => [note.dataset.of, note]));
let lit = null;

function light(id) {
  for (const part of document.querySelectorAll(".lit")) part.classList.remove("lit");
  lit = id;
  if (!id) return;
  document.getElementById(id)?.classList.add("lit");
  notes.get(id)?.classList.add("lit");
}

function walk(step) {
  if (!marks.length) return;
  const here = marks.findIndex((mark) => mark.id === (lit || location.hash.slice(1)));
  const next = marks[here < 0 && step < 0 ? marks.length - 1 : Math.min(Math.max(here + step, 0), marks.length - 1)];
  light(next.id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  next.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  notes.get(next.id)?.querySelector("a")?.focus({ preventScroll: true });
}

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const step = { j: 1, n: 1, k: -1, p: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  walk(step);
});

for (const mark of marks) mark.addEventListener("pointerenter", () => light(mark.id));
for (const [id, note] of notes) {
  note.addEventListener("pointerenter", () => light(id));
  note.addEventListener("focusin", () => light(id));
}
