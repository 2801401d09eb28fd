// Assign the chosen documents to a reviewer, or release them; say when the queue is no longer as it is shown.

import { listen } from "./listening.js";
import { post } from "./page.js";

const form = document.getElementById("assignment");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const documents = [...document.querySelectorAll('input[name="document"]:checked')].map((box) => Number(box.value));
  if (!documents.length) return;
  const reviewer = form.elements.reviewer.value.trim();
  await post("/api/assign", { documents, reviewer, release: event.submitter?.value === "release" });
  location.reload();
});

const known = document.querySelector("main.queue").dataset.version;
listen(() => `/api/events?after=${known}`, () => { document.getElementById("stale").hidden = false; });
