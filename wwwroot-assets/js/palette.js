// The command palette: searches an index of names in the browser; the page's circuit says what words after a report's name mean.
const kinds = { ">": ["command", "page"], "#": ["report"], "@": ["owner"], "!": ["run"] };
const keptFor = 30000;
const shown = 50;

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

// ---- finding: pure functions over the index ----

export function words(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}=.]+/u).filter(word => word.length > 0);
}

export function prepare(read) {
  for (const item of read.items) {
    item.fields = [...words(item.title).map(word => [word, 10]), ...item.words.flatMap(text => words(text).map(word => [word, 6]))];
    if (item.kind === "report") {
      item.fields.push(...words(item.hint).map(word => [word, 3]));
    }
  }
  return read;
}

export function fit(sought, found) {
  if (sought === found) {
    return 1;
  }
  if (found.startsWith(sought)) {
    return 0.85;
  }
  if (found.length >= 4 && sought.startsWith(found) && sought.length - found.length <= 2) {
    return 0.8;
  }
  if (sought.length >= 3 && found.includes(sought)) {
    return 0.5;
  }
  return sought.length >= 4 && /^\p{L}+$/u.test(sought) && oneSlip(sought, found) ? 0.4 : 0;
}

// One letter too many, missing, wrong or swapped against the beginning of a word.
function oneSlip(sought, found) {
  let i = 0;
  while (i < sought.length && sought[i] === found[i]) {
    i++;
  }
  const rest = (a, b) => found.slice(b).startsWith(sought.slice(a));
  return rest(i + 1, i + 1) || rest(i + 1, i) || rest(i, i + 1) || (sought[i + 1] === found[i] && sought[i] === found[i + 1] && rest(i + 2, i + 2));
}

function score(item, sought) {
  let sum = 0;
  for (const word of sought) {
    let best = 0;
    for (const [found, weight] of item.fields) {
      best = Math.max(best, fit(word, found) * weight);
    }
    if (best === 0) {
      return 0;
    }
    sum += best;
  }
  // Of two that have the words, the shorter name is meant.
  return sum - item.fields.length * 0.01;
}

// For reports the words are a name and what follows it: as many of the first ones as some report has.
export function find(read, text) {
  const prefix = kinds[text.trimStart()[0]];
  const plain = prefix ? text.trimStart().slice(1) : text;
  const items = prefix ? read.items.filter(item => prefix.includes(item.kind)) : read.items;
  const sought = words(plain);
  if (sought.length === 0) {
    return (prefix ? items : read.recent.map(at => read.items[at])).slice(0, shown).map(item => ({ item, rest: "" }));
  }
  const others = items.filter(item => item.kind !== "report").map(item => ({ item, rest: "", score: score(item, sought) }));
  const reports = items.filter(item => item.kind === "report");
  const given = plain.trim().split(/\s+/);
  for (let length = given.length; length > 0; length--) {
    const name = words(given.slice(0, length).join(" "));
    const found = reports.map(item => ({ item, rest: given.slice(length).join(" "), score: score(item, name) })).filter(hit => hit.score > 0);
    if (found.length > 0) {
      const whole = length === given.length;
      return [...found, ...others.filter(hit => hit.score > 0).map(hit => (whole ? hit : { ...hit, score: hit.score + 100 }))]
        .sort((a, b) => b.score - a.score || a.item.title.localeCompare(b.item.title, "en"))
        .slice(0, shown);
    }
  }
  return others.filter(hit => hit.score > 0).sort((a, b) => b.score - a.score).slice(0, shown);
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
