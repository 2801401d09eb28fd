// Hear from the server that something changed, while the page is looked at: a hidden page keeps no connection.

const AGAIN = 5000; // milliseconds until a stream that was refused is asked for once more

export function listen(address, changed) {
  let source = null;
  let later = 0;
  const close = () => {
    clearTimeout(later);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    if (document.visibilityState !== "visible") return;
    source = new EventSource(address());
    source.addEventListener("open", () => { document.documentElement.dataset.heard = "open"; });
    source.addEventListener("changed", (event) => changed(Number(event.data)));
    source.addEventListener("error", () => {
      document.documentElement.dataset.heard = "lost";
      if (source?.readyState === EventSource.CLOSED) later = setTimeout(open, AGAIN);
    });
  };
  document.addEventListener("visibilitychange", open);
  window.addEventListener("pagehide", close);
  open();
}
