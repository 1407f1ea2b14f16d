// Sends a file beside the circuit, which carries small messages only, and tells the page how far it is.
let sending = null;

// At most four messages a second.
const apart = 250;

// The page may have gone meanwhile; its elements then arrive as null.
export function chosen(input) {
  const file = input?.files[0];
  return file ? { name: file.name, size: file.size } : null;
}

// A dropped file is taken as if it had been chosen.
export function takeDrops(zone, input) {
  if (!zone) {
    return;
  }
  zone.addEventListener("dragover", event => {
    event.preventDefault();
    zone.classList.add("upload-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("upload-over"));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    zone.classList.remove("upload-over");
    if (event.dataTransfer.files.length > 0 && !sending) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

export function send(input, address, token, page) {
  const file = input?.files[0];
  if (!file) {
    return;
  }
  const request = new XMLHttpRequest();
  let told = 0;
  sending = request;
  request.open("POST", `${address}?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("RequestVerificationToken", token);
  request.upload.addEventListener("progress", event => {
    const now = Date.now();
    if (now - told >= apart || event.loaded === event.total) {
      told = now;
      page.invokeMethodAsync("Progressed", event.loaded, event.total).catch(() => {});
    }
  });
  request.addEventListener("load", () => {
    sending = null;
    const answer = read(request);
    if (request.status === 201 && answer) {
      page.invokeMethodAsync("Kept", answer.page).catch(() => location.assign(answer.page));
    } else {
      refuse(page, answer?.detail ?? answer?.title ?? (answer ? "The file was refused." : "You are signed out, or the site does not answer. Load the page again; nothing was kept."));
    }
  });
  request.addEventListener("error", () => {
    sending = null;
    refuse(page, "The connection was lost, or the file was changed or moved while it was sent. Nothing was kept; choose it once more.");
  });
  request.addEventListener("abort", () => {
    sending = null;
    refuse(page, "Sending was stopped. Nothing was kept.");
  });
  request.send(file);
}

export function stop() {
  sending?.abort();
}

function refuse(page, words) {
  page.invokeMethodAsync("Refused", words).catch(() => {});
}

function read(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null;
  }
}
