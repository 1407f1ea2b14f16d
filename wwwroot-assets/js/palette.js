// The command palette: shows what is found by name, and does it; the page's circuit says what words after a report's name mean.
import { find, prepare } from "./palette-find.js";

const keptFor = 30000;

let dialog, input, list, preview, count, empty, page;
let index = null;
let readAt = 0;
let hits = [];
let chosen = 0;
let asked = 0;
let confirming = null;
let early = null; // keys are faster than the page: opened before it is attached, entered before the names are there

export function attach(element, reference) {
  dialog = element;
  page = reference;
  input = dialog.querySelector("input");
  list = dialog.querySelector("[role=listbox]");
  preview = dialog.querySelector(".palette-preview");
  count = dialog.querySelector("[data-palette-count]");
  empty = dialog.querySelector("[data-palette-empty]");
  input.addEventListener("input", () => {
    early = null;
    search();
  });
  input.addEventListener("keydown", onKey);
  list.addEventListener("click", event => {
    const option = event.target.closest("[role=option]");
    if (option) {
      choose(Number(option.dataset.at));
      act(event.shiftKey);
    }
  });
  list.addEventListener("mousemove", event => {
    const option = event.target.closest("[role=option]");
    if (option && Number(option.dataset.at) !== chosen) {
      choose(Number(option.dataset.at));
    }
  });
  dialog.querySelector("[data-palette-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  if (early === "open") {
    open();
  }
}

export async function open() {
  if (!dialog || !dialog.isConnected) {
    early = "open";
    return;
  }
  if (dialog.open) {
    return;
  }
  early = null;
  input.value = "";
  dialog.showModal();
  input.focus();
  search();
  if (!index || Date.now() - readAt > keptFor) {
    index = prepare(await page.invokeMethodAsync("IndexAsync"));
    readAt = Date.now();
    search();
    if (early && dialog.open) {
      act(early.file);
    }
    early = null;
  }
}

// ---- showing ----

function search() {
  confirming = null;
  hits = index ? find(index, input.value) : [];
  list.replaceChildren(...hits.map(option));
  list.hidden = hits.length === 0;
  empty.hidden = !index || hits.length > 0;
  input.setAttribute("aria-expanded", String(hits.length > 0));
  count.textContent = !index ? "" : hits.length === 1 ? "1 result" : `${hits.length} results`;
  choose(0);
}

function option(hit, at) {
  const row = document.createElement("li");
  row.id = `palette-option-${at}`;
  row.setAttribute("role", "option");
  row.dataset.at = at;
  const title = document.createElement("span");
  title.className = "palette-title";
  title.textContent = hit.item.title;
  const hint = document.createElement("span");
  hint.className = "palette-kind";
  hint.textContent = hit.rest ? `${hit.rest} · ${hit.item.hint}` : hit.item.hint;
  row.append(title, hint);
  return row;
}

function choose(at) {
  chosen = at;
  confirming = null;
  for (const row of list.children) {
    row.setAttribute("aria-selected", String(Number(row.dataset.at) === at));
  }
  const row = list.children[at];
  if (row) {
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
  describe(false);
}

function say(text, bad) {
  preview.textContent = text;
  preview.classList.toggle("palette-preview-bad", Boolean(bad));
}

async function describe(file) {
  const hit = hits[chosen];
  const mine = ++asked;
  if (!hit) {
    say("");
    return;
  }
  if (hit.item.kind !== "report" || (!hit.rest && !file)) {
    say(hit.item.does);
    return;
  }
  await new Promise(done => setTimeout(done, 80));
  if (mine === asked) {
    const said = await page.invokeMethodAsync("PreviewAsync", hit.item.id, hit.rest, file);
    if (mine === asked) {
      say(said.text, !said.ok);
    }
  }
}

// ---- doing ----

function onKey(event) {
  if (event.isComposing) {
    return;
  }
  const last = hits.length - 1;
  const to = { ArrowDown: chosen >= last ? 0 : chosen + 1, ArrowUp: chosen <= 0 ? last : chosen - 1, PageDown: Math.min(last, chosen + 8), PageUp: Math.max(0, chosen - 8) }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    if (last >= 0) {
      choose(to);
    }
  } else if (event.key === "Enter") {
    event.preventDefault();
    event.stopPropagation();
    if (index) {
      act(event.shiftKey);
    } else {
      early = { file: event.shiftKey };
    }
  }
}

async function act(file) {
  const hit = hits[chosen];
  if (!hit) {
    return;
  }
  const { item, rest } = hit;
  if (item.ask && confirming !== item) {
    confirming = item;
    say(item.ask, true);
    return;
  }
  if (item.kind === "command") {
    await command(item.id);
  } else if (item.kind === "report" && (rest || file)) {
    asked++;
    say("…");
    const refused = await page.invokeMethodAsync("GoAsync", item.id, rest, file);
    if (refused) {
      say(refused, true);
    } else {
      dialog.close();
    }
  } else {
    dialog.close();
    Blazor.navigateTo(item.url);
  }
}

async function command(id) {
  const [word, argument] = id.split(" ");
  const here = {
    theme: () => document.querySelector(`[data-theme-choice="${argument}"]`)?.click(),
    keys: () => document.querySelector("[data-help]")?.click(),
    print: () => print(),
    signout: () => document.querySelector("form[action$='/signout']")?.requestSubmit(),
  }[word];
  if (here) {
    dialog.close();
    here();
    return;
  }
  const refused = await page.invokeMethodAsync("CommandAsync", id);
  if (refused) {
    say(refused, true);
  } else {
    index = null;
    dialog.close();
  }
}
