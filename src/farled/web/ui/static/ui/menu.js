// Menus that close themselves, dialogs, printing, and focus on what went wrong. Pages work without it.

const openMenus = () => document.querySelectorAll("details.menu[open]");

function closeMenusBut(kept) {
  for (const menu of openMenus()) if (menu !== kept) menu.open = false;
}

document.addEventListener("click", (event) => {
  const target = event.target;
  closeMenusBut(target.closest("details.menu"));
  const opener = target.closest("[data-opens]");
  if (opener) openDialog(event, opener);
  const closer = target.closest("[data-closes]");
  if (closer) closeDialog(event, closer);
  if (target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusin", (event) => closeMenusBut(event.target.closest("details.menu")));

function openDialog(event, opener) {
  const dialog = document.getElementById(opener.dataset.opens);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
}

function closeDialog(event, closer) {
  const dialog = closer.closest("dialog");
  if (!dialog?.open) return;
  event.preventDefault();
  dialog.close();
}

document.querySelector("[data-focus-first]")?.focus();
