// Copies a link that is shown once. Without https there is no clipboard, so the old way is the way.

function copied(field) {
  field.focus();
  field.select();
  return document.execCommand("copy");
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", () => {
    if (!copied(field)) return;
    button.focus();
    button.querySelector("span").textContent = button.dataset.said;
    button.setAttribute("aria-live", "polite");
  });
}
