// Judging in lists with one key. What is decided goes to the same place as from the page of the statement,
// one decision after the other; the answer is told in the finding and to screen readers. Where somebody else
// judged meanwhile, nothing is written until it is said again.

import { choose, findings, theChosen, walk } from "./choosing.js";
import { whenPressed } from "./keyboard.js";
import { ask, askContent, askSpeaker } from "./asking.js";
import { pick, thePicked } from "./picking.js";
import { refresh } from "./refreshing.js";
import { count, more } from "./sitting.js";

const bar = document.getElementById("judging");
const SIMPLE = { r: "right", w: "wrong", o: "nobody" };
const OF_EXCHANGES = { r: "exchange_right", w: "exchange_wrong" };
const ASKED = { s: askSpeaker, e: askContent };
const PAIRED = { m: "same", a: "apart" };
const done = []; // what was decided on this page, the latest last
const clashes = new WeakMap(); // what somebody else came before, by finding
let line = Promise.resolve();

function tell(news) {
  bar.querySelector(".news").textContent = news;
}

function show(finding, words, buttons = {}) {
  const place = finding.querySelector(":scope > div") ?? finding;
  place.querySelector(":scope > .outcome")?.remove();
  if (!words) return;
  const outcome = document.createElement("p");
  outcome.className = "outcome";
  outcome.append(words);
  for (const [label, act] of Object.entries(buttons)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = label;
    button.addEventListener("click", act);
    outcome.append(" ", button);
  }
  place.append(outcome);
}

function send(body) {
  const sent = line.then(async () => {
    const answer = await fetch("/judgements", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, told: await answer.json() };
  });
  line = sent.catch(() => {});
  return sent;
}

async function isNamed() {
  if (bar.dataset.who) return true;
  const finding = theChosen();
  tell("Say who judges, and it is saved.");
  const name = (await ask(bar, "who"))?.trim();
  tell("");
  if (finding) choose(finding, { scroll: false });
  if (!name) return false;
  bar.dataset.who = name;
  const saved = line.then(() => fetch("/who", { method: "POST", body: new URLSearchParams({ by: name }), redirect: "manual" }));
  line = saved.catch(() => delete bar.dataset.who); // it is asked again
  return true;
}

async function sendFor(finding, body) {
  try {
    const answer = await send({ ...body, about: finding.dataset.about, seen: finding.dataset.seen, seen_at: bar.dataset.at });
    if (answer.status === 201) {
      finding.dataset.seen = answer.told.id;
      return answer.told;
    }
    refused(finding, body, answer);
  } catch {
    refused(finding, body, { told: { message: "dragoman does not answer", advice: "press the key again" } });
  }
  return null;
}

function refused(finding, body, { status, told }) {
  const why = `Not saved: ${told.message}${told.advice && status !== 409 ? `; ${told.advice}` : ""}.`;
  if (status === 409) {
    clashes.set(finding, body.decide + body.value);
    const insist = () => decide(finding, body.decide, body.value);
    show(finding, why, { Overrule: insist, "Leave it": () => leave(finding) });
  } else {
    show(finding, why);
  }
  tell(why);
}

function leave(finding) {
  clashes.delete(finding);
  show(finding, "");
  choose(finding, { scroll: false });
}

async function decide(finding, decision, value = "") {
  if (!(await isNamed())) return;
  const insist = clashes.get(finding) === decision + value;
  const flows = finding.closest("[data-flow]") !== null;
  show(finding, "Saving …");
  if (flows) goOn(finding);
  const made = await sendFor(finding, { decide: decision, value, insist });
  if (!made) return;
  clashes.delete(finding);
  done.push({ finding, id: made.id });
  if (!flows) finding = await refresh(finding, decision);
  done.at(-1).finding = finding;
  show(finding, `Judged: ${made.told} (${made.by})`, { Undo: () => undo(finding) });
  finding.dataset.judged = made.told;
  count(1);
  tell(`Judged: ${made.told}.`);
}

// The next one is chosen at once; further ones are fetched before they are needed.
async function goOn(finding) {
  if (theChosen() !== finding) return;
  const went = walk(1);
  if (findings().indexOf(theChosen()) < findings().length - 4) return;
  await more();
  if (!went && theChosen() === finding && !walk(1)) tell("This was the last one.");
}

async function undo(about = theChosen()) {
  const made = done.findLast((one) => one.finding === about);
  const judged = about?.dataset.judged !== undefined ? { finding: about, id: "" } : null;
  const last = made ?? judged ?? done.at(-1);
  if (!last) return tell("Nothing was judged here yet.");
  if (!(await isNamed())) return;
  const { finding, id } = last;
  const back = await sendFor(finding, { decide: "undo", value: id });
  if (!back) return;
  if (done.includes(last)) done.splice(done.indexOf(last), 1);
  const flows = finding.closest("[data-flow]") !== null;
  const fresh = flows ? finding : await refresh(finding, "undo");
  delete fresh.dataset.judged;
  show(fresh, "");
  choose(fresh);
  count(-1);
  tell("Taken back.");
}

function pair(finding, decision) {
  const other = thePicked() ?? finding.dataset.with;
  if (!other || other === finding.dataset.about) return tell("Pick another one with x first.");
  decide(finding, decision, other);
}

async function decideAsked(finding, asks) {
  const value = await asks(finding);
  choose(finding, { scroll: false });
  if (value) decide(finding, asks === askSpeaker ? "speaker" : "content", value);
}

function pressed(key) {
  if (key === "u") return undo() && true;
  const finding = theChosen();
  if (!finding) return false;
  const isExchange = finding.dataset.sort === "exchange";
  const decision = (isExchange ? OF_EXCHANGES : SIMPLE)[key];
  if (decision) decide(finding, decision);
  else if (isExchange) return false;
  else if (key in ASKED) decideAsked(finding, ASKED[key]);
  else if (key in PAIRED) pair(finding, PAIRED[key]);
  else if (key === "x") tell(pick(finding));
  else if (key === "c") finding.querySelector("a[data-judge]")?.click();
  else return false;
  return true;
}

if (bar) bar.hidden = findings().length === 0;
document.addEventListener("chosen", () => bar?.classList.add("awake"));
if (theChosen()) bar?.classList.add("awake");
if (bar && !("readOnly" in bar.dataset)) {
  whenPressed(pressed);
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.quick");
    const finding = form?.closest("[data-about]");
    if (!finding) return;
    event.preventDefault();
    choose(finding, { scroll: false });
    decide(finding, event.submitter.value, form.elements.value?.value ?? "");
  });
}
