// Times as they are where the reader is: the server keeps and sends them in universal time.

const two = (n) => String(n).padStart(2, "0");

export function local(iso) {
  const at = new Date(iso);
  if (!iso || Number.isNaN(at.getTime())) return iso ?? "";
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

for (const time of document.querySelectorAll("time[datetime]")) time.textContent = local(time.dateTime);
