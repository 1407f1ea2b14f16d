// Keys of the whole site. Single letters never fire while somebody types, and a person can turn them off (WCAG 2.1.4).
import { open as openPalette } from "./palette.js";

const patience = 1500;

let single = true;
let goUntil = 0;

export function useSingleKeys(on) {
  single = on;
}

function typing(target) {
  return target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;
}

function press(selector) {
  const element = [...document.querySelectorAll(selector)].find(one => one.getClientRects().length > 0);
  element?.focus();
  element?.click();
  return Boolean(element);
}

function focusOn(selector) {
  const element = [...document.querySelectorAll(selector)].find(one => one.getClientRects().length > 0);
  element?.focus();
  return Boolean(element);
}

const keys = {
  "/": () => focusOn("[data-search]"),
  "?": () => press("[data-help]"),
  r: () => press("[data-run]"),
  f: () => press("[data-key=f]"),
  i: () => press("[data-key=i]"),
  x: () => focusOn("[data-key=x]"),
};

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.isComposing) {
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (!single || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  const now = Date.now();
  const done = now < goUntil
    ? press(`[data-go="${CSS.escape(event.key)}"]`)
    : keys[event.key]?.();
  goUntil = !done && event.key === "g" && now >= goUntil ? now + patience : 0;
  if (done) {
    event.preventDefault();
  }
});

document.addEventListener("click", event => {
  if (event.target.closest("[data-palette-open]")) {
    openPalette();
  }
});
