/* The question bank works without this; with it rows come and go without a round trip, the frames of
   a preview are as high as what they show, and one tick chooses a page of questions. */
(() => {
  "use strict";

  const nextId = (ids, way) => {
    if (way === "numbers") {
      let number = 1;
      while (ids.includes(String(number))) number += 1;
      return String(number);
    }
    for (let round = 0; ; round += 1) {
      for (const letter of "abcdefghijklmnopqrstuvwxyz") {
        const id = `${letter}${round || ""}`;
        if (!ids.includes(id)) return id;
      }
    }
  };

  const renamed = (row, group, from, to) => {
    const before = `${group}-${from}-`;
    const after = `${group}-${to}-`;
    row.dataset.row = to;
    for (const element of row.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(before)) element.setAttribute(name, value.replaceAll(before, after));
      }
    }
    row.querySelector(`input[name="${group}-id"]`).value = to;
    row.querySelector("[data-row-id]").textContent = to;
    const remove = row.querySelector("button[name=remove]");
    remove.value = `${group} ${to}`;
    remove.textContent = remove.textContent.replace(/\S+\s*$/, to);
  };

  const emptied = (row) => {
    row.querySelectorAll(".bank-error").forEach((error) => error.remove());
    row.querySelectorAll(".wrong").forEach((field) => field.classList.remove("wrong"));
    for (const field of row.querySelectorAll("input:not([type=hidden]), textarea, select")) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
      field.removeAttribute("aria-invalid");
    }
  };

  const write = document.querySelector("[data-bank-write]");
  write?.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add], button[name=remove]");
    if (!button) return;
    const box = button.closest("[data-group]");
    const rows = [...box.querySelectorAll("[data-row]")];
    if (button.name === "remove") {
      // The last row stays, to be copied: without script the server brings an empty one.
      if (rows.length < 2) return;
      event.preventDefault();
      button.closest("[data-row]").remove();
      box.querySelector("button[name=add]").focus();
      return;
    }
    const last = rows.at(-1);
    if (!last) return;
    event.preventDefault();
    const row = last.cloneNode(true);
    const ids = rows.map((one) => one.dataset.row);
    renamed(row, box.dataset.group, last.dataset.row, nextId(ids, box.dataset.ids));
    emptied(row);
    last.after(row);
    row.querySelector("textarea, input:not([type=hidden])").focus();
  });

  for (const frame of document.querySelectorAll("iframe[data-fits]")) {
    const fit = () => {
      const page = frame.contentDocument?.documentElement;
      if (page) frame.style.height = `${page.querySelector("body").scrollHeight + 4}px`;
    };
    frame.addEventListener("load", fit);
    fit();
  }

  for (const all of document.querySelectorAll("input[data-all]")) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const one of document.querySelectorAll(`input[name="${all.dataset.all}"]`)) {
        one.checked = all.checked;
      }
    });
  }
})();
