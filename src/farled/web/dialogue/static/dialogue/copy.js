// Copies the link. Without https there is no clipboard, so the old way is the way.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", () => {
    field.focus();
    field.select();
    if (!document.execCommand("copy")) return;
    button.focus();
    button.setAttribute("aria-live", "polite");
    button.querySelector("span").textContent = button.dataset.said;
  });
}
