// A finding as the server shows it now, in the place of what was shown. One that is in this list no more
// stays, struck, so that it can be taken back.

import { wayOf } from "./choosing.js";

const OF_WORDS = new Set(["content", "source", "undo"]);

async function pageNow() {
  const answer = await fetch(location.href.split("#")[0], { headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

export async function refresh(finding, decision) {
  const page = await pageNow().catch(() => null);
  const fresh = page?.getElementById(finding.id);
  const mark = document.getElementById(finding.dataset.of ?? "");
  for (const part of [finding, mark]) part?.classList.toggle("gone", page !== null && !fresh);
  if (!fresh) return finding;
  if (OF_WORDS.has(decision)) refreshText(finding, page);
  const hadFocus = finding.contains(document.activeElement);
  const isChosen = finding.hasAttribute("aria-current");
  keepNumber(finding, fresh);
  finding.replaceChildren(...document.adoptNode(fresh).childNodes);
  finding.className = fresh.className;
  if (hadFocus) wayOf(finding)?.focus({ preventScroll: true });
  if (isChosen) finding.setAttribute("aria-current", "true");
  return finding;
}

// Numbers stay as they are on this page until it is opened anew.
function keepNumber(finding, fresh) {
  const [old, now] = [finding, fresh].map((part) => part.querySelector("a.n"));
  if (old && now) now.replaceWith(old.cloneNode(true));
}

function refreshText(finding, page) {
  const row = finding.closest(".row");
  if (!row) return;
  const place = [...document.querySelectorAll(".row")].indexOf(row);
  const text = row.querySelector(".text");
  const fresh = page.querySelectorAll(".row")[place]?.querySelector(".text");
  if (!fresh) return;
  const numbers = new Map([...text.querySelectorAll("[data-n]")].map((mark) => [mark.id, mark.dataset.n]));
  for (const mark of fresh.querySelectorAll("[data-n]")) mark.dataset.n = numbers.get(mark.id) ?? mark.dataset.n;
  text.replaceChildren(...document.adoptNode(fresh).childNodes);
}
