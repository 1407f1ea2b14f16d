// Finds names in the palette's index, in the browser: within a keystroke, and without the circuit.
const kinds = { ">": ["command", "page"], "#": ["report"], "@": ["owner"], "!": ["run"] };
const shown = 50;

function words(text) {
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

function fit(sought, found) {
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
