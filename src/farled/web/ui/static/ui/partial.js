// Forms that htmx sends: what could not be sent or was refused is said, and taken back when the next one succeeds.

const notice = () => document.querySelector("[data-partial-failed]");

function show(failed) {
  const place = notice();
  if (place) place.hidden = !failed;
}

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => show(true));
}
document.addEventListener("htmx:afterRequest", ({ detail }) => detail.successful && show(false));
