"use strict";
// Filters, search, stepping through changes, keys. The page is whole without this script.
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const get = (id) => document.getElementById(id);
  const say = document.body.dataset;
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const rows = all(".row").map((element) => ({ element, changes: all(".change", element), marks: all("[data-change]", element) }));
  const sections = all(".item");
  const folds = all("details.same");
  const boxes = (name) => all(`input[name="${name}"]`);
  const chosen = (name) => new Set(boxes(name).filter((box) => box.checked).map((box) => box.value));
  const narrowed = (name) => boxes(name).some((box) => !box.checked);
  document.documentElement.classList.add("js");

  // ------------------------------------------------------------------------------------- filters
  const apply = () => {
    const statuses = chosen("status");
    const categories = chosen("category");
    const review = get("show-review").checked;
    const query = fold(get("search").value.trim());
    let hiddenChanges = 0;
    let hiddenRows = 0;
    let shown = 0;
    for (const { element, changes, marks } of rows) {
      let left = 0;
      for (const change of changes) {
        const off = !categories.has(change.dataset.category);
        change.hidden = off;
        if (off || (review && change.dataset.weight === "routine")) hiddenChanges += 1;
        else left += 1;
      }
      for (const mark of marks) mark.classList.toggle("off", !categories.has(mark.dataset.category));
      const visible = statuses.has(element.dataset.status)
        && (!changes.length || left > 0 || element.dataset.status === "moved")
        && (!query || textOf(element).includes(query));
      element.hidden = !visible;
      if (visible) shown += 1;
      else hiddenRows += 1;
    }
    for (const details of folds) {
      details.hidden = !details.querySelector(".row:not([hidden])");
      if (query && !details.hidden) details.open = true;
    }
    for (const section of sections) section.hidden = !section.querySelector(".row:not([hidden])");
    document.querySelector(".nothing").hidden = shown > 0;
    highlight(query);
    const parts = [];
    if (query) parts.push(fill(say.sayFound, { n: shown }));
    if (hiddenChanges || (hiddenRows && !query)) parts.push(fill(say.sayHidden, { changes: hiddenChanges, rows: hiddenRows }));
    get("said").textContent = parts.join(" · ");
    at = null;
    count();
  };

  // -------------------------------------------------------------------------------------- search
  // Folding keeps the number of code units, so that places in the folded text are places in the text.
  const folded = new Map([["’", "'"], ["‘", "'"], ["\u00a0", " "], ["\u202f", " "], ["\u2011", "-"]]);
  const foldOne = (letter) => {
    if (!folded.has(letter)) {
      const bare = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      folded.set(letter, bare.length === letter.length ? bare : letter);
    }
    return folded.get(letter);
  };
  const fold = (text) => Array.from(text, foldOne).join("");
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, [...all(".text", row).map((side) => side.textContent), ...all(".change", row).map((change) => change.id)].map(fold).join("\n"));
    return texts.get(row);
  };
  const highlight = (query) => {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (!query) return;
    const ranges = [];
    for (const block of all(".row:not([hidden]) .text :is(p, td)")) {
      const places = [];
      let whole = "";
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        places.push([whole.length, node]);
        whole += fold(node.data);
      }
      const locate = (offset) => {
        const [start, node] = places.findLast(([first]) => first <= offset);
        return [node, Math.min(offset - start, node.data.length)];
      };
      for (let found = whole.indexOf(query); found >= 0; found = whole.indexOf(query, found + query.length)) {
        const range = new Range();
        range.setStart(...locate(found));
        const [node, offset] = locate(found + query.length - 1);
        range.setEnd(node, offset + 1);
        ranges.push(range);
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  // ------------------------------------------------------------------------- stepping through changes
  let at = null;
  const visible = (element) => element.getClientRects().length > 0;
  const stops = () => rows.flatMap(({ element, changes }) => {
    if (element.hidden || element.dataset.status === "equal" || !visible(element)) return [];
    return changes.length ? changes.filter((change) => !change.hidden && visible(change)) : [element];
  });
  const count = () => {
    const all = stops();
    get("position").textContent = at === null ? String(all.length) : `${all.indexOf(at) + 1} / ${all.length}`;
  };
  const marksOf = (change) => all(`[data-change="${CSS.escape(change.id)}"]`);
  const go = (stop, focus = true) => {
    for (const old of all(".current")) old.classList.remove("current");
    at = stop;
    stop.classList.add("current");
    const marks = marksOf(stop);
    for (const mark of marks) mark.classList.add("current");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    (marks.find(visible) || stop).scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    if (focus) stop.querySelector("a").focus({ preventScroll: true });
    try {
      history.replaceState(null, "", `#${stop.id}`);
    } catch {
      // A page without an address of its own (a preview in a frame) keeps none.
    }
    count();
    const list = stops();
    get("said").textContent = fill(say.sayPosition, { n: list.indexOf(stop) + 1, total: list.length });
  };
  const step = (by) => {
    const list = stops();
    if (!list.length) return;
    let next = list.indexOf(at) + by;
    if (at === null) {
      // From where the reader is: the first change below the bar, or the last above it.
      const top = document.querySelector(".bar").getBoundingClientRect().bottom;
      const below = list.findIndex((stop) => stop.getBoundingClientRect().top > top);
      next = by > 0 ? Math.max(below, 0) : (below < 0 ? list.length : below) - 1;
    }
    go(list[(next + list.length) % list.length]);
  };

  // ---------------------------------------------------------------------------------- the controls
  const toggle = get("fold");
  const refold = (open) => {
    for (const details of folds) details.open = open;
    toggle.textContent = open ? say.sayFold : say.sayUnfold;
  };
  const flip = () => {
    const side = get("view-side");
    (side.checked ? get("view-inline") : side).checked = true;
    if (at) go(at);
  };
  const clear = () => {
    get("search").value = "";
    apply();
  };
  get("next").addEventListener("click", () => step(1));
  get("previous").addEventListener("click", () => step(-1));
  toggle.addEventListener("click", () => refold(!folds.every((details) => details.open)));
  get("search").addEventListener("input", apply);
  for (const input of [...boxes("status"), ...boxes("category"), ...boxes("show")]) input.addEventListener("change", apply);

  // A change and its marks point at each other.
  const hint = (on) => (event) => {
    const change = event.target.closest?.(".change, [data-change]");
    if (!change) return;
    const id = change.dataset.change || change.id;
    for (const mark of all(`[data-change="${CSS.escape(id)}"]`)) mark.classList.toggle("hinted", on);
  };
  document.addEventListener("pointerover", hint(true));
  document.addEventListener("pointerout", hint(false));
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".change a");
    const mark = event.target.closest("[data-change]");
    if (link) {
      event.preventDefault();
      go(link.closest(".change"));
    } else if (mark && getSelection().isCollapsed) {
      go(get(mark.dataset.change), false);
    }
    for (const menu of all(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  const keys = { n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1), v: flip, "/": () => get("search").focus() };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      const menu = document.querySelector(".menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      } else if (get("search").value) {
        clear();
      }
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !get("keys-on").checked) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // Contents follow the reader; an address opens what it points at; paper shows everything.
  const links = new Map(all(".toc a").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const section of sections) seen.observe(section);
  const follow = () => {
    const target = get(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const details = target.closest("details.same");
    if (details) details.open = true;
    if (target.matches(".change")) go(target);
    else target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((details) => !details.open);
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
  apply();
  // Once the page is laid out: until then the browser's own jump to the address would come after.
  addEventListener("load", follow);
})();
