// Puts new content into a region without disturbing the person: what is the same stays the same node, so focus,
// selection, scrolling and open folds stay as they were.

const TEXT_ENTRY = 'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="hidden"])';

// True while the person would lose something: text being typed, a selection being made, a card being held.
export function isBusy(region, html = "") {
  return isTyping(region, html) || isSelecting(region) || isHeld(region);
}

function isTyping(region, html) {
  const active = document.activeElement;
  if (!active || !region.contains(active) || !active.matches(TEXT_ENTRY)) return false;
  const kept = active.closest("[data-keep][id]");
  return !(kept && fragmentOf(html).getElementById(kept.id));
}

function isSelecting(region) {
  const selection = document.getSelection();
  return Boolean(selection && !selection.isCollapsed && region.contains(selection.anchorNode));
}

function isHeld(region) {
  return Boolean(region.closest("[data-hold]") || region.querySelector("[data-hold]"));
}

export function fragmentOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

export function swap(region, html) {
  const focus = focusIn(region);
  const scrolled = region.scrollTop;
  morphChildren(region, fragmentOf(html));
  region.scrollTop = scrolled;
  restoreFocus(region, focus);
}

function focusIn(region) {
  const active = document.activeElement;
  if (!active || active === region || !region.contains(active)) return null;
  return { element: active, id: active.id };
}

function restoreFocus(region, focus) {
  if (!focus || document.activeElement === focus.element) return;
  const again = region.contains(focus.element) ? focus.element : focus.id && document.getElementById(focus.id);
  if (again) return again.focus({ preventScroll: true });
  // what had focus is gone: stay in its place rather than fall to the top of the page
  region.tabIndex = -1;
  region.focus({ preventScroll: true });
}

function morphChildren(parent, wanted) {
  dropGone(parent, wanted);
  let place = parent.firstChild;
  for (const node of [...wanted.childNodes]) {
    const same = counterpart(parent, place, node);
    if (!same) {
      parent.insertBefore(node, place);
      continue;
    }
    place = stepTo(parent, place, same);
    morph(same, node);
  }
  while (place) place = removed(parent, place);
}

function dropGone(parent, wanted) {
  const stays = new Set([...wanted.children].map((child) => child.id));
  for (const child of [...parent.children]) if (child.id && !stays.has(child.id)) child.remove();
}

// Brings `same` to `place` and returns what follows it. Unnamed nodes before it are dropped rather than
// `same` moved, since a moved node loses focus.
function stepTo(parent, place, same) {
  while (place !== same && place && !place.id) place = removed(parent, place);
  if (place !== same) parent.insertBefore(same, place);
  return same.nextSibling;
}

function removed(parent, node) {
  const next = node.nextSibling;
  parent.removeChild(node);
  return next;
}

function counterpart(parent, place, node) {
  if (node.id) return [...parent.children].find((child) => child.id === node.id && isAlike(child, node)) ?? null;
  for (let other = place; other; other = other.nextSibling) {
    if (other.id) return null;
    if (isAlike(other, node)) return other;
  }
  return null;
}

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}

function morph(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (old.hasAttribute("data-keep") && old.id) return;
  const before = old.defaultValue;
  syncAttributes(old, fresh);
  morphChildren(old, fresh);
  if (old.defaultValue !== before) follow(old);
}

// A field somebody has once typed in no longer shows its own new content unless told to.
function follow(field) {
  if (field !== document.activeElement) field.value = field.defaultValue;
}

// whether a fold or dialog is open, and what a script is doing just now, is the person's affair
const OWN = new Set(["open", "data-hold", "data-sending"]);

function syncAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!OWN.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!OWN.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}
