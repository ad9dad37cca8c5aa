// A form that is sent before the phone's own scripts have come would load the page anew and lose the words.
// It waits for them instead. No module: this must be here first.
{
  const waiting = new Set();

  const owner = (form) => {
    let at = form;
    while (at && !at.localName.includes("-")) at = at.parentElement;
    return at?.localName;
  };

  document.addEventListener(
    "submit",
    (event) => {
      const [form, name] = [event.target, owner(event.target)];
      if (!name || customElements.get(name)) return;
      event.preventDefault();
      event.stopPropagation();
      if (waiting.has(form)) return;
      waiting.add(form);
      customElements.whenDefined(name).then(() => form.isConnected && form.requestSubmit());
    },
    true,
  );
}
