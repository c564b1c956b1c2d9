// One statement can be picked, to say of others that they report the same utterance or not; it stays picked
// on other pages of this tab.

const NAME = "picked";
let picked = null;

try {
  picked = sessionStorage.getItem(NAME);
} catch {
  picked = null; // this browser keeps nothing: it is picked on this page alone
}

export function thePicked() {
  return picked;
}

function mark() {
  document.querySelector("[data-picked]")?.removeAttribute("data-picked");
  if (picked) document.querySelector(`[data-about="${CSS.escape(picked)}"]`)?.setAttribute("data-picked", "");
}

// Picks a finding, or lays it back; what to tell of it.
export function pick(finding) {
  picked = picked === finding.dataset.about ? null : finding.dataset.about;
  try {
    if (picked) sessionStorage.setItem(NAME, picked);
    else sessionStorage.removeItem(NAME);
  } finally {
    mark();
  }
  return picked ? "Picked. On another one, m says: the same utterance; a says: not the same." : "Laid back.";
}

mark();
