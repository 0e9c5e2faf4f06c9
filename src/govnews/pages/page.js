/* The report page. Text of an article is only ever moved about as nodes or written as textContent; nothing builds markup. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);

  /* An id such as t0-12 names the mark (t) or the row (r) of metric 12 of article 0. */
  const place = (node) => {
    const owner = node?.closest?.("a.m, tbody tr, .bars a");
    if (!owner) return null;
    const found = /^[tr](\d+)-(\d+)$/.exec(owner.id || owner.getAttribute("href").slice(1));
    return found && { article: Number(found[1]), metric: Number(found[2]) };
  };
  const mark = ({ article, metric }) => document.getElementById(`t${article}-${metric}`);
  const row = ({ article, metric }) => document.getElementById(`r${article}-${metric}`);
  const same = (a, b) => a === b || (a && b && a.article === b.article && a.metric === b.metric);

  /* ---- Words: the language of the page ---- */

  const say = (key, values = {}) => {
    const words = data.words[document.documentElement.lang];
    const phrase = (String(values.n) === "1" && words[`${key}.one`]) || words[key];
    return phrase.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
  };

  const speak = (language) => {
    document.documentElement.lang = language;
    for (const node of all("[data-word]")) node.textContent = say(node.dataset.word, node.dataset);
    for (const node of all("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label, node.dataset));
    for (const node of all("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
    for (const button of all("[data-language]")) button.setAttribute("aria-pressed", button.lang === language);
    fit();
    if (lit) fill(lit);
  };

  /* ---- Light: a metric and the words that it was read from ---- */

  const pieces = data.articles.map(() => null);
  let lit = null;
  let pinned = null;
  let bright = [];

  /* The pieces of an article in the order of its text; found once, when they are first wanted. */
  const piecesOf = (article) => {
    if (!pieces[article]) {
      const nodes = all("[data-at]", one(`#d${article} .text`));
      pieces[article] = { nodes, starts: nodes.map((node) => Number(node.dataset.at)) };
    }
    return pieces[article];
  };

  const firstFrom = (starts, wanted) => {
    let low = 0;
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (starts[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const brighten = (node, name) => {
    if (!node || node.classList.contains(name)) return;
    node.classList.add(name);
    bright.push([node, name]);
  };

  const light = (target) => {
    if (same(target, lit)) return;
    for (const [node, name] of bright) node.classList.remove(name);
    bright = [];
    lit = target;
    fill(target);
    if (!target) return;
    const { nodes, starts } = piecesOf(target.article);
    for (const [part, start, end] of data.articles[target.article].lit[target.metric]) {
      for (let i = firstFrom(starts, start); i < starts.length && starts[i] < end; i += 1) brighten(nodes[i], part);
    }
    for (const node of [mark(target), row(target)]) brighten(node, "on");
    for (const node of all(`.bars a[href="#r${target.article}-${target.metric}"]`)) brighten(node, "on");
  };

  const pin = (target) => {
    pinned = target;
    light(target);
  };

  /* The table beside the article follows; nothing else moves under the reader's hand. */
  const follow = (target) => {
    const line = row(target);
    const box = line?.closest(".aside");
    if (!line || line.hidden || getComputedStyle(box).overflowY !== "auto") return;
    const head = one("thead", box).offsetHeight;
    const [view, spot] = [box.getBoundingClientRect(), line.getBoundingClientRect()];
    if (spot.top < view.top + head) box.scrollTop -= view.top + head - spot.top + 8;
    else if (spot.bottom > view.bottom) box.scrollTop += spot.bottom - view.bottom + 8;
  };

  const show = (target) => mark(target)?.scrollIntoView({ block: "nearest" });

  /* ---- The card of a narrow page: the cells of the row once more ---- */

  const card = one("#card");
  const narrow = () => getComputedStyle(card).display !== "none";
  const fill = (target) => {
    card.hidden = !target;
    if (!target) return;
    const list = one("dl", card);
    list.replaceChildren();
    for (const cell of row(target).cells) {
      if (!cell.hasChildNodes()) continue;
      const term = document.createElement("dt");
      const told = document.createElement("dd");
      term.textContent = say(cell.className);
      term.className = told.className = cell.className;
      told.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      list.append(term, told);
    }
  };

  const step = (target, by) => {
    const marks = all(`#d${target.article} a.m:not(.out)`);
    const next = marks[marks.indexOf(mark(target)) + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    pin(place(next));
    follow(lit);
    show(lit);
  };

  card.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !lit) return;
    if (button.dataset.step === "0") pin(null);
    else step(lit, Number(button.dataset.step));
  });

  /* ---- Hand, keyboard, finger ---- */

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || card.contains(event.target)) return;
    const target = place(event.target);
    light(target || pinned);
    if (target && event.target.closest("a")) follow(target);
  });

  document.addEventListener("focusin", (event) => {
    if (card.contains(event.target)) return;
    const target = place(event.target);
    light(target || pinned);
    if (target && event.target.closest("a.m")) follow(target);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#card, #tools, header, th")) return;
    const target = place(event.target);
    if (!target) return void pin(null);
    const link = event.target.closest("a");
    if (link) event.preventDefault();
    pin(target);
    follow(target);
    if (link || !narrow()) show(target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (document.activeElement === search && search.value) {
        search.value = "";
        fit();
      }
      return void pin(null);
    }
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const target = event.target.matches("a.m") && place(event.target);
    if (by && target) {
      event.preventDefault();
      step(target, by);
    }
  });

  /* ---- Tables: to sort, to filter, to copy ---- */

  const search = one("#search");
  const rows = all("tbody tr").map((node) => ({ node, ...place(node), mark: mark(place(node)) }));
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const column = (key) => data.keys.indexOf(key);
  const record = ({ article, metric }) => data.articles[article].rows[metric];
  const searched = ["text", "value", "unit", "indicator", "subject", "subject_text", "period_text", "period_start"].map(column);
  for (const line of rows) line.words = plain(searched.map((at) => record(line)[at] ?? "").join("\n"));

  const wanted = (group) => all(`[data-kind^="${group}."][aria-pressed="true"]`).map((chip) => chip.dataset.kind.split(".")[1]);

  const fit = () => {
    const words = plain(search.value.trim()).split(/\s+/);
    const groups = ["status", "role"].map((group) => [column(group), wanted(group)]);
    let shown = 0;
    for (const line of rows) {
      const told = record(line);
      const fits = words.every((word) => line.words.includes(word)) && groups.every(([at, some]) => !some.length || some.includes(told[at]));
      if (line.node.hidden === fits) line.node.hidden = !fits;
      line.mark?.classList.toggle("out", !fits);
      shown += fits;
    }
    one("#count").textContent = shown === rows.length ? say("count", { n: shown }) : say("count.of", { n: shown, all: rows.length });
  };

  const collator = new Intl.Collator("zh", { numeric: true });
  const orders = {
    number: (article) => data.articles[article].order,
    indicator: (article) => data.articles[article].rows.map((told) => told[column("indicator")]),
    subject: (article) => data.articles[article].rows.map((told) => told[column("subject")]),
    period: (article) => data.articles[article].rows.map((told) => [told[column("period_start")], told[column("period_end")]].join("/")),
    change: (article) => data.articles[article].rows.map((told) => [told[column("change")], told[column("basis")]].join("/")),
    kind: (article) => data.articles[article].rows.map((told) => [told[column("status")], told[column("role")]].join("/")),
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

  /* Up, down, and back to the order of the text; what has no value comes last in either direction. */
  const sort = (heading) => {
    const table = heading.closest("table");
    const article = Number(table.id.slice("table".length));
    const next = { ascending: "descending", descending: null }[heading.getAttribute("aria-sort")];
    const direction = next === undefined ? "ascending" : next;
    for (const other of all("th", table)) other.removeAttribute("aria-sort");
    const lines = rows.filter((line) => line.article === article);
    if (direction) {
      heading.setAttribute("aria-sort", direction);
      const keys = orders[heading.dataset.sort](article);
      const blank = (line) => /^\/?$/.test(keys[line.metric]);
      const sign = direction === "ascending" ? 1 : -1;
      lines.sort((a, b) => blank(a) - blank(b) || sign * compare(keys[a.metric], keys[b.metric]) || a.metric - b.metric);
    }
    one("tbody", table).append(...lines.map((line) => line.node));
  };

  /* As the CSV of the command line: what begins like a formula gets an apostrophe, a number with a sign stays a number. */
  const formula = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n\0'])/u;
  const number = /^-?[0-9]+(?:\.[0-9]+)?%?$/;
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = formula.test(text) && !number.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  /* The rows that are shown, as they are shown, with all columns of the record. */
  const csv = () => {
    const shown = all("tbody tr:not([hidden])").map((node) => record(place(node)));
    return { count: shown.length, text: [data.keys, ...shown].map((line) => `${line.map(cell).join(",")}\r\n`).join("") };
  };

  const copyByHand = (text) => {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  };

  const copy = async () => {
    const { count, text } = csv();
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = copyByHand(text);
    }
    one("#count").textContent = done ? say("copied", { n: count }) : say("copy.failed");
  };

  search.addEventListener("input", fit);
  one("#copy").addEventListener("click", copy);
  for (const heading of all("th[data-sort]")) one("button", heading).addEventListener("click", () => sort(heading));
  for (const button of all("[data-language]")) button.addEventListener("click", () => speak(button.lang));
  for (const chip of all("[data-kind]")) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
      fit();
    });
  }
  const tools = one("#tools");
  tools.hidden = false;
  /* What sticks below the tools stays below them when they wrap. */
  const measured = new CSSStyleSheet();
  document.adoptedStyleSheets = [measured];
  new ResizeObserver(() => measured.replaceSync(`:root { --bar: ${tools.offsetHeight}px; }`)).observe(tools);
  fit();
})();
