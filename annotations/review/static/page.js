// What every page needs: its words, and requests that carry the CSRF token.

export const words = JSON.parse(document.getElementById("messages").textContent);
let csrf = document.querySelector('meta[name="csrf"]').content;

export class Refused extends Error {
  constructor(status, body) {
    super(body.message ?? String(status));
    this.status = status;
    this.body = body;
  }
}

const PATIENCE = 30000; // milliseconds for an answer; a request without one is made again

export async function get(path) {
  return answer(await fetch(path, { signal: AbortSignal.timeout(PATIENCE) }));
}

export async function post(path, body) {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
  const signal = AbortSignal.timeout(PATIENCE);
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(body ?? {}), signal }));
}

// Come in again without leaving the page: "in", "wrong" (what was given does not fit) or "busy".
export async function signInAgain(reviewer, token) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ name: reviewer, token });
  const response = await fetch("/api/session", { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
  if (response.status === 403) return "wrong";
  if (response.status === 429) return "busy";
  csrf = (await answer(response)).csrf;
  document.querySelector('meta[name="csrf"]').content = csrf;
  for (const field of document.querySelectorAll('input[name="csrf"]')) field.value = csrf;
  return "in";
}

async function answer(response) {
  if (response.status === 204) return null;
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body);
  return body;
}

// Make an element; children are nodes or strings, and strings are only ever text.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") element.className = value;
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
