// Saves a sheet as it grows. Without this file the button « save the draft » does the same.
"use strict";
(() => {
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const line = form.querySelector("[data-saved]");
  const key = `relais-sheet-${form.dataset.sheet}`;
  let memory = null;
  let busy = false;
  let wait = 2000;
  let timer = 0;
  let stopped = false;
  let refused = false;
  let change = 0;

  const keep = (snapshot) => {
    memory = snapshot;
    try {
      if (snapshot) localStorage.setItem(key, JSON.stringify(snapshot));
      else localStorage.removeItem(key);
    } catch { /* private mode */ }
  };
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || memory;
    } catch {
      return memory;
    }
  };
  const say = (words, state) => {
    line.textContent = words;
    line.className = `saved ${state}`;
  };
  const values = () => {
    const all = {};
    for (const [name, value] of new FormData(form)) {
      if (!["csrfmiddlewaretoken", "seen", "owner"].includes(name)) all[name] = value;
    }
    return all;
  };
  const same = (one, other) =>
    Object.keys(other).every((name) => (one[name] || "") === (other[name] || ""));
  const touched = (input) => input.checked !== input.defaultChecked
    || ("defaultValue" in input && input.value !== input.defaultValue);
  // On a slow phone somebody types before this file is there: that stands, and only that.
  const fill = (all) => {
    const own = new Set([...form.elements].filter(touched).map((input) => input.name));
    for (const input of form.elements) {
      if (!(input.name in all) || own.has(input.name) || input.type === "hidden") continue;
      if (input.type === "radio") input.checked = input.value === all[input.name];
      else if (input.tagName !== "BUTTON") input.value = all[input.name];
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => send(), wait);
    wait = Math.min(wait * 2, 30000);
  };

  // One at a time and always the whole sheet: a lost answer is found again in what comes back.
  async function send() {
    if (busy || stopped) return;
    busy = true;
    refused = false;
    clearTimeout(timer);
    const mine = change;
    const all = values();
    const tried = (kept() || {}).tried;
    keep({ values: all, tried: all, seen: form.elements.seen.value });
    try {
      const body = new FormData(form);
      body.append("draft", "1");
      const answer = await fetch(form.dataset.url || location.href, {
        method: "POST",
        credentials: "same-origin",
        redirect: "manual",
        headers: { Accept: "application/json" },
        body,
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        say(form.dataset.signedOut, "failed");
        return later();
      }
      const said = await answer.json().catch(() => ({}));
      // Only our own word settles anything: a page of a proxy in between is no answer.
      if (!("saved" in said)) {
        say(form.dataset.failed, "failed");
        return later();
      }
      if (answer.status === 409 && said.stored && tried && same(tried, said.stored)) {
        form.elements.seen.value = said.seen;
        timer = setTimeout(() => send(), 0);
        return;
      }
      if (answer.status === 409) {
        stopped = true;
        say(said.message || form.dataset.failed, "failed");
        return;
      }
      if (!answer.ok) {
        say(said.message || form.dataset.failed, "failed");
        refused = answer.status === 400;
        return refused ? undefined : later();
      }
      form.elements.seen.value = said.seen;
      wait = 2000;
      if (mine === change) {
        keep(null);
        say(said.message, "");
      }
    } catch {
      say(form.dataset.failed, "failed");
      later();
    } finally {
      busy = false;
      if (mine !== change && !stopped) {
        clearTimeout(timer);
        timer = setTimeout(() => send(), 300);
      }
    }
  }

  // --- How far the sheet is, and what the timer proposes ---------------------------------------
  const proposal = form.querySelector("[data-proposal]");
  const duration = form.elements.duration;
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const propose = () => {
    if (!proposal || !duration) return;
    const found = /^(\d{1,2})(?:\s*[:.m'′]\s*(\d{1,2}))?$/.exec(duration.value.trim());
    proposal.hidden = !found;
    if (!found) return;
    const seconds = Number(found[1]) * 60 + Number(found[2] || 0);
    const gap = Math.abs(seconds - Number(proposal.dataset.planned));
    const steps = proposal.dataset.gaps.split(",").map((step) => step.split(":").map(Number));
    const level = (steps.find(([limit]) => gap <= limit) || [0, 0])[1];
    proposal.textContent = `${proposal.dataset.measured} ${clock(seconds)} · `
      + `${proposal.dataset.proposed} ${level}. ${proposal.dataset.decide}`;
  };
  const sum = form.querySelector("[data-sum]");
  const count = () => {
    for (const total of form.querySelectorAll("[data-total]")) {
      const given = form.querySelectorAll(`[name^="${total.dataset.total}"]:checked`);
      const all = [...given].reduce((so, input) => so + Number(input.value), 0);
      total.textContent = all.toLocaleString(document.documentElement.lang);
    }
    if (!sum) return;
    const names = new Set(
      [...form.querySelectorAll("[name^=level_]")].map((input) => input.name));
    const done = form.querySelectorAll("[name^=level_]:checked").length;
    sum.hidden = false;
    sum.textContent = `${done}/${names.size}`;
  };

  form.addEventListener("input", (event) => {
    change += 1;
    const all = kept();
    keep({ values: values(), tried: all && all.tried, seen: form.elements.seen.value });
    if (!stopped) say(form.dataset.pending, "pending");
    propose();
    count();
    clearTimeout(timer);
    timer = setTimeout(() => send(), event.target.type === "radio" ? 250 : 900);
  });

  // --- A button: what waits on this device goes first, or the two would overtake each other -------
  let ready = false;
  let settling = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    const button = event.submitter;
    const draft = button && button.name === "draft";
    if (!draft && !busy && !kept()) return;
    event.preventDefault();
    if (settling) return;
    settling = true;
    for (let tries = 0; tries < 25; tries += 1) {
      if (!busy && (kept() || !tries)) await send();
      if (!busy && (!kept() || stopped || line.classList.contains("failed"))) break;
      await new Promise((done) => { setTimeout(done, 200); });
    }
    settling = false;
    // Only a page says at which field a refusal lies.
    if (!refused && (draft || (kept() && !stopped))) return;
    if (!refused) keep(null);
    ready = true;
    clearTimeout(timer);
    form.requestSubmit(button || undefined);
  });

  // --- The room's timer (the observer's, on the server) ------------------------------------------
  const face = form.querySelector("[data-clock]");
  const panel = form.querySelector("section.clock");
  const tick = (element, since) => {
    const show = () => { element.textContent = clock(Math.round((Date.now() - since) / 1000)); };
    show();
    return setInterval(show, 1000);
  };
  if (face && panel.dataset.elapsed) tick(face, Date.now() - 1000 * Number(panel.dataset.elapsed));

  // --- An assessor's own timer, on this device ----------------------------------------------------
  const own = form.querySelector("[data-own-clock]");
  if (own && duration) {
    const start = form.querySelector("[data-own-start]");
    const stop = form.querySelector("[data-own-stop]");
    const since = `${key}-clock`;
    let ticking = 0;
    const run = (from) => {
      own.hidden = stop.hidden = false;
      start.hidden = true;
      ticking = tick(own, from);
    };
    form.querySelector("[data-own-buttons]").hidden = false;
    start.addEventListener("click", () => {
      const now = Date.now();
      try { localStorage.setItem(since, now); } catch { /* private mode */ }
      run(now);
    });
    stop.addEventListener("click", () => {
      clearInterval(ticking);
      duration.value = own.textContent;
      try { localStorage.removeItem(since); } catch { /* private mode */ }
      start.hidden = false;
      stop.hidden = true;
      duration.dispatchEvent(new Event("input", { bubbles: true }));
    });
    try {
      const from = Number(localStorage.getItem(since));
      if (from && Date.now() - from < 7200000) run(from);
    } catch { /* private mode */ }
  }

  // A page that answers a refused form is asked for anew when it is reloaded, not sent anew.
  history.replaceState(history.state, "", location.href);

  // --- What waited on this device while the page was away -----------------------------------------
  const waiting = kept();
  if (waiting) {
    const untouched = waiting.seen === form.elements.seen.value;
    if (untouched || (waiting.tried && same(waiting.tried, values()))) {
      fill(waiting.values);
      change += 1;
      send();
    } else keep(null);
  }
  propose();
  count();
  addEventListener("online", () => kept() && send());
  document.addEventListener("visibilitychange", () => document.hidden || (kept() && send()));
})();
