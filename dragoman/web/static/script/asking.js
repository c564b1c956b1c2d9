// Small forms in the place where something is asked; each gives what was written, or null where it was left.

export function ask(where, kind, fill = "") {
  where.querySelector(".asking")?.remove();
  const form = document.getElementById(`ask-${kind}`).content.cloneNode(true).firstElementChild;
  const field = form.elements.value;
  where.append(form);
  field.value = fill;
  field.focus({ preventScroll: where.id === "judging" });
  return new Promise((resolve) => {
    const end = (value) => {
      form.remove();
      resolve(value);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      end(field.value);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") end(null);
      if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
    });
    form.querySelector("[data-leave]").addEventListener("click", () => end(null));
  });
}

async function known(finding) {
  const address = `/judge/${encodeURIComponent(finding.dataset.about)}?format=json`;
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function inside(finding) {
  return finding.querySelector(":scope > div") ?? finding;
}

// Who says it, with those whom the article names to choose from.
export function askSpeaker(finding) {
  const list = document.getElementById("ask-names");
  list.replaceChildren();
  known(finding).then((page) => list.append(...(page?.names ?? []).map((name) => new Option(name, name))));
  return ask(inside(finding), "speaker");
}

// Its words: those that are selected in the article, or as they stand.
export async function askContent(finding) {
  const selection = getSelection();
  const isThere = selection.anchorNode?.parentElement?.closest(".text");
  const selected = isThere ? selection.toString().trim() : "";
  const words = selected || (await known(finding))?.statement.words.replaceAll(" … ", "\n");
  return ask(inside(finding), "content", words ?? "");
}
