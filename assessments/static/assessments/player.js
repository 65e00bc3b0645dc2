// Sends each answer at once, goes from question to question without a page load, and goes on
// without a network. Without this file the buttons do the same, one page later.
"use strict";
(() => {
  const form = document.querySelector("form[data-attempt]");
  if (!form) return;
  const said = form.dataset;
  const line = form.querySelector("[data-saved]");
  const key = `relais-steps-${said.attempt}`;
  const opened = performance.now();
  const $ = (selector) => form.querySelector(selector);
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  let memory = [];
  let busy = null;
  let failing = false;
  let wait = 2000;
  let timer = 0;

  // ---- What waits on this device -------------------------------------------------------------
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || [];
    } catch {
      return memory;
    }
  };
  const write = (steps) => {
    memory = steps;
    try {
      if (steps.length) localStorage.setItem(key, JSON.stringify(steps));
      else localStorage.removeItem(key);
    } catch { /* private mode */ }
  };
  // What rescue.js saves in a file.
  form.journal = read;
  const say = (words, state) => {
    line.textContent = words;
    line.className = `saved ${state}`;
  };
  const waiting = () => `${said.failed} (${read().length})`;
  // The page of the result says what became of an answer; the others show what is so by now.
  const refresh = () => "ended" in said || location.reload();
  const later = () => {
    failing = true;
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
    wait = Math.min(wait * 2, 10000);
  };

  const flush = () => (busy ??= send().finally(() => { busy = null; }));

  // In order; what the server has, keeps aside or can never accept leaves the queue.
  async function send() {
    try {
      for (let step = read()[0]; step; step = read()[0]) {
        const { made, ...body } = step;
        const answer = await fetch(said.url, {
          method: "POST",
          credentials: "same-origin",
          keepalive: true,
          headers: {
            "Content-Type": "application/json",
            "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
          },
          body: JSON.stringify(body),
        });
        const heard = await answer.json().catch(() => ({}));
        if (answer.status === 403 && (await renew())) continue;
        // A step leaves the device on our own word alone: a page of a proxy in between has none.
        const ours = answer.ok ? heard.saved === true : !!heard.code;
        if (!ours || !(answer.ok || [400, 409].includes(answer.status))) {
          if ([401, 403].includes(answer.status)) $("[data-sign-in]").hidden = false;
          say(heard.message || waiting(), "failed");
          return later();
        }
        write(read().filter((one) => one.client_id !== step.client_id));
        const fate = overruled(step, made, heard);
        if (fate !== "again" && (step.action === "answer" || (step.action !== "shown" && answer.ok))) {
          const words = fate ? said.newer : heard.message || said.failed;
          if (player) player.heard(step, words, answer.ok ? "" : "failed");
          else say(words, answer.ok ? "" : "failed");
        }
        if (answer.status === 409 && heard.code !== "late") refresh();
        failing = renew.tried = false;
        $("[data-sign-in]").hidden = true;
        wait = 2000;
      }
    } catch {
      say(waiting(), "failed");
      later();
    }
  }

  // Signed in again in another tab: this page's token is an old one. True once it has a new one.
  async function renew() {
    const page = await fetch(location.href, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html")
      .querySelector("form[data-attempt] [name=csrfmiddlewaretoken]");
    const known = form.elements.csrfmiddlewaretoken;
    if (!fresh || renew.tried) return false;
    renew.tried = true;
    known.value = fresh.value;
    return true;
  }

  // Another tab or device has answered in between, with higher numbers: what was done just now, by
  // a person who looks at this screen, is said again after it ("again": it is not saved before that
  // is). What comes late from a queue is not: the newer answer stands, and is shown ("newer").
  function overruled(step, made, heard) {
    if (!heard.saved || step.action !== "answer" || !player) return "";
    player.sequence = Math.max(player.sequence, heard.sequence || 0);
    // The server names what was chosen in an order of its own.
    const plain = (values) => JSON.stringify([...(values || [])].sort());
    const differs = plain(heard.values) !== plain(step.values);
    const fresh = made && Date.now() - made < 15000;
    const waits = read().some((one) => one.position === step.position);
    if (!differs || waits) return "";
    if (!fresh) {
      player.take(step.position, heard.values);
      return "newer";
    }
    // When and in which language it was answered does not change by saying it again.
    player.queue("answer", step.position, step.values, 0, step.elapsed, step.language);
    return "again";
  }

  // ---- The questions -------------------------------------------------------------------------
  let player = null;
  if (said.position) {
    player = (() => {
      const box = $("[data-item]");
      const count = Number(said.count);
      const page = document.documentElement.lang;
      const bundles = {};
      const values = {};
      // What the server said of the answer to each item, and when.
      const told = {};
      const self = { sequence: Number(form.elements.sequence.value), queue, heard, take };
      let position = Number(said.position);
      let language = page;
      let typing = 0;
      let since = 0;

      // A page's steps begin with its id (assessments/answering.py).
      const identity = () => {
        const tail = crypto.getRandomValues(new Uint8Array(8));
        const hex = [...tail].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        return form.elements.page.value.replaceAll("-", "").slice(0, 16) + hex;
      };
      const sinceStart = () =>
        Number(said.elapsed) + Math.round((performance.now() - opened) / 1000);
      function queue(action, place, chosen, made = Date.now(), elapsed = sinceStart(), seen = language) {
        const steps = read();
        const sequence = Math.max(self.sequence, ...steps.map((step) => step.sequence + 1));
        self.sequence = sequence + 1;
        form.elements.sequence.value = self.sequence;
        write([...steps, {
          client_id: identity(), sequence, action, position: place, values: chosen,
          language: seen, elapsed, made,
        }]);
        flush();
      }

      const fields = () => [...box.querySelectorAll("[name=answer]")];
      const chosen = () => fields()
        .filter((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value.trim()))
        .map((one) => one.value.trim());
      const fill = (given) => {
        for (const one of fields()) {
          if (one.type === "radio" || one.type === "checkbox") one.checked = given.includes(one.value);
          else if (one.tagName === "SELECT") {
            one.value = given.find((value) => [...one.options].some((o) => o.value === value)) || "";
          } else one.value = given[0] || "";
        }
      };
      const button = (place) => $$(".map button").find((one) => one.value === String(place));
      const waits = (place) => read().some((one) => one.action === "answer" && one.position === place);
      const mark = (place) => {
        const one = button(place);
        const done = (values[place] || []).length > 0;
        const here = waits(place);
        one.classList.toggle("answered", done && !here);
        one.classList.toggle("waiting", here);
        one.querySelector("[data-word]").textContent = here ? said.waiting : done ? said.answered : said.blank;
      };
      const heading = (place) => said.heading.replace("0", place);
      // Who has gone on is told of which question the words speak.
      function heard(step, words, state) {
        const own = step.position === position;
        if (step.action === "answer") {
          told[step.position] = { words, state };
          mark(step.position);
        }
        if (!(own && waits(position))) say(own ? words : `${heading(step.position)} – ${words}`, state);
      }
      // Another device's answer takes the place of the one that stands here.
      function take(place, given) {
        values[place] = given;
        if (place === position) put();
      }
      const tell = () => {
        if (failing && read().length) return;
        if (waits(position)) return void say(said.pending, "pending");
        const { words = "", state = "" } = told[position] || {};
        say(words, state);
      };
      const save = () => {
        clearTimeout(typing);
        typing = since = 0;
        const now = chosen();
        if (JSON.stringify(now) === JSON.stringify(values[position] || [])) {
          if (line.classList.contains("pending")) tell();
          return;
        }
        values[position] = now;
        say(said.pending, "pending");
        queue("answer", position, now);
        mark(position);
      };
      box.addEventListener("input", (event) => {
        if (event.target.type !== "text") return;
        say(said.pending, "pending");
        // After a pause, and for who types on within two seconds all the same.
        since ||= Date.now();
        clearTimeout(typing);
        typing = setTimeout(save, Math.max(0, Math.min(900, since + 1500 - Date.now())));
      });
      box.addEventListener("change", save);
      const settle = () => { if (typing) save(); };
      addEventListener("pagehide", settle);

      form.elements.flag.addEventListener("change", (event) => {
        const on = event.target.checked;
        button(position).classList.toggle("flagged", on);
        button(position).querySelector("[data-flag]").textContent = on ? said.flagged : "";
        queue("flag", position, on ? ["on"] : []);
      });

      // Ordering: buttons beside the numbers move a line; the numbers follow. The numbers are the
      // answer: before a line moves, the lines stand as their numbers say.
      const equip = () => {
        const list = box.querySelector("[data-ordering]");
        if (!list) return;
        const told = document.createElement("p");
        told.className = "vh";
        told.setAttribute("role", "status");
        list.after(told);
        const sort = () => [...list.children]
          .map((row) => [row.querySelector("select").selectedIndex || list.children.length + 1, row])
          .sort(([one], [other]) => one - other)
          .forEach(([, row]) => list.append(row));
        const renumber = () => [...list.children].forEach((row, place) => {
          row.querySelector("select").selectedIndex = place + 1;
        });
        for (const row of list.children) {
          for (const [step, word, sign] of [[-1, "up", "↑"], [1, "down", "↓"]]) {
            const move = document.createElement("button");
            move.type = "button";
            move.className = "move";
            move.textContent = sign;
            move.setAttribute("aria-label", `${list.dataset[word]} – ${row.querySelector("label").textContent}`);
            move.addEventListener("click", () => {
              sort();
              const next = step < 0 ? row.previousElementSibling : row.nextElementSibling;
              if (!next) return;
              if (step < 0) next.before(row); else next.after(row);
              renumber();
              const place = [...list.children].indexOf(row) + 1;
              // At either end the button that led there is gone: the keyboard goes to the other one.
              const [up, down] = row.querySelectorAll(".move");
              (place === 1 ? down : place === list.children.length ? up : move).focus();
              told.textContent = `${row.querySelector("label").textContent} – ${list.dataset.moved} ${place}`;
              save();
            });
            row.append(move);
          }
        }
        // Numbers chosen by hand: once every line has one, the lines stand accordingly.
        list.addEventListener("change", (event) => {
          if ([...list.querySelectorAll("select")].some((one) => !one.value)) return;
          sort();
          event.target.focus();
        });
        sort();
      };

      // The item on the screen with its answer.
      const put = () => {
        if (bundles[language]) box.innerHTML = bundles[language].items[position];
        fill(values[position] || []);
        equip();
      };

      const address = (place, where) => said[where === "fr" ? "addressFr" : "addressEn"].replace("/0/", `/${place}/`);
      const show = (place, where) => {
        settle();
        const bundle = bundles[where];
        if (!bundle) return false;
        position = place;
        language = where;
        box.lang = where;
        put();
        const name = heading(place);
        $("h1").textContent = name;
        document.title = document.title.replace(/^[^·]*/, `${name} `);
        $("[value=previous]").hidden = place === 1;
        $("[data-next]").textContent = place === count ? said.last : said.next;
        for (const one of $$(".map button")) one.removeAttribute("aria-current");
        button(place).setAttribute("aria-current", "step");
        form.elements.flag.checked = button(place).classList.contains("flagged");
        form.elements.page.value = crypto.randomUUID ? crypto.randomUUID() : form.elements.page.value;
        form.elements.shown.value = "null";
        $("[data-sign-in] a").search = `?next=${encodeURIComponent(address(place, page))}`;
        tell();
        if (!bundle.seen.has(place)) {
          bundle.seen.add(place);
          queue("shown", place, []);
        }
        $("h1").focus();
        return true;
      };

      const load = async (where) => {
        try {
          const answer = await fetch(said[where === "fr" ? "itemsFr" : "itemsEn"], { credentials: "same-origin" });
          if (!answer.ok) return;
          const bundle = await answer.json();
          const pending = new Set(read().map((step) => step.position));
          for (const [place, given] of Object.entries(bundle.values)) {
            if (pending.has(Number(place)) || Number(place) === position) continue;
            values[place] = given;
            // In the words of the page; the other bundle says the same in its own.
            if (where === page && bundle.saved[place]) told[place] = { words: bundle.saved[place] };
          }
          self.sequence = Math.max(self.sequence, bundle.sequence);
          bundles[where] = { items: bundle.items, seen: bundles[where]?.seen || new Set([position]) };
        } catch { /* the pages are still there */ }
      };

      const target = (go) => {
        if (go === "next") return position + 1;
        if (go === "previous") return Math.max(1, position - 1);
        return Number(go);
      };
      form.addEventListener("submit", async (event) => {
        const pressed = event.submitter;
        const go = pressed && pressed.name === "flip" ? "" : (pressed ? pressed.value : "next");
        settle();
        if (go && go !== "review" && target(go) <= count) {
          const place = target(go);
          if (bundles[language]) {
            event.preventDefault();
            if (place !== position) history.pushState({ place }, "", address(place, page));
            show(place, language);
          }
          return;
        }
        if (!failing && navigator.onLine !== false) return;
        // No network: the last page and the other language of the whole page are the server's.
        event.preventDefault();
        const other = language === "fr" ? "en" : "fr";
        if (!go && bundles[other]) return void show(position, other);
        await flush();
        if (!failing && !read().length) form.requestSubmit(pressed);
        else say(said.offline, "failed");
      });
      addEventListener("popstate", () => {
        const place = Number(location.pathname.split("/").filter(Boolean).pop());
        if (!show(place, language)) location.reload();
      });

      values[position] = chosen();
      if (line.textContent) told[position] = { words: line.textContent };
      const mine = read().filter((step) => step.action === "answer");
      for (const step of mine) {
        values[step.position] = step.values;
        mark(step.position);
      }
      if (mine.some((step) => step.position === position)) fill(values[position]);
      equip();
      load(page).then(() => load(page === "fr" ? "en" : "fr"));
      return self;
    })();
  } else {
    // The last page: nothing is submitted while an answer waits on this device. (The result has no
    // button: what still waits, because the device was off or signed out at the end, is sent.)
    form.addEventListener("submit", async (event) => {
      if (!read().length) return;
      event.preventDefault();
      await flush();
      if (!read().length) form.submit();
    });
  }

  // ---- The clock: the server's, counted down here --------------------------------------------
  const clock = document.querySelector("[data-left]");
  if (clock) {
    const ends = performance.now() + Number(clock.dataset.left) * 1000;
    let told = "";
    const tick = async () => {
      const left = Math.max(0, Math.ceil((ends - performance.now()) / 60000));
      const words = clock.dataset.words.replace("0", left);
      if (words !== told) clock.textContent = told = words;
      clock.classList.toggle("pressing", left <= 5);
      if (performance.now() < ends) return void setTimeout(tick, 5000);
      await flush();
      if (!failing) location.assign(said.end);
      else say(said.over, "failed");
    };
    tick();
  }

  const wake = async () => {
    if (!read().length) return;
    await flush();
    if (!read().length && !player) refresh();
  };
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  wake();
})();
