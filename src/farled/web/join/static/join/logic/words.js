// Sentences from the page, with their blanks filled in.

export function wording(words) {
  return (key, blanks = {}) => {
    const form = words[key] ?? key;
    const sentence = Array.isArray(form) ? form[blanks.n === 1 ? 0 : 1] : form;
    // in one pass, since what is filled in may itself look like a blank
    return sentence.replace(/\{(\w+)\}/g, (blank, name) => (name in blanks ? String(blanks[name]) : blank));
  };
}

// As the server counts: code points, without the space around.
export function lengthOf(text) {
  return [...text.trim()].length;
}
