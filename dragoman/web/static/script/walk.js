// In an article the note and the words of a statement light up together: the chosen one's, and the one's
// under the pointer.

import "./judging.js";

function light(id) {
  for (const part of document.querySelectorAll(".lit")) part.classList.remove("lit");
  if (!id) return;
  document.getElementById(id)?.classList.add("lit");
  document.querySelector(`[data-of="${CSS.escape(id)}"]`)?.classList.add("lit");
}

document.addEventListener("chosen", (event) => light(event.detail?.dataset.of));
document.addEventListener("pointerover", (event) => {
  const id = event.target.closest?.("[data-n]")?.id ?? event.target.closest?.("[data-of]")?.dataset.of;
  if (id) light(id);
});
const now = document.querySelector("[data-of][aria-current]");
if (now) light(now.dataset.of);
