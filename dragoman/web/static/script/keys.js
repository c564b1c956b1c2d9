// One keystroke a decision on the page of one statement: a button or a way with data-key is pressed by that
// key, a field with data-focus is entered by it.

import { whenPressed } from "./keyboard.js";

whenPressed((pressed) => {
  const key = CSS.escape(pressed);
  const field = document.querySelector(`[data-focus="${key}"]`);
  const button = document.querySelector(`[data-key="${key}"]`);
  field?.focus();
  if (!field) button?.click();
  return field ?? button;
});
