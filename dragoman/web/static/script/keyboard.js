// Single keys: pressed outside fields, and only where this browser has not turned them off. The dialog with
// all keys turns them off and on.

const NAME = "keys";
const dialog = document.getElementById("keys");
const toggle = dialog?.querySelector("[data-keys-on]");

export function areOn() {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true;
  }
}

export function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

// Calls back with each single key; whatever is true means that the key was taken.
export function whenPressed(take) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || !areOn()) return;
    if (take(event.key)) event.preventDefault();
  });
}

export function tellKeys() {
  if (toggle) toggle.checked = areOn();
  dialog?.showModal();
  return dialog !== null;
}

toggle?.addEventListener("change", () => {
  try {
    localStorage.setItem(NAME, toggle.checked ? "on" : "off");
  } catch {
    toggle.checked = true; // this browser keeps nothing: keys stay on
  }
});
for (const button of document.querySelectorAll("[data-keys]")) button.addEventListener("click", tellKeys);
whenPressed((key) => key === "?" && tellKeys());
