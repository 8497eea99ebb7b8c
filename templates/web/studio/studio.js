// The studio's toggles, kept while the page reloads, and the wire that reloads it when a file changes.
const frame = document.getElementById("frame");
const text = document.getElementById("text");
const chosen = { part: "desk", look: "light", pictures: "on", styles: "on", ...JSON.parse(sessionStorage.getItem("chosen") ?? "{}") };
const WIDTHS = { desk: 640, phone: 375 };

function show() {
  for (const button of document.querySelectorAll("button[data-name]")) {
    button.setAttribute("aria-pressed", String(chosen[button.dataset.name] === button.dataset.value));
  }
  text.hidden = chosen.part !== "text";
  frame.hidden = !text.hidden;
  frame.width = WIDTHS[chosen.part] ?? WIDTHS.desk;
  const top = new URL(frame.dataset.src, location.href);
  for (const name of ["look", "pictures", "styles"]) top.searchParams.set(name, chosen[name]);
  if (frame.src !== top.href) frame.src = top;
  sessionStorage.setItem("chosen", JSON.stringify(chosen));
}

for (const button of document.querySelectorAll("button[data-name]")) {
  button.addEventListener("click", () => {
    const { name, value } = button.dataset;
    chosen[name] = chosen[name] === value ? (button.dataset.else ?? value) : value;
    show();
  });
}
if (frame) show();

const wire = document.getElementById("wire");
const events = new EventSource("/events");
events.addEventListener("ready", () => { wire.textContent = "reloads when a file changes"; });
events.addEventListener("changed", () => location.reload());
events.addEventListener("error", () => { wire.textContent = "not connected: the page does not reload by itself"; });
