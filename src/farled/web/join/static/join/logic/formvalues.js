// What stands in a form's controls, as plain values; works on anything that looks like a form's elements.

// Text controls by name; boxes as a list of those ticked.
export function valuesOf(controls) {
  const values = {};
  for (const control of controls) {
    if (!control.name) continue;
    if (control.type === "checkbox") values[control.name] = [...(values[control.name] ?? []), ...(control.checked ? [control.value] : [])];
    else values[control.name] = control.value;
  }
  return values;
}

export function putValues(controls, values) {
  for (const control of controls) {
    if (!control.name || !(control.name in values)) continue;
    if (control.type === "checkbox") control.checked = [values[control.name]].flat().includes(control.value);
    else control.value = values[control.name];
  }
}

export function isEmpty(values) {
  return Object.values(values).every((value) => (Array.isArray(value) ? value.length === 0 : value.trim() === ""));
}

// The words a person wrote, for a list of drafts: what is chosen in lists is not theirs.
export function wordsIn(values, fields) {
  return fields.map((name) => values[name]).filter((value) => typeof value === "string" && value.trim() !== "").join("\n");
}

export function numbers(list) {
  return (list ?? []).map(Number).filter(Number.isSafeInteger);
}
