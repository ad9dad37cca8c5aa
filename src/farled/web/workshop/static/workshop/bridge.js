// The bridge: forms without page loads, cards in a dialog, suggestions, and words that are being typed left alone.

import { startBoard } from "./board.js";
import { startKeys } from "./keys.js";
import { post, say, sendForm } from "./sending.js";

// first of all listeners, so that the forms that stay on the page are not taken for pages that are left
document.addEventListener("submit", onSubmit, true);

async function onSubmit(event) {
  const form = event.target;
  if (!form.matches("[data-do]")) return;
  event.preventDefault();
  const dialog = form.closest("dialog");
  const opener = dialog?.dataset.opener ?? "";
  if (!(await sendForm(form, event.submitter))) return;
  if (dialog) closed(dialog, opener);
  if (form.hasAttribute("data-goes")) toResult();
  if (form.hasAttribute("data-takes-suggestion")) dropped(form.closest("[data-suggestion]"));
  if (form.hasAttribute("data-asks-again")) showSuggestions(form.elements.next.value);
}

function closed(dialog, opener) {
  dialog.close();
  const back = document.getElementById(opener);
  back?.focus();
  // gone, or folded away where nothing takes focus
  if (!back || document.activeElement !== back) toResult();
}

// What the form was about is gone from there: stay in the result rather than fall to the top of the page.
function toResult() {
  const result = document.getElementById("live-result");
  result.tabIndex = -1;
  result.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (link && !event.ctrlKey && !event.metaKey) openCard(event, link);
  const suggest = event.target.closest("a[data-suggest]");
  if (suggest) openSuggestions(event, suggest);
  if (event.target.closest("[data-close-suggestions]")) closeSuggestions(event);
});

async function inside(url) {
  const answer = await fetch(url, { headers: { "X-Farled": "1" } });
  return answer.ok && !answer.redirected ? answer.text() : null;
}

async function openCard(event, link) {
  event.preventDefault();
  const html = await inside(link.href).catch(() => null);
  if (html === null) return (location.href = link.href);
  const dialog = document.getElementById("about-card");
  dialog.querySelector("[data-dialog-body]").innerHTML = html;
  dialog.dataset.opener = link.id;
  dialog.showModal();
  dialog.querySelector("[data-dialog-body] :is(select, input:not([type=hidden]), button, summary)")?.focus();
}

async function openSuggestions(event, link) {
  event.preventDefault();
  document.querySelector("[data-suggestions]").dataset.opener = link.id;
  await showSuggestions(link.href);
}

async function showSuggestions(url) {
  const html = await inside(url).catch(() => null);
  if (html === null) return (location.href = url);
  const place = document.querySelector("[data-suggestions]");
  place.innerHTML = html;
  place.hidden = false;
  place.querySelector("h2").focus();
}

function closeSuggestions(event) {
  event.preventDefault();
  const place = document.querySelector("[data-suggestions]");
  place.hidden = true;
  document.getElementById(place.dataset.opener)?.focus();
}

// The room has gone on: what another step's cards may have in common is in the way.
document.addEventListener("farled:region", () => {
  const place = document.querySelector("[data-suggestions]");
  const about = place.querySelector("[data-of]")?.dataset.of;
  if (!about || about === document.querySelector("#live-result [data-of]")?.dataset.of) return;
  place.hidden = true;
  place.replaceChildren();
});

function dropped(suggestion) {
  const next = suggestion.nextElementSibling ?? suggestion.previousElementSibling;
  const target = next?.querySelector("button") ?? document.querySelector("[data-suggestions] h2");
  suggestion.remove();
  target?.focus();
}

// What is being typed stays as it is while the rest of the region follows the room.
document.addEventListener("focusin", ({ target }) => target.closest?.("[data-own]")?.setAttribute("data-keep", ""));
document.addEventListener("focusout", ({ target }) => {
  const own = target.closest?.("[data-own]");
  if (!own) return;
  own.removeAttribute("data-keep");
  document.dispatchEvent(new CustomEvent("farled:let-go"));
});

// A group's name is kept when the field is left, or with Enter.
document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-rename]");
  if (form && target.value.trim() && target.value !== target.defaultValue) sendForm(form);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("form[data-rename] textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("focusin", ({ target }) => target.matches?.("[data-select-all]") && target.select());

startBoard({ post, say });
startKeys();
