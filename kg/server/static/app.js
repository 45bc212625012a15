// Shows which words a statement rests on and which statement words belong to; completes names; searches the plain files.
"use strict";

// A click on marked words chooses their innermost statement, a click on a card its words; links alone do so without this.
function choose(ref, from) {
  document.querySelectorAll(".chosen").forEach((e) => e.classList.remove("chosen"));
  let first = null;
  document.querySelectorAll("a[data-refs]").forEach((piece) => {
    if (!piece.dataset.refs.split(" ").includes(ref)) return;
    piece.classList.add("chosen");
    first = first || piece;
  });
  const card = document.getElementById(ref);
  if (card) card.classList.add("chosen");
  const target = from === "words" ? card : first;
  if (target) target.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// The way to a place opens what it lies in, and chooses it.
function arrive() {
  const place = decodeURIComponent(location.hash.slice(1));
  if (place.startsWith("mark-")) choose(place.slice(5), "card");
  else if (place && document.getElementById(place)?.classList.contains("card")) choose(place, "words");
}

document.addEventListener("click", (event) => {
  const piece = event.target.closest("a[data-refs]");
  if (piece) {
    event.preventDefault();
    const ref = piece.getAttribute("href").slice(1);
    history.replaceState(null, "", "#" + ref);
    choose(ref, "words");
    return;
  }
  const card = event.target.closest(".card");
  const link = event.target.closest("a");
  if (card && (!link || link.getAttribute("href").startsWith("#mark-"))) {
    event.preventDefault();
    history.replaceState(null, "", "#mark-" + card.id);
    choose(card.id, "card");
  }
});

for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (e) => {
    const card = e.target.closest && e.target.closest(".card");
    if (!card) return;
    document.querySelectorAll("a[data-refs]").forEach((piece) => {
      if (piece.dataset.refs.split(" ").includes(card.id)) piece.classList.toggle("near", on);
    });
  });
}

// Names of actors and issues that begin as what is typed; an exact name leads straight to its page.
const offered = new Map();
document.querySelectorAll("input[data-complete]").forEach((field) => {
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const begun = field.value.trim();
      if (!begun || offered.has(begun)) return;
      const answer = await fetch(field.dataset.complete + "?q=" + encodeURIComponent(begun));
      if (!answer.ok) return;
      const list = document.getElementById("names");
      list.replaceChildren();
      for (const row of await answer.json()) {
        offered.set(row.label, row.path);
        const option = document.createElement("option");
        option.value = row.label;
        list.append(option);
      }
    }, 120);
  });
});
document.querySelectorAll("form.find").forEach((form) => {
  form.addEventListener("submit", (event) => {
    const path = offered.get(form.elements.q.value.trim());
    if (path) {
      event.preventDefault();
      location.assign(path);
    }
  });
});

// In the plain files the words of all pages lie in words.js: [group, label, address] rows.
function search() {
  const hits = document.getElementById("hits");
  if (!hits || !window.WORDS) return;
  const asked = new URLSearchParams(location.search).get("q") || "";
  const wanted = asked.toLowerCase().split(/\s+/).filter(Boolean);
  document.getElementById("q").value = asked;
  if (!wanted.length) return;
  const fits = window.WORDS.filter((row) => wanted.every((w) => row[1].toLowerCase().includes(w) || row[3]?.includes(w)));
  document.getElementById("found").textContent = fits.length + " found for “" + asked + "”";
  for (const [group, label, address] of fits.slice(0, 200)) {
    const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
    link.href = address;
    link.textContent = label;
    kind.className = "faint";
    kind.textContent = " " + group;
    item.append(link, kind);
    hits.append(item);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  arrive();
  search();
});
window.addEventListener("hashchange", arrive);
