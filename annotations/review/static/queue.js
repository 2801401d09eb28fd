// Assign the chosen documents to a reviewer, or release them; name the file to upload and say that it is read; say when the queue is no longer as it is shown.

import { listen } from "./listening.js";
import { post, words } from "./page.js";

const form = document.getElementById("assignment");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const documents = [...document.querySelectorAll('input[name="document"]:checked')].map((box) => Number(box.value));
  if (!documents.length) return;
  const reviewer = form.elements.reviewer.value.trim();
  await post("/api/assign", { documents, reviewer, release: event.submitter?.value === "release" });
  location.reload();
});

const upload = document.getElementById("upload");
const chosen = document.getElementById("chosen");
const name = () => upload.elements.report.files[0]?.name ?? "";
upload?.elements.report.addEventListener("change", () => { chosen.textContent = name(); });
upload?.addEventListener("submit", () => {
  chosen.textContent = `${words.upload_reading} ${name()}`;
  upload.querySelector("button").disabled = true;
});
window.addEventListener("pageshow", () => { const button = upload?.querySelector("button"); if (button) button.disabled = false; });

const known = document.querySelector("main.queue").dataset.version;
listen(() => `/api/events?after=${known}`, () => { document.getElementById("stale").hidden = false; });
