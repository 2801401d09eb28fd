// Every key of the document page: what it does and which message explains it. The help panel shows this
// table, so that a key that is not listed does not exist.

export const LABEL_KEYS = {
  1: "ORG", 2: "PERIOD", 3: "ITEM", 4: "AMOUNT", 5: "RATE", 6: "COUNT", 7: "INDICATOR",
  8: "LEVEL", 9: "TARGET", 0: "ACTUAL", q: "STATUS", w: "WEIGHT", e: "SCORE",
};

export const KEYS = [
  [["j", "k"], "key_next", { j: "next", k: "previous", ArrowDown: "next", ArrowUp: "previous" }],
  [["J", "K"], "key_open", { J: "nextOpen", K: "previousOpen" }],
  [["f", "F"], "key_finding", { f: "nextFinding", F: "previousFinding" }],
  [["c"], "key_confirm", { c: "confirmFinding" }],
  [["r"], "key_reject", { r: "rejectFinding" }],
  [["v"], "key_explain", { v: "explainFinding" }],
  [["p"], "key_mend", { p: "mendFinding" }],
  [["o"], "key_note", { o: "noteFinding" }],
  [["g"], "key_assign", { g: "assignFinding" }],
  [["n", "N"], "key_unread", { n: "nextUnread", N: "previousUnread" }],
  [["i"], "key_alike", { i: "alike" }],
  [["/"], "key_find", { "/": "find" }],
  [["[", "{"], "key_start", { "[": "startLeft", "{": "startRight" }],
  [["]", "}"], "key_end", { "]": "endRight", "}": "endLeft" }],
  [["s"], "key_split", { s: "split" }],
  [["m"], "key_merge", { m: "merge" }],
  [["x", "Delete"], "key_delete", { x: "remove", Delete: "remove" }],
  [["a"], "key_add", { a: "add" }],
  [["l"], "key_link", { l: "link" }],
  [["U"], "key_unlink", { U: "unlink" }],
  [["Space"], "key_accept", { " ": "accept" }],
  [["A"], "key_accept_all", { A: "acceptAll" }],
  [["d"], "key_change", { d: "turnChange" }],
  [["b"], "key_budget", { b: "turnBudget" }],
  [["z", "Z"], "key_undo", { z: "undo", Z: "redo", y: "redo" }],
  [["t"], "key_table", { t: "table" }],
  [["D"], "key_done", { D: "done" }],
  [["?"], "key_help", { "?": "help" }],
  [["Esc"], "key_leave", { Escape: "leave" }],
];

const ACTIONS = Object.assign({}, ...KEYS.map(([, , actions]) => actions));

// The action of a key press: ["label", name], ["do", action], or null where the key is not ours.
export function actionOf(event) {
  if (event.altKey || (event.metaKey && event.key !== "z")) return null;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === "z") return ["do", event.shiftKey ? "redo" : "undo"];
    return event.key.toLowerCase() === "y" ? ["do", "redo"] : null;
  }
  if (LABEL_KEYS[event.key]) return ["label", LABEL_KEYS[event.key]];
  return ACTIONS[event.key] ? ["do", ACTIONS[event.key]] : null;
}

export function fillHelp(table, make, words) {
  const labels = Object.entries(LABEL_KEYS).map(([key, label]) => `${key} ${words[`label_${label}`]}`).join("　");
  const rows = [[["0–9 q w e"], `${words.key_label}：${labels}`]];
  for (const [keys, message] of KEYS) rows.push([keys, words[message]]);
  table.replaceChildren(
    ...rows.map(([keys, text]) =>
      make("tr", {}, make("th", {}, ...keys.map((k) => make("kbd", {}, k))), make("td", {}, text)),
    ),
  );
}
