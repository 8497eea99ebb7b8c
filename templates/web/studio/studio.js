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

// Words that the operator is writing: no reload takes them away.
const fields = [...document.querySelectorAll("form [name=words]")];
const placeOf = (field) => `words ${field.form.getAttribute("action")}`;
if (new URLSearchParams(location.search).has("done")) {
  for (const place of Object.keys(sessionStorage).filter((key) => key.startsWith("words "))) sessionStorage.removeItem(place);
}
const isWriting = () => fields.some((field) => field === document.activeElement || field.value !== field.defaultValue);
let waiting = false;

function reload() {
  waiting = isWriting();
  if (waiting) wire.textContent = "something changed: the page reloads when your words are posted or taken back";
  else location.reload();
}

for (const field of fields) {
  field.value = sessionStorage.getItem(placeOf(field)) ?? field.value;
  field.addEventListener("input", () => sessionStorage.setItem(placeOf(field), field.value));
  // a moment later, so that a click on the button of the form is not lost
  field.addEventListener("blur", () => setTimeout(() => { if (waiting) reload(); }, 500));
}

const wire = document.getElementById("wire");
const events = new EventSource("/events");
events.addEventListener("ready", () => { if (!waiting) wire.textContent = "reloads when a file changes"; });
events.addEventListener("changed", reload);
events.addEventListener("error", () => { wire.textContent = "not connected: the page does not reload by itself"; });
