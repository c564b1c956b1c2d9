// A sitting of judging: how many were judged in it, how many wait, and the following ones as they are needed.

const progress = document.querySelector("[data-waiting]");
const NAME = "judged";
let judgedHere = 0;
let coming = null;

function sitting(step) {
  try {
    const judged = Math.max(Number(sessionStorage.getItem(NAME) ?? 0) + step, 0);
    sessionStorage.setItem(NAME, String(judged));
    return judged;
  } catch {
    return judgedHere;
  }
}

export function count(step) {
  judgedHere += step;
  const judged = sitting(step);
  if (!progress) return;
  const left = Math.max(Number(progress.dataset.waiting) - judgedHere, 0);
  const waiting = "counted" in progress.dataset ? String(left) : progress.dataset.words;
  progress.textContent = `${judged > 0 ? `${judged} judged in this sitting, ` : ""}${waiting} wait`;
}

// The following findings, put behind those that are shown.
export function more() {
  coming ??= fetchMore().finally(() => (coming = null));
  return coming;
}

async function fetchMore() {
  const list = document.querySelector("ol[data-flow]");
  const way = document.querySelector(".pages a[data-more]");
  if (!list || !way) return;
  const answer = await fetch(way.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(".pages a[data-more]");
  list.append(...(page.querySelector("ol[data-flow]")?.children ?? []));
  if (next) way.href = next.href;
  else way.closest(".pages").remove();
}
