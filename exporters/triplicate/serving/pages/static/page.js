// What the page gains with a script: checks while somebody writes, a caret on the line, dropped files, told progress.
// The server does all of it too, at the press of a button.
(() => {
  "use strict";
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const one = (id) => document.getElementById(id);
  const say = (words) => { if (one("say").textContent !== words) one("say").textContent = words; };
  const filled = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  document.documentElement.classList.add("scripted");

  // A page that answers a press says first what came of it, unless somebody has gone on before the script came.
  if (document.activeElement === document.body) document.querySelector("[data-focus]")?.focus();

  // Files are dropped into the field, so that the form stays an ordinary one.
  const told = (area) => {
    const field = area.querySelector("input[type=file]");
    const files = [...field.files];
    const line = area.querySelector("[data-told]");
    const names = files.map((file) => file.name).join(", ");
    // What is too large is said before it is sent, and is not sent.
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const unit = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
    const large = size > Number(field.dataset.limit || Infinity)
      ? filled(field.dataset.large, { name: names, size: unit.format(size / 1e6), most: unit.format(field.dataset.limit / 1e6) }) : "";
    field.setCustomValidity(large);
    line.hidden = !names;
    line.classList.toggle("fault", Boolean(large));
    line.textContent = large || (names && `${line.dataset.told} ${names}`);
    if (names) say(line.textContent);
  };
  document.addEventListener("change", (event) => {
    if (event.target.type === "file") told(event.target.closest(".drop"));
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();                 // beside an area, a file must not take the place of the page
      const area = event.target.closest?.(".drop");
      all(".drop").forEach((other) => other.classList.toggle("over", name === "dragover" && other === area));
      if (name === "drop" && area) {
        area.querySelector("input[type=file]").files = event.dataTransfer.files;
        told(area);
      }
    });
  }

  // Words for pictures: how long they are. Decorative sets the field aside, and keeps what was written.
  const pictures = () => all(".picture").forEach((picture) => {
    const words = picture.querySelector("textarea");
    const hint = picture.querySelector("[data-most]");
    const most = Number(hint.dataset.most);
    const over = words.value.length - most;
    if (words.value) hint.textContent = over > 0
      ? filled(hint.dataset.over, { n: over }) : filled(hint.dataset.left, { n: words.value.length });
    words.readOnly = picture.querySelector("input[type=checkbox]").checked;
  });
  for (const name of ["input", "change"]) document.addEventListener(name, (event) => {
    if (event.target.closest(".picture")) pictures();
  });
  pictures();

  const text = document.querySelector(".editor textarea");
  if (text) editor(text);

  function editor(field) {
    const form = field.form;
    const copy = document.querySelector(".lines > div");
    const back = one("back");
    let checked = field.value.split("\n");    // the text that the findings on the page are of
    let from = null;
    let here = 0;

    // The lines behind the field: their numbers, and a tint where something is to be mended.
    const flags = () => new Map(all("[data-flag]").reverse().flatMap((card) => {
      const first = Number(card.dataset.flag);
      const length = Number(card.dataset.to || first) - first + 1;
      return Array.from({ length }, (_, index) => [first + index, card.dataset.how]);
    }));
    let flagged = flags();
    const scroll = () => { copy.style.transform = `translateY(${-field.scrollTop}px)`; };
    const draw = () => {
      copy.style.inlineSize = `${field.clientWidth}px`;
      const rows = field.value.split("\n");
      while (copy.children.length > rows.length) copy.lastChild.remove();
      // Only what has changed is written, so that a key in a long text is not felt.
      rows.forEach((words, index) => {
        const line = copy.children[index] || copy.appendChild(document.createElement("p"));
        const shown = words || "\u200b";
        const marks = (words === checked[index] && flagged.get(index + 1)) || "";
        const looks = index + 1 === here ? `${marks} here` : marks;
        if (line.textContent !== shown) line.textContent = shown;
        if (line.className !== looks) line.className = looks;
        if (!line.dataset.n) line.dataset.n = index + 1;
      });
      scroll();
    };
    let frame = 0;
    const redraw = () => { cancelAnimationFrame(frame); frame = requestAnimationFrame(draw); };
    field.addEventListener("scroll", scroll);
    new ResizeObserver(redraw).observe(field);

    // The caret goes to the line, and comes back. A line that has moved since is found by its words.
    const nearest = (wanted, rows) => rows
      .flatMap((words, index) => (words === checked[wanted - 1] ? [index + 1] : []))
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0] ?? Math.min(wanted, rows.length);
    const go = (wanted, column) => {
      const rows = field.value.split("\n");
      here = nearest(wanted, rows);
      const start = rows.slice(0, here - 1).reduce((sum, row) => sum + row.length + 1, 0);
      // Columns count characters, JavaScript counts halves of some.
      const at = start + [...rows[here - 1]].slice(0, column - 1).join("").length;
      field.focus({ preventScroll: true });
      field.setSelectionRange(at, at);        // nothing is selected: the next key must not wipe a line
      draw();
      field.scrollTop = copy.children[here - 1].offsetTop - field.clientHeight / 3;
      field.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-line]");
      if (!link) return;
      event.preventDefault();
      from = link;
      back.hidden = false;
      go(Number(link.dataset.line), Number(link.dataset.column || 1));
    });
    const home = () => {
      if (!from) return;
      const place = from.isConnected ? from : one("summary");
      from = null;
      here = 0;
      back.hidden = true;
      draw();
      place.focus();
    };
    back.addEventListener("click", home);
    field.addEventListener("keydown", (event) => { if (event.key === "Escape") home(); });

    // Quietly: a second after the last key the server is asked, and only what has changed is said.
    const list = one("told");
    let facts = JSON.parse(list.dataset.facts);
    let clock = 0;
    let asked = null;
    const without = (some, others) => {
      const rest = [...others];
      return some.filter((fact) => !rest.includes(fact) || !rest.splice(rest.indexOf(fact), 1));
    };
    // Nothing is taken from under anybody's hands: not what has the focus, not what holds words that are not sent yet.
    const inHands = (part) => part.contains(document.activeElement) || all("textarea, input", part)
      .some((input) => input.value !== input.defaultValue || input.checked !== input.defaultChecked);
    const show = (answer, value) => {
      if (value !== field.value) return;      // the next check is on its way
      if (inHands(list)) {
        clock = setTimeout(show, 1000, answer, value);
        return;
      }
      const mended = without(facts, answer.facts).length;
      const added = without(answer.facts, facts).length;
      list.innerHTML = answer.told;
      if (!inHands(one("pictures"))) one("pictures").innerHTML = answer.pictures;
      facts = answer.facts;
      checked = value.split("\n");
      flagged = flags();
      pictures();
      draw();
      const words = [mended && filled(field.dataset.mended, { n: mended }), added && filled(field.dataset.new, { n: added })];
      if (mended || added) say([...words, filled(field.dataset.left, { n: facts.length })].filter(Boolean).join(", "));
    };
    const check = async () => {
      const value = field.value;
      const posted = new FormData(form);
      posted.delete("file");
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(form.dataset.live, { method: "POST", body: posted, signal: asked.signal });
        if (answer.ok) show(await answer.json(), value);
        else later(5000);
      } catch (error) {
        if (error.name !== "AbortError") later(5000);
      }
    };
    const later = (wait = 1000) => { clearTimeout(clock); clock = setTimeout(check, wait); };
    field.addEventListener("input", () => { redraw(); later(); });
    draw();
  }

  // Progress: ask every second, and say each step once.
  const bar = document.querySelector("progress[data-status]");
  if (bar) {
    const list = document.querySelector(".stages");
    const stages = all("li", list);
    const label = bar.labels[0];
    const show = (done) => {
      bar.value = done;
      stages.forEach((stage, index) => {
        const how = index < done ? "done" : index === done ? "now" : "to_come";
        stage.className = how;
        stage.querySelector("b").textContent = list.dataset[{ done: "done", now: "now", to_come: "toCome" }[how]];
      });
      label.textContent = filled(label.dataset.step, { n: Math.min(done + 1, stages.length), all: stages.length });
      const now = stages[done];
      if (now) say(`${label.textContent}. ${now.querySelector("span").textContent}`);
    };
    const ask = async () => {
      try {
        const state = await (await fetch(bar.dataset.status)).json();
        if (state.done) {
          say(bar.dataset.ready);
          location.reload();
          return;
        }
        if (state.waiting) label.textContent = filled(label.dataset.waiting, { n: state.waiting });
        else show(state.step);
      } catch {
        say(bar.dataset.lost);
      }
      setTimeout(ask, 1000);
    };
    setTimeout(ask, 500);
  }

  // Too busy: it counts down in silence, and speaks when it is time. The button is never shut.
  const wait = document.querySelector("[data-retry]");
  if (wait) {
    let left = Number(wait.dataset.retry);
    const clock = setInterval(() => {
      left -= 1;
      wait.textContent = left > 0 ? filled(wait.dataset.in, { n: left }) : wait.dataset.now;
      if (left > 0) return;
      clearInterval(clock);
      say(wait.dataset.said);
    }, 1000);
  }
})();
