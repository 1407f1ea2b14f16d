// The report page's script: pictures as files, and the place in a table to which a person comes back. Nothing goes through the circuit.

// A picture is read from the page as shapes in page pixels and drawn anew: into a canvas for PNG, as plain shapes for SVG. An
// image element is no way: the content policy has no blob: or data: addresses.
const margin = 16;

// The part of a line's height above its baseline, in sans-serif fonts.
const ascent = 0.79;

function pathOf(element) {
  const at = name => Number(element.getAttribute(name) ?? 0);
  switch (element.localName) {
    case "path": return element.getAttribute("d");
    case "line": return `M${at("x1")} ${at("y1")}L${at("x2")} ${at("y2")}`;
    case "polyline": return `M${element.getAttribute("points")}`;
    case "polygon": return `M${element.getAttribute("points")}Z`;
    case "rect": return `M${at("x")} ${at("y")}h${at("width")}v${at("height")}h${-at("width")}Z`;
    case "circle": return `M${at("cx") - at("r")} ${at("cy")}a${at("r")} ${at("r")} 0 1 0 ${2 * at("r")} 0a${at("r")} ${at("r")} 0 1 0 ${-2 * at("r")} 0Z`;
    default: return null;
  }
}

function shapesOf(svg, dx, dy) {
  const shapes = [];
  for (const element of svg.querySelectorAll("path, line, polyline, polygon, rect, circle, text")) {
    const style = getComputedStyle(element);
    if (element.closest("defs, clipPath") || style.visibility === "hidden" || style.display === "none") {
      continue;
    }
    const own = element.getCTM();
    const matrix = [own.a, own.b, own.c, own.d, own.e + dx, own.f + dy];
    if (element.localName === "text") {
      const box = element.getBBox(); // where the browser has put it, whatever anchor, dy and baseline say
      shapes.push({
        matrix, text: element.textContent.trim(), x: box.x, y: box.y + (box.height * ascent), anchor: "left", middle: false, fill: style.fill,
        size: parseFloat(style.fontSize), weight: style.fontWeight,
      });
    } else if (pathOf(element)) {
      const dashes = style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat);
      shapes.push({
        matrix, path: pathOf(element), fill: style.fill, fillOpacity: Number(style.fillOpacity), stroke: style.stroke,
        width: parseFloat(style.strokeWidth), dashes, cap: style.strokeLinecap, join: style.strokeLinejoin, opacity: Number(style.opacity),
      });
    }
  }
  return shapes;
}

// Paper is light, whatever the screen: the shapes are read while the light theme is on, which no frame shows. Transitions would
// give the colours from before.
function inLight(read) {
  const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after { transition: none !important; }");
  document.adoptedStyleSheets.push(still);
  void getComputedStyle(document.body).color;
  const links = [...document.querySelectorAll("link[data-theme]")];
  const before = links.map(link => link.media);
  links.forEach(link => { link.media = link.dataset.theme === "light" ? "all" : "not all"; });
  try {
    return read();
  } finally {
    links.forEach((link, i) => { link.media = before[i]; });
    void getComputedStyle(document.body).color;
    document.adoptedStyleSheets.splice(document.adoptedStyleSheets.indexOf(still), 1);
  }
}

function pictureOf(figure, notes) {
  const place = figure.querySelector(".chart-drawing");
  const size = place.getBoundingClientRect();
  const style = getComputedStyle(figure);
  const text = (words, x, y, options) => ({ matrix: [1, 0, 0, 1, 0, 0], text: words, x, y, anchor: "left", middle: false, fill: style.color, size: 13, weight: "400", ...options });
  const shapes = [text(figure.querySelector("h2").textContent.trim(), margin, margin + 14, { size: 16, weight: "650" })];
  const top = margin + 30;
  for (const svg of place.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect();
    shapes.push(...shapesOf(svg, margin + box.left - size.left, top + box.top - size.top));
  }
  let bottom = top + size.height;
  const entries = [...figure.querySelectorAll(".legend li")];
  if (entries.length > 0) {
    const first = entries[0].parentElement.getBoundingClientRect();
    for (const entry of entries) {
      const box = entry.getBoundingClientRect();
      const mark = entry.querySelector("svg");
      const at = mark.getBoundingClientRect();
      shapes.push(...shapesOf(mark, margin + at.left - size.left, bottom + 8 + at.top - first.top));
      shapes.push(text(entry.textContent.trim(), margin + at.right + 6 - size.left, bottom + 8 + box.top - first.top + (box.height / 2), { middle: true }));
    }
    bottom += 8 + first.height;
  }
  for (const note of notes) {
    bottom += 18;
    shapes.push(text(note, margin, bottom, { size: 11 }));
  }
  return { width: Math.ceil(size.width + (2 * margin)), height: Math.ceil(bottom + margin), ground: style.backgroundColor, font: style.fontFamily, shapes };
}

function toCanvas(picture) {
  const canvas = document.createElement("canvas");
  const scale = 2; // sharp on paper
  canvas.width = picture.width * scale;
  canvas.height = picture.height * scale;
  const to = canvas.getContext("2d");
  to.setTransform(scale, 0, 0, scale, 0, 0);
  to.fillStyle = picture.ground;
  to.fillRect(0, 0, picture.width, picture.height);
  for (const shape of picture.shapes) {
    to.setTransform(scale, 0, 0, scale, 0, 0);
    to.transform(...shape.matrix);
    if (shape.text !== undefined) {
      to.font = `${shape.weight} ${shape.size}px ${picture.font}`;
      to.textAlign = shape.anchor;
      to.textBaseline = shape.middle ? "middle" : "alphabetic";
      to.fillStyle = shape.fill;
      to.fillText(shape.text, shape.x, shape.y);
      continue;
    }
    const path = new Path2D(shape.path);
    if (shape.fill !== "none") {
      to.globalAlpha = shape.opacity * shape.fillOpacity;
      to.fillStyle = shape.fill;
      to.fill(path);
    }
    if (shape.stroke !== "none" && shape.width > 0) {
      to.globalAlpha = shape.opacity;
      to.strokeStyle = shape.stroke;
      to.lineWidth = shape.width;
      to.setLineDash(shape.dashes);
      to.lineCap = shape.cap;
      to.lineJoin = shape.join;
      to.stroke(path);
    }
    to.globalAlpha = 1;
  }
  return canvas;
}

function toSvg(picture) {
  const name = "http://www.w3.org/2000/svg";
  const make = (kind, attributes) => {
    const element = document.createElementNS(name, kind);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, String(value)));
    return element;
  };
  const svg = make("svg", { xmlns: name, width: picture.width, height: picture.height, viewBox: `0 0 ${picture.width} ${picture.height}`, "font-family": picture.font });
  svg.append(make("rect", { width: picture.width, height: picture.height, fill: picture.ground }));
  for (const shape of picture.shapes) {
    const transform = `matrix(${shape.matrix.map(part => +part.toFixed(3)).join(" ")})`;
    if (shape.text !== undefined) {
      const anchor = { center: "middle", right: "end", left: "start" }[shape.anchor];
      const element = make("text", {
        transform, x: shape.x, y: shape.y, fill: shape.fill, "font-size": shape.size, "font-weight": shape.weight, "text-anchor": anchor,
        "dominant-baseline": shape.middle ? "central" : "alphabetic",
      });
      element.textContent = shape.text;
      svg.append(element);
    } else {
      svg.append(make("path", {
        transform, d: shape.path, fill: shape.fill, "fill-opacity": shape.fillOpacity, stroke: shape.stroke, "stroke-width": shape.width,
        "stroke-dasharray": shape.dashes.length > 0 ? shape.dashes.join(" ") : "none", "stroke-linecap": shape.cap, "stroke-linejoin": shape.join, opacity: shape.opacity,
      }));
    }
  }
  return new XMLSerializer().serializeToString(svg);
}

function give(blob, fileName) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// Called by components: a picture's element, "png" or "svg", the name of the file without its ending, the lines under the picture.
export async function savePicture(figure, form, fileName, notes) {
  if (!figure) {
    return; // the page has gone meanwhile
  }
  const picture = inLight(() => pictureOf(figure, notes));
  const blob = form === "svg"
    ? new Blob([toSvg(picture)], { type: "image/svg+xml" })
    : await new Promise(done => { toCanvas(picture).toBlob(done, "image/png"); });
  give(blob, `${fileName}.${form}`);
}

// Whoever followed a figure and comes back stands where he left: the link that was followed, in sight and with the focus. Whoever
// has a picture drawn in another way, or the rows put in another order, stays where he is, on what he pressed, though the framework
// goes to the top with every address.
const left = new Map();
let returned = false;
let pressed;

addEventListener("popstate", () => { returned = true; });

document.addEventListener("click", event => {
  const link = event.target.closest(".report-table a");
  if (link) {
    left.set(location.pathname + location.search, link.getAttribute("href"));
  }
  const way = event.target.closest(".chart-head a, .report-table thead button");
  pressed = way && {
    top: scrollY,
    picture: [...document.querySelectorAll(".chart")].indexOf(way.closest(".chart")),
    way: way.closest(".segmented") ? ".segmented [aria-current]" : ".chart-head > a",
  };
}, true);

// Called by the page when it begins to read and when its figures stand there.
export function comeBack(stands) {
  if (pressed?.top >= 0) {
    scrollTo({ top: pressed.top, behavior: "instant" });
    pressed.top = undefined; // once: he may have gone on since
  }
  if (!stands) {
    return;
  }
  document.querySelectorAll(".chart")[pressed?.picture]?.querySelector(pressed.way)?.focus({ preventScroll: true });
  pressed = undefined;
  const href = returned ? left.get(location.pathname + location.search) : undefined;
  returned = false;
  const link = href && [...document.querySelectorAll(".report-table a")].find(one => one.getAttribute("href") === href);
  if (link) {
    link.scrollIntoView({ block: "center", inline: "nearest" });
    link.focus({ preventScroll: true });
  }
}
