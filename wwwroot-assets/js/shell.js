// The shell's few lines of script: theme, drawer, small menus, and what the page asks the browser for. No framework, no network.
import { loadAgain } from "./connection.js";
import "./keys.js";

export { useSingleKeys } from "./keys.js";

// As in Components/Theme.cs: paper is always light.
const media = {
  light: { light: "all", dark: "not all" },
  dark: { light: "not screen", dark: "screen" },
  system: { light: "not screen, (prefers-color-scheme: light)", dark: "screen and (prefers-color-scheme: dark)" },
};

function showTheme(choice) {
  for (const link of document.querySelectorAll("link[data-theme]")) {
    link.media = media[choice][link.dataset.theme];
  }
  document.documentElement.dataset.theme = choice;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) {
      menu.open = false;
    }
  }
}

function setDrawer(open) {
  const shell = document.querySelector(".shell");
  const toggle = document.querySelector("[data-nav-toggle]");
  if (shell && toggle) {
    shell.classList.toggle("nav-open", open);
    toggle.setAttribute("aria-expanded", String(open));
  }
}

document.addEventListener("click", event => {
  const choice = event.target.closest("[data-theme-choice]");
  if (choice) {
    const value = choice.dataset.themeChoice;
    document.cookie = `theme=${value}; path=/; max-age=31536000; samesite=lax`;
    showTheme(value);
  }
  if (event.target.closest("[data-nav-toggle]")) {
    setDrawer(!document.querySelector(".shell").classList.contains("nav-open"));
  } else if (event.target.closest(".nav a") || !event.target.closest(".nav")) {
    setDrawer(false);
  }
  if (event.target.closest("[data-print]")) {
    print();
  }
  if (event.target.closest("[data-reload]")) {
    loadAgain();
  }
  event.target.closest("[data-skip-rows]")?.nextElementSibling.querySelector("tbody a")?.focus();
  closeMenus(event.target.closest("details.menu"));
});

document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (document.querySelector(".shell.nav-open")) {
      setDrawer(false);
      document.querySelector("[data-nav-toggle]").focus();
    }
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const run = document.querySelector("[data-run]");
    if (run) {
      event.preventDefault(); // or it would press the button and follow the link that has the focus, too
      const at = document.activeElement;
      run.focus(); // the field that has the focus tells first what was typed in it
      run.click();
      if (at && at !== document.body) {
        at.focus({ preventScroll: true }); // and goes on from where it is
      }
    }
  }
});

// Called by components. An element that has gone meanwhile arrives as null.
export function openPanel(dialog) {
  if (dialog && !dialog.open) {
    dialog.showModal();
  }
}

export function closePanel(dialog) {
  if (dialog?.open) {
    dialog.close();
  }
}

// Only another query of the page shown: a person may have gone to another page meanwhile.
export function changeAddress(address) {
  if (new URL(address, location.origin).pathname === location.pathname) {
    history.replaceState(history.state, "", address);
  }
}

export function save(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

export function themePressed() {
  showTheme(document.documentElement.dataset.theme ?? "system");
}

export function focusOn(id) {
  document.getElementById(id)?.focus();
}

// A page that is being read has a heading of its own: the focus that it was given goes on to the one that takes its place.
let heading;

document.addEventListener("focusin", event => { heading = event.target.localName === "h1" ? event.target : undefined; });

new MutationObserver(() => {
  if (heading && !heading.isConnected && document.activeElement === document.body) {
    const next = document.querySelector("h1");
    next?.focus({ preventScroll: true });
    heading = next ?? heading;
  }
}).observe(document.body, { childList: true, subtree: true });

// The number of unread notices stands before the page's title, also after the page has set another one.
let unread = 0;

function markTitle() {
  const plain = document.title.replace(/^\(\d+\) /, "");
  const wanted = unread > 0 ? `(${unread}) ${plain}` : plain;
  if (document.title !== wanted) {
    document.title = wanted;
  }
}

new MutationObserver(markTitle).observe(document.head, { childList: true, subtree: true, characterData: true });

export function setUnread(count) {
  unread = count;
  markTitle();
}
