// One finding of a list is the chosen one: the one that has the focus, was clicked, or was walked to with j
// and k. Whoever needs to know listens for "chosen" on the document.

import { whenPressed } from "./keyboard.js";

const FINDING = "[data-about]";
const WAYS = [".reply blockquote a", "blockquote a", "a.n", "a", "button"];
let chosen = null;

export function findings() {
  return [...document.querySelectorAll(FINDING)].filter((finding) => finding.checkVisibility());
}

export function theChosen() {
  return chosen?.isConnected ? chosen : null;
}

// The way in a finding that takes the focus: from its words where they are one.
export function wayOf(finding) {
  return WAYS.map((way) => finding.querySelector(way)).find((way) => way);
}

// Where the words of a finding stand: of a note beside an article, in its text.
export function placeOf(finding) {
  return document.getElementById(finding.dataset.of ?? "") ?? finding;
}

export function choose(finding, { focus = true, scroll = focus } = {}) {
  if (finding === chosen && !focus) return;
  chosen?.removeAttribute("aria-current");
  chosen = finding;
  chosen?.setAttribute("aria-current", "true");
  document.dispatchEvent(new CustomEvent("chosen", { detail: finding }));
  if (!finding) return;
  if (focus) wayOf(finding)?.focus({ preventScroll: true });
  if (scroll) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    placeOf(finding).scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
}

// To the next finding or the one before; false at the end.
export function walk(step) {
  const all = findings();
  const here = all.indexOf(theChosen());
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
  if (!all[next]) return false;
  choose(all[next]);
  return true;
}

function named() {
  const there = document.getElementById(location.hash.slice(1));
  if (!there) return null;
  return document.querySelector(`[data-of="${CSS.escape(there.id)}"]`) ?? there.closest(FINDING);
}

function follow(focus) {
  const finding = named();
  if (finding) choose(finding, { focus, scroll: false });
}

for (const kind of ["focusin", "click"]) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest?.("[data-n]");
    const of = mark && document.querySelector(`[data-of="${CSS.escape(mark.id)}"]`);
    const finding = of ?? event.target.closest?.(FINDING);
    if (finding) choose(finding, { focus: false });
  });
}
window.addEventListener("hashchange", () => follow(false));
whenPressed((key) => {
  const step = { j: 1, n: 1, k: -1, p: -1 }[key];
  if (!step) return false;
  walk(step);
  return true;
});
// Going to the place that the address names takes the focus away, so it is given after that.
if (document.readyState === "complete") follow(true);
else window.addEventListener("load", () => setTimeout(follow, 0, true));
