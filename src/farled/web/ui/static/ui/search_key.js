// "/" goes to search, unless text is being typed or the person wants no single keys (the box on the search page, or the
// bridge's own).

const KEPT = "farled.keys";
const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.(TYPING) || !isWanted()) return;
  const field = document.querySelector("[data-search]");
  const link = document.querySelector('.top__nav a[href="/search/"]');
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else link.click();
});

const box = document.querySelector("[data-search-key]");
if (box) {
  box.checked = isWanted();
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => keep(box.checked ? "on" : "off"));
}

function isWanted() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function keep(choice) {
  try {
    localStorage.setItem(KEPT, choice);
  } catch {
    // the choice holds while the page is open
  }
}
