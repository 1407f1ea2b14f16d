// What happens while the page has no connection: it stays readable, nothing can be typed that would be lost, and when the server
// has dropped the page's state it is loaded again with what had been typed put back.
const bar = document.getElementById("components-reconnect-modal");
const states = ["show", "failed", "rejected", "retrying"].map(state => `components-reconnect-${state}`);
const keptFor = 10 * 60000;
const tryEvery = 5000;
const patience = 8000;
const away = 60000;

let lost = false;
let timer = 0;
let hiddenAt = 0;

const fields = () => [...document.querySelectorAll(".main input[id], .main select[id], .main textarea[id]")]
  .filter(field => !["password", "hidden", "file", "submit", "button"].includes(field.type));
const key = () => `typed:${location.pathname}${location.search}`;
const valueOf = field => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);

function keep() {
  const values = fields().map(field => [field.id, valueOf(field)]);
  sessionStorage.setItem(key(), JSON.stringify({ at: Date.now(), focus: document.activeElement?.id ?? "", values }));
}

export function loadAgain() {
  keep();
  location.reload();
}

function putBack(field, value) {
  if (valueOf(field) === value) {
    return;
  }
  if (typeof value === "boolean") {
    field.checked = value;
  } else {
    field.value = value;
  }
  for (const event of ["input", "change"]) {
    field.dispatchEvent(new Event(event, { bubbles: true }));
  }
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(key()) ?? "null");
  sessionStorage.removeItem(key());
  if (!kept || Date.now() - kept.at > keptFor || kept.values.length === 0) {
    return;
  }
  const waiting = new Map(kept.values);
  const look = () => {
    for (const [id, value] of waiting) {
      const field = document.getElementById(id);
      if (field) {
        waiting.delete(id);
        putBack(field, value);
        if (id === kept.focus) {
          field.focus();
        }
      }
    }
    if (waiting.size === 0) {
      watching.disconnect();
    }
  };
  const watching = new MutationObserver(look);
  watching.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watching.disconnect(), 20000);
  look();
}

// Text fields can still be read and copied from; the rest would do nothing.
function hold(on) {
  for (const field of document.querySelectorAll(".shell input, .shell textarea, .shell select, .shell button")) {
    const property = field.matches("input:not([type=checkbox]):not([type=radio]), textarea") ? "readOnly" : "disabled";
    if (on && !field[property] && !field.matches("[data-reload], [data-theme-choice], [data-nav-toggle]")) {
      field[property] = true;
      field.dataset.held = property;
    } else if (!on && field.dataset.held) {
      field[field.dataset.held] = false;
      delete field.dataset.held;
    }
  }
}

async function again() {
  if (!lost || typeof Blazor === "undefined" || !bar.classList.contains("components-reconnect-failed")) {
    return;
  }
  try {
    if (!await Blazor.reconnect()) {
      loadAgain(); // the server is there and has dropped the page's state
    }
  } catch {
    // Still away.
  }
}

function changed() {
  if (bar.classList.contains("components-reconnect-rejected")) {
    loadAgain();
    return;
  }
  const now = states.some(state => bar.classList.contains(state));
  if (now !== lost) {
    lost = now;
    hold(lost);
    document.documentElement.toggleAttribute("data-lost", lost);
    clearInterval(timer);
    timer = lost ? setInterval(again, tryEvery) : 0;
  }
}

if (bar) {
  new MutationObserver(changed).observe(bar, { attributes: true, attributeFilter: ["class"] });
  addEventListener("online", again);
  restore();
}

// Without a circuit a link is a plain link: the framework would send it where nobody listens.
document.addEventListener("click", event => {
  if (lost && event.target.closest("a[href]")) {
    event.stopImmediatePropagation();
  }
}, true);

// A window that was away for long may look alive and be dead: it is asked.
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState === "hidden") {
    hiddenAt = Date.now();
    return;
  }
  if (!lost && hiddenAt > 0 && Date.now() - hiddenAt > away && typeof DotNet !== "undefined" && document.querySelector(".shell")) {
    const answer = DotNet.invokeMethodAsync("ReportingAdmin", "Alive").catch(() => false);
    const alive = await Promise.race([answer, new Promise(done => setTimeout(() => done(false), patience))]);
    if (!alive && !lost) {
      loadAgain();
    }
  } else {
    again();
  }
});
