// The bridge's forms, sent without leaving the page. Without script they are ordinary forms.

import { showRegions } from "../ui/live.js";

const sending = new WeakSet();

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
export const words = () => document.querySelector("[data-words]")?.dataset ?? {};

export function say(text, { wrong = false } = {}) {
  const place = document.querySelector("dialog[open] [data-said]") ?? document.querySelector("[data-said]");
  if (!place) return;
  place.textContent = text;
  place.classList.toggle("bridge-said--wrong", wrong);
}

// Resolves to whether it was done.
export async function sendForm(form, submitter = null) {
  if (sending.has(form)) return false;
  sending.add(form);
  const fields = new FormData(form);
  if (submitter?.name) fields.append(submitter.name, submitter.value);
  const done = await post(form.action, fields);
  sending.delete(form);
  if (done) arrived(form);
  return done;
}

function arrived(form) {
  if (form.hasAttribute("data-rename")) return void (form.elements.name.defaultValue = form.elements.name.value);
  if (form.hasAttribute("data-clear") || form.hasAttribute("data-board-tools")) form.reset();
}

export async function post(url, fields) {
  try {
    const headers = { "X-Farled": "1", "X-CSRFToken": token() };
    return show(await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) }));
  } catch {
    say(words().lost, { wrong: true });
    return false;
  }
}

async function show(answer) {
  const isJson = answer.headers.get("content-type")?.startsWith("application/json");
  if (!isJson || answer.redirected) return reloaded(answer);
  const { regions = {}, said = "", why = "" } = await answer.json();
  if (answer.ok) showRegions(regions);
  say(answer.ok ? said : why, { wrong: !answer.ok });
  return answer.ok;
}

// Signed out meanwhile, or gone: the page itself says what is the matter.
function reloaded(answer) {
  if (answer.status >= 500) say(words().lost, { wrong: true });
  else location.reload();
  return false;
}
