// "/" goes to search from any page where no text is being typed.
const TYPING = 'input, textarea, select, [contenteditable="true"]';

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(TYPING)) return;
  const field = document.querySelector("[data-search]");
  const link = document.querySelector('.top__nav a[href$="/search/"]');
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else link.click();
});
