// Forms: sent once, and nothing typed is lost. Forms work without it.

import { PREFIX, differing, fate, holdsText, parsed } from "./logic/drafts.js";

const SEND_GUARD = 8_000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.hasAttribute("data-sending")) return event.preventDefault();
  form.setAttribute("data-sending", "");
  markButtons(form, true);
  setTimeout(() => letGo(form), SEND_GUARD);
  if (form.dataset.draft) keep(form, { sent: true });
});

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(letGo);
});

// htmx keeps the page: an answer frees the form, and a good one means that the text has arrived
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  const form = target.closest?.("form");
  if (!form) return;
  letGo(form);
  if (detail.successful && form.dataset.draft && !form.querySelector('[aria-invalid="true"]')) forget(form.dataset.draft);
});

function letGo(form) {
  form.removeAttribute("data-sending");
  markButtons(form, false);
}

function markButtons(form, sending) {
  for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
    if (sending) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

/* Drafts: <form data-draft="key"> */

const DRAFTED = 'textarea, select, input:not([type="hidden"], [type="password"], [type="file"], [type="submit"])';
const asShown = new WeakMap();

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-draft]");
  if (form) keep(form, { sent: false });
});

function valuesOf(form) {
  const values = {};
  for (const control of form.querySelectorAll(DRAFTED)) if (control.name) collect(values, control);
  return values;
}

function collect(values, control) {
  if (control.type !== "checkbox" && control.type !== "radio") values[control.name] = control.value;
  else values[`${control.name}=${control.value}`] = control.checked ? "x" : "";
}

function keep(form, { sent }) {
  const values = differing(valuesOf(form), asShown.get(form) ?? {});
  const key = PREFIX + form.dataset.draft;
  if (!holdsText(values) && !sent) return forget(form.dataset.draft);
  store(key, JSON.stringify({ at: Date.now(), sent, values }));
}

function store(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // storage full or closed: the page itself still holds the text
  }
}

function stored(key) {
  try {
    return parsed(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was stored
  }
}

function putBack(form, values) {
  for (const control of form.querySelectorAll(DRAFTED)) {
    const choice = `${control.name}=${control.value}`;
    if (choice in values) control.checked = values[choice] === "x";
    else if (control.name in values) control.value = values[control.name];
  }
}

function meet(form) {
  const draft = stored(form.dataset.draft);
  const wentWell = document.querySelector("[data-went-well]") !== null;
  const hasErrors = form.querySelector('[aria-invalid="true"], .message--error') !== null;
  asShown.set(form, hasErrors ? {} : valuesOf(form));
  const decision = fate(draft, { wentWell, hasErrors, now: Date.now() });
  if (decision === "keep") return keep(form, { sent: false });
  if (decision === "drop") return draft && forget(form.dataset.draft);
  if (decision === "restore") putBack(form, draft.values);
  note(form, { decision, values: draft.values });
}

// The words stand in a <template data-draft-note="restore|offer"> that ui/frame/draft_notes.html carries.
function note(form, { decision, values }) {
  const template = document.querySelector(`template[data-draft-note="${decision}"]`);
  if (!template) return;
  const place = template.content.firstElementChild.cloneNode(true);
  place.querySelector("[data-draft-put-back]")?.addEventListener("click", () => {
    putBack(form, values);
    place.remove();
  });
  place.querySelector("[data-draft-forget]")?.addEventListener("click", () => {
    if (decision === "restore") putBack(form, asShown.get(form));
    forget(form.dataset.draft);
    place.remove();
  });
  form.prepend(place);
}

// A success message stands on the page one comes to, which seldom has the form itself.
function forgetArrived() {
  if (!document.querySelector("[data-went-well]")) return;
  for (const key of draftKeys()) if (stored(key)?.sent) forget(key);
}

function draftKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

forgetArrived();
document.querySelectorAll("form[data-draft]").forEach(meet);
