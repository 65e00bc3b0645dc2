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
      if (name !== "csrfmiddlewaretoken" && name !== "seen") all[name] = value;
    }
    return all;
  };
  const same = (one, other) =>
    Object.keys(other).every((name) => (one[name] || "") === (other[name] || ""));
  const fill = (all) => {
    for (const input of form.elements) {
      if (!input.name || !(input.name in all) || input.type === "hidden") continue;
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
  async function send(more) {
    if (busy || stopped) return more ? setTimeout(() => send(more), 400) : undefined;
    busy = true;
    clearTimeout(timer);
    const mine = change;
    const all = values();
    const tried = (kept() || {}).tried;
    keep({ values: all, tried: all, seen: form.elements.seen.value });
    try {
      const body = new FormData(form);
      body.append("draft", "1");
      for (const [name, value] of Object.entries(more || {})) body.append(name, value);
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
        setTimeout(() => send(more), 0);
        return;
      }
      if (answer.status === 409) {
        stopped = true;
        say(said.message || form.dataset.failed, "failed");
        return;
      }
      if (!answer.ok) {
        say(said.message || form.dataset.failed, "failed");
        return answer.status === 400 ? undefined : later();
      }
      form.elements.seen.value = said.seen;
      wait = 2000;
      if (mine === change) {
        keep(null);
        say(said.message, "");
      }
      if (more) return said;
    } catch {
      say(form.dataset.failed, "failed");
      later();
    } finally {
      busy = false;
      if (mine !== change && !stopped) setTimeout(() => send(), 300);
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

  // --- Submission: nothing is submitted while a mark waits on this device -----------------------
  let ready = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (ready || (button && ["draft", "clock"].includes(button.name))) return;
    if (!kept()) return;
    event.preventDefault();
    for (let tries = 0; tries < 25 && kept() && !stopped; tries += 1) {
      if (!busy) await send();
      if (line.classList.contains("failed")) break;
      if (kept()) await new Promise((done) => { setTimeout(done, 200); });
    }
    if (kept() && !stopped) return;
    keep(null);
    ready = true;
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
