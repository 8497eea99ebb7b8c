// The studio's toggles, and the wire that reloads the page when a file changes.
const frame = document.getElementById("frame");
const flags = new Set();

function show() {
  const top = new URL(frame.dataset.src, location.href);
  for (const flag of flags) {
    const [name, value] = flag.split("=");
    top.searchParams.set(name, value);
  }
  frame.src = top;
}

for (const button of document.querySelectorAll("button[data-width]")) {
  button.addEventListener("click", () => {
    frame.width = button.dataset.width;
    for (const other of document.querySelectorAll("button[data-width]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
  });
}

for (const button of document.querySelectorAll("button[data-flag]")) {
  button.addEventListener("click", () => {
    const on = !flags.delete(button.dataset.flag);
    if (on) flags.add(button.dataset.flag);
    button.setAttribute("aria-pressed", String(on));
    show();
  });
}

const wire = document.getElementById("wire");
const events = new EventSource("/events");
events.addEventListener("ready", () => { wire.textContent = "reloads when a file changes"; });
events.addEventListener("changed", () => location.reload());
events.addEventListener("error", () => { wire.textContent = "not connected: the page does not reload by itself"; });
