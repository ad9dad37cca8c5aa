// Random words that work without https: crypto.randomUUID does not exist there, getRandomValues does.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const fill = (bytes) => crypto.getRandomValues(bytes);

// An idempotency key: one act, however often it is sent.
export function newKey(random = fill) {
  return Array.from(random(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What proves in an anonymous step that something is mine; only this phone has it.
export function newToken(random = fill) {
  return Array.from(random(new Uint8Array(32)), (byte) => LETTERS[byte & 63]).join("");
}
