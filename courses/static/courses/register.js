// The register by thumb: one tap a person, saved by itself, kept on the device without a network.
// Without this file the letters and the button « save » do the same.
"use strict";
(() => {
  const form = document.querySelector("form[data-register]");
  if (!form) return;
  const say = form.dataset;
  const key = `relais-register-${say.register}`;
  const line = form.querySelector("[data-saved]");
  const save = form.querySelector("[data-save]");
  const undo = form.querySelector("[data-undo]");
  const rest = form.querySelector("[data-rest]");
  const reason = form.elements.reason;
  const rows = [...form.querySelectorAll("[data-line]")];
  // The server's clock counts: the device's may be wrong by hours.
  const skew = Number(say.now) * 1000 - Date.now();
  let waiting = {};
  let back = [];
  const shown = {};
  let last = null;
  let timer = 0;
  let wait = 3000;
  let busy = false;
  let stopped = false;

  const radios = (pk) => [...form.querySelectorAll(`[name="status-${pk}"]`)];
  const was = (pk) => form.elements[`was-${pk}`];
  const chosen = (pk) => (radios(pk).find((one) => one.checked) || {}).value || "";
  const tell = (words, state) => {
    line.textContent = words;
    line.className = `saved ${state}`;
  };
  const keep = () => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(key, JSON.stringify(waiting));
      else localStorage.removeItem(key);
    } catch { /* private mode */ }
  };
  const proposal = () => {
    const now = Date.now() + skew;
    const minutes = (now - Number(say.starts) * 1000) / 60000;
    if (now >= Number(say.ends) * 1000) return "P";
    if (minutes > Number(say.half)) return "H";
    return minutes > Number(say.late) ? "L" : "P";
  };

  const draw = (row) => {
    const pk = row.dataset.line;
    const status = chosen(pk);
    const chip = row.querySelector("[data-chip]");
    chip.textContent = status || "·";
    chip.className = `chip k k-${status || "U"}`;
    const blank = row.querySelector("[data-blank]");
    if (blank) blank.hidden = Boolean(status);
    shown[pk] = status;
    row.classList.toggle("filled", Boolean(status));
    row.classList.toggle("unsent", pk in waiting);
    row.querySelector("button.tap").setAttribute("aria-label",
      `${row.querySelector(".who").textContent}: ${status
        ? radios(pk).find((one) => one.checked).getAttribute("aria-label") : say.sayBlank}`);
  };
  const byHand = () => (reason && reason.value.trim())
    || (form.elements.source && form.elements.source.value !== "facilitator")
    || rows.some((row) => (row.querySelector(".line-error") || {}).textContent);
  const blanks = () => rows.filter((row) => !chosen(row.dataset.line));
  const drawAll = () => {
    rows.forEach(draw);
    const left = blanks().length;
    save.hidden = !byHand();
    if (rest) {
      rest.hidden = !left;
      rest.textContent = `${rest.dataset.rest} ${left}`;
    }
  };
  const set = (pk, status) => {
    for (const one of radios(pk)) one.checked = one.value === status;
  };
  const fault = (pk, words) => {
    const row = rows.find((one) => one.dataset.line === pk);
    let text = row.querySelector(".line-error");
    if (!text && words) {
      text = document.createElement("p");
      text.className = "line-error";
      text.setAttribute("role", "alert");
      row.querySelector("fieldset").append(text);
    }
    if (text) text.textContent = words || "";
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    wait = Math.min(wait * 2, 20000);
  };
  const count = () => Object.keys(waiting).length + back.length;

  async function send() {
    clearTimeout(timer);
    if (busy || stopped || !count()) return;
    busy = true;
    const sent = { ...waiting };
    const taken = [...back];
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("autosave", "1");
    for (const pk of taken) body.append("back", pk);
    for (const [pk, one] of Object.entries(sent)) {
      body.append(`status-${pk}`, one.status);
      body.append(`was-${pk}`, one.was);
    }
    try {
      const answer = await fetch(location.href, {
        method: "POST", credentials: "same-origin", redirect: "manual",
        headers: { Accept: "application/json" }, body,
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        tell(`${say.saySignedOut} ${count()}`, "failed");
        return later();
      }
      const said = await answer.json().catch(() => null);
      if (answer.status === 409 && said) {
        // Whatever was to be taken back is too old now: the rest may still be saved.
        tell(said.message, "failed");
        if (said.code === "nothing-to-undo") {
          for (const pk of taken) set(pk, was(pk).value);
          back = [];
          drawAll();
        } else stopped = true;
        return;
      }
      if (!answer.ok || !said) throw new Error("not saved");
      back = back.filter((pk) => !taken.includes(pk));
      for (const [pk, standing] of Object.entries(said.standing)) {
        was(pk).value = standing;
        const same = waiting[pk] && sent[pk] && waiting[pk].status === sent[pk].status;
        if (waiting[pk] && !same) waiting[pk].was = standing;
        else if (said.errors[pk]) {
          delete waiting[pk];
        } else {
          delete waiting[pk];
          set(pk, standing);
        }
        fault(pk, said.errors[pk]);
      }
      wait = 3000;
      keep();
      drawAll();
      const wrong = Object.values(said.errors)[0];
      tell(wrong || said.message, wrong ? "failed" : "");
    } catch {
      tell(`${say.sayKept} ${count()}`, "failed");
      later();
    } finally {
      busy = false;
      if (count() && !stopped && !line.classList.contains("failed")) timer = setTimeout(send, 400);
    }
  }

  const soon = () => {
    keep();
    drawAll();
    if (!stopped) tell(say.saySaving, "pending");
    clearTimeout(timer);
    timer = setTimeout(send, 900);
  };
  const mark = (pks, status) => {
    last = pks.map((pk) => ({ pk, status: shown[pk] }));
    for (const pk of pks) {
      set(pk, status);
      if (was(pk).value === status) delete waiting[pk];
      else waiting[pk] = { status, was: was(pk).value };
      back = back.filter((one) => one !== pk);
    }
    undo.hidden = false;
    soon();
  };

  // --- Each line: the name is the button, the letters come out on demand ------------------------
  form.classList.add("by-thumb");
  for (const row of rows) {
    const label = row.querySelector("label.tap");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tap";
    button.append(...label.childNodes);
    label.replaceWith(button);
    const chip = document.createElement("span");
    chip.dataset.chip = "";
    chip.setAttribute("aria-hidden", "true");
    button.append(chip);
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    more.setAttribute("aria-expanded", "false");
    more.setAttribute("aria-label",
      `${say.sayOther} ${row.querySelector(".who").textContent}`);
    more.textContent = "…";
    button.after(more);
    const open = (so) => {
      row.classList.toggle("open", so);
      more.setAttribute("aria-expanded", String(so));
    };
    more.addEventListener("click", () => open(!row.classList.contains("open")));
    button.addEventListener("click", () => {
      const pk = row.dataset.line;
      if (chosen(pk)) open(!row.classList.contains("open"));
      else mark([pk], proposal());
    });
    for (const radio of radios(row.dataset.line)) {
      radio.addEventListener("change", () => {
        mark([row.dataset.line], radio.value);
        open(false);
      });
    }
  }
  if (rest) {
    rest.addEventListener("click", (event) => {
      event.preventDefault();
      // The clock speaks of whoever arrives now; the rest have been here since the start.
      mark(blanks().map((row) => row.dataset.line), "P");
    });
  }
  undo.addEventListener("click", (event) => {
    if (!last) return; // nothing of this page's own: the server takes back its latest entry
    event.preventDefault();
    for (const { pk, status } of last) {
      const onlyHere = pk in waiting && !busy;
      set(pk, status);
      delete waiting[pk];
      if (onlyHere ? status === was(pk).value : false) continue;
      if (status) waiting[pk] = { status, was: was(pk).value };
      else back.push(pk);
    }
    last = null;
    undo.hidden = true;
    if (count()) soon();
    else {
      keep();
      drawAll();
      tell(say.sayUndone, "");
    }
  });

  form.addEventListener("input", () => { save.hidden = !byHand(); });

  // --- « Save »: with a reason typed, or without the network ------------------------------------
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.name === "undo") return;
    if (byHand()) return;
    if (!count()) {
      if (!navigator.onLine) event.preventDefault();
      return;
    }
    event.preventDefault();
    wait = 3000;
    send();
  });

  // --- What waited on this device while the page was away ---------------------------------------
  try {
    waiting = JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    waiting = {};
  }
  for (const [pk, one] of Object.entries(waiting)) {
    if (!was(pk) || was(pk).value === one.status) delete waiting[pk];
    else set(pk, one.status);
  }
  keep();
  if (count()) soon();
  drawAll();
  addEventListener("online", () => count() && send());
  document.addEventListener("visibilitychange", () => document.hidden || (count() && send()));
})();
