(() => {
  "use strict";
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;
  const readings = all(".reading");
  const card = document.querySelector(".card");
  const status = document.querySelector("[role=status]");
  const keys = document.querySelector("dialog");
  const contents = document.querySelector(".contents details");
  const narrow = matchMedia("(max-width: 62rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const rows = all("tbody tr");
  const rowOf = new Map(rows.map((row) => [row.dataset.i, row]));
  const marksOf = new Map(rows.map((row) => [row.dataset.i, []]));
  for (const words of all("[data-a]")) {
    const roles = words.dataset.r.split(" ");
    words.dataset.a.split(" ").forEach((number, at) => marksOf.get(number).push([words, roles[at]]));
  }
  const spoken = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  let selected = null;
  let lit = [];
  let current = readings[0] ?? null;
  let loaded = false;

  // History may be refused where a page has no address of its own, as in a mail reader.
  const remember = (how, state, hash) => {
    try {
      history[how](state, "", hash);
    } catch {
      // The page works without it.
    }
  };
  const behavior = () => (calm.matches || !loaded ? "instant" : "smooth");

  function show(reading) {
    if (!reading || (reading === current && !reading.hidden)) return;
    clear();
    current = reading;
    for (const each of readings) each.hidden = each !== reading;
    name();
    scrollTo({ top: 0, behavior: "instant" });
  }

  function name() {
    if (readings.length < 2) return;
    const at = readings.indexOf(current);
    document.querySelector(".where").textContent = `Article ${at + 1} of ${readings.length}`;
    all(".contents li a").forEach((link, index) => {
      if (index === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    document.title = `${current.dataset.title} · OnRecord`;
  }

  function unlight() {
    for (const words of lit) {
      words.classList.remove("lit", "lit-source", "lit-cue", "lit-content", "tag", "tag-source", "tag-cue", "tag-content", "split");
    }
    lit = [];
    if (!selected) return;
    selected.setAttribute("aria-selected", "false");
    document.getElementById(numberOf(selected))?.classList.remove("on");
  }

  const numberOf = (row) => row.querySelector(".number a").getAttribute("href").slice(1);

  function clear() {
    unlight();
    selected = null;
    card.hidden = true;
    if (location.hash.startsWith("#att")) remember("replaceState", history.state, location.href.split("#")[0] + "#" + current.id);
  }

  // `from` says where the wish came from: "row" and "key" bring the words into view, "words" the row, "link" both.
  function select(row, from) {
    if (!row) return;
    show(row.closest(".reading"));
    unlight();
    selected = row;
    row.hidden = false;
    row.setAttribute("aria-selected", "true");
    for (const other of all("tbody tr[tabindex='0']", current)) other.tabIndex = -1;
    row.tabIndex = 0;
    document.getElementById(numberOf(row))?.classList.add("on");
    const labelled = new Set();
    for (const [words, role] of marksOf.get(row.dataset.i)) {
      words.classList.add("lit", `lit-${role}`);
      if (!labelled.has(role) && words.textContent.trim()) {
        words.classList.add("tag", `tag-${role}`);
        words.classList.toggle("split", words.getClientRects().length > 1);
        labelled.add(role);
      }
      lit.push(words);
    }
    const hash = `#${row.id}`;
    if (from === "row" && narrow.matches) {
      remember("replaceState", { row: row.id, y: scrollY }, hash);
      remember("pushState", { row: row.id }, hash);
    } else if (from !== "history") {
      remember("replaceState", { row: row.id }, hash);
    }
    if (from !== "words" && from !== "history") bringWords();
    if (from !== "row" && from !== "history") bringRow(row);
    if (from === "key" || from === "row") row.focus({ preventScroll: true });
    tell(row, from);
  }

  function tell(row, from) {
    const cell = (kind) => row.querySelector(`td.${kind}`).firstChild.textContent.trim();
    const line = `${row.querySelector(".number a").textContent}. ${cell("source")} · ${cell("cue")} · ${row.querySelector("td.form").firstChild.textContent}`;
    if (from === "words") status.textContent = `Selected row ${line}`;
    card.querySelector(".said").textContent = line;
    card.hidden = false;
  }

  function bringWords() {
    const boxes = lit.filter((words) => !words.hidden).map((words) => words.getBoundingClientRect());
    if (!boxes.length) return;
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const room = innerHeight - (narrow.matches ? 150 : 60);
    if (top >= 60 && bottom <= room) return;
    // All of it in the middle where it fits, else from its first words on.
    const space = Math.max(80, (room - (bottom - top)) / 2);
    scrollTo({ top: scrollY + top - space, behavior: behavior() });
  }

  // In one column the words are what a reader came for, and the row is only an offer.
  function bringRow(row) {
    if (narrow.matches) return;
    const panel = row.closest(".panel");
    const top = panel.querySelector(".head");
    const head = getComputedStyle(top).position === "sticky" ? top.offsetHeight : 0;
    const box = row.getBoundingClientRect();
    const frame = panel.getBoundingClientRect();
    if (box.top < frame.top + head) panel.scrollBy({ top: box.top - frame.top - head - 8, behavior: behavior() });
    else if (box.bottom > Math.min(frame.bottom, innerHeight)) panel.scrollBy({ top: box.bottom - Math.min(frame.bottom, innerHeight) + 24, behavior: behavior() });
  }

  function step(by) {
    const seen = all("tbody tr:not([hidden])", current);
    const at = seen.indexOf(selected);
    const next = at < 0 ? (by > 0 ? 0 : seen.length - 1) : at + by;
    select(seen[Math.min(seen.length - 1, Math.max(0, next))], "key");
  }

  function turn(by) {
    const at = readings.indexOf(current) + by;
    if (at < 0 || at >= readings.length) return;
    show(readings[at]);
    remember("replaceState", null, `#${current.id}`);
  }

  function filter() {
    const terms = current.querySelector("input[type=search]").value.toLowerCase().split(/\s+/).filter(Boolean);
    const group = current.querySelector("select").value;
    let left = 0;
    for (const row of all("tbody tr", current)) {
      row.hidden = !(terms.every((term) => spoken.get(row).includes(term)) && (!group || row.dataset.g === group));
      left += !row.hidden;
    }
    const none = current.querySelector(".none");
    if (none) none.hidden = left > 0;
    if (selected?.hidden) clear();
    const first = current.querySelector("tbody tr:not([hidden])");
    if (first && !current.querySelector("tbody tr[tabindex='0']:not([hidden])")) first.tabIndex = 0;
    status.textContent = `${left} rows`;
  }

  async function copy(row) {
    if (!row) return;
    const text = row.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      box.className = "unseen";
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      row.focus({ preventScroll: true });
    }
    const button = row.querySelector(".copy");
    button.classList.add("done");
    status.textContent = "Copied with its source";
    setTimeout(() => button.classList.remove("done"), 1600);
  }

  function toggle(kind) {
    const name = { marks: "all-marks", voice: "own-voice" }[kind];
    const on = root.classList.toggle(name);
    for (const button of all(`[data-do=${kind}]`)) button.setAttribute("aria-pressed", String(on));
  }

  const deeds = {
    previous: () => turn(-1),
    next: () => turn(1),
    keys: () => keys.showModal(),
    marks: () => toggle("marks"),
    voice: () => toggle("voice"),
    clear,
    row: () => {
      const row = selected;
      remember("pushState", { row: row.id }, `#${row.id}`);
      row.scrollIntoView({ block: "center", behavior: behavior() });
      row.focus({ preventScroll: true });
    },
  };

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (!at || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const button = at.closest("[data-do]");
    if (button) return deeds[button.dataset.do]();
    if (at.closest(".copy")) return copy(at.closest("tr"));
    if (contents && !at.closest(".contents details")) contents.open = false;
    const above = at.closest("[data-row]");
    if (above) {
      event.preventDefault();
      return select(rowOf.get(above.dataset.row), "key");
    }
    const note = at.closest("a.n");
    if (note) {
      event.preventDefault();
      return select(document.getElementById(note.getAttribute("href").slice(1)), "words");
    }
    const row = at.closest("tbody tr");
    const dragged = !getSelection().isCollapsed;
    if (row) {
      if (at.closest(".number a")) event.preventDefault();
      if (!dragged) select(row, "row");
      return;
    }
    const words = at.closest("article [data-a]");
    if (words && !dragged) {
      const numbers = [...new Set(words.dataset.a.split(" "))];
      const here = numbers.indexOf(selected?.dataset.i);
      select(rowOf.get(numbers[(here + 1) % numbers.length]), "words");
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || keys.open) return;
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape") {
      if (contents?.open) contents.open = false;
      if (at.matches("input[type=search]")) {
        at.value = "";
        filter();
        at.blur();
      } else {
        clear();
      }
      return;
    }
    if (at.matches("input, select, textarea")) {
      if (event.key === "Enter" && at.matches("input")) {
        at.blur();
        step(1);
      }
      return;
    }
    const inRow = at.closest("tbody tr");
    const deed = {
      j: () => step(1),
      k: () => step(-1),
      "/": () => current?.querySelector("input[type=search]").focus(),
      "?": () => keys.showModal(),
      m: () => toggle("marks"),
      v: () => toggle("voice"),
      c: () => copy(selected),
      "[": () => turn(-1),
      "]": () => turn(1),
      ...(inRow && at === inRow && {
        ArrowDown: () => step(1),
        ArrowUp: () => step(-1),
        Enter: () => select(inRow, "row"),
        " ": () => select(inRow, "row"),
      }),
    }[event.key];
    if (!deed || !current) return;
    event.preventDefault();
    deed();
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches(".controls input, .controls select")) filter();
  });

  // Where the address leads: a row, an article, a part of an article.
  function follow(from) {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      return;
    }
    const target = name && document.getElementById(name);
    if (!target) return;
    if (target.matches("tbody tr")) select(target, from);
    else if (target.closest(".reading")?.hidden) show(target.closest(".reading"));
  }
  addEventListener("hashchange", () => {
    if (contents) contents.open = false;
    if (!history.state?.row) follow("link");
  });
  addEventListener("popstate", ({ state }) => {
    const row = state?.row && document.getElementById(state.row);
    if (!row) return;
    select(row, "history");
    if (state.y === undefined) bringWords();
    else requestAnimationFrame(() => scrollTo({ top: state.y, behavior: "instant" })); // after the browser's own idea of it
  });

  root.classList.add("js");
  if (contents) contents.open = false;
  for (const reading of readings.slice(1)) reading.hidden = true;
  name();
  // The browser goes to the address's place by itself once the page has loaded; ours is the better place.
  addEventListener("load", () => setTimeout(() => {
    follow("link");
    loaded = true;
  }, 0));
})();
