// The verification page without a network: judges the seal, asks the register when it can be
// reached, and keeps the page on the device. Without this file the form works as ever, online.
"use strict";

(() => {
  const form = document.querySelector("form[data-verify]");
  const place = form.dataset;
  const [number, holder] = [form.elements.number, form.elements.holder];
  const result = document.getElementById("result");
  const sealed = document.getElementById("sealed");
  const digits = location.hash.slice(1);
  const seal = self.crypto?.subtle ? Seals.read(digits) : null;
  const PATIENCE = 8000;
  let authentic = false;

  // A page from the device does not know which paper it was opened for.
  const asked = location.pathname.match(/^\/v\/([^/]+)\/?$/);
  const spoken = asked ? asked[1] : new URLSearchParams(location.search).get("number");
  if (spoken && !number.value) number.value = decodeURIComponent(spoken).slice(0, number.maxLength);
  const sealedNumber = canonical(number.value);
  for (const link of document.querySelectorAll(".switch a")) {
    if (asked) link.search = new URLSearchParams({ number: number.value });
    link.hash = location.hash;
  }

  // As it is signed: capitals, hyphens. Nothing else is mended, for the number comes from the code.
  function canonical(text) {
    const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, "");
    return `${plain.slice(0, 3)}-${plain.slice(3, 7)}-${plain.slice(7)}`;
  }

  function show(where, name, fill = {}) {
    const piece = document.getElementById(`say-${name}`).content.cloneNode(true);
    for (const slot of piece.querySelectorAll("[data-slot]")) {
      const text = fill[slot.dataset.slot] ?? "";
      slot.textContent = text;
      slot.hidden = !text;
    }
    where.replaceChildren(piece);
  }

  async function fetched(address, options = {}) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      return await fetch(address, { ...options, signal: patience.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  // The copy on the device speaks at once; a new key or course is asked for when it is missing.
  async function list(name, address, suffices) {
    const copy = await caches.match(address, { ignoreVary: true });
    const entries = copy ? (await copy.json())[name] : [];
    if (entries.some(suffices)) return entries;
    try {
      const answer = await fetched(address);
      return answer.ok ? (await answer.json())[name] : entries;
    } catch {
      return entries;
    }
  }

  async function stated() {
    const isOf = (one) => one.mark === seal.course;
    const course = (await list("courses", place.courses, isOf)).find(isOf);
    const kinds = document.getElementById("say-kinds").content;
    const words = {};
    for (const language of ["fr", "en"]) {
      const month = { month: "long", year: "numeric", timeZone: "UTC" };
      const kind = kinds.querySelector(`[data-kind=${seal.kind}] [lang=${language}]`);
      words[`kind-${language}`] = kind.textContent;
      words[`course-${language}`] = course ? course[language] : number.value.slice(0, 3);
      const said = new Intl.DateTimeFormat(language, month).format(seal.month);
      words[`month-${language}`] = said[0].toUpperCase() + said.slice(1);
    }
    return { ...words, print: String(seal.print) };
  }

  async function judgeSeal() {
    authentic = false;
    if (!seal || canonical(number.value) !== sealedNumber) {
      if (digits) show(sealed, "unread");
      return;
    }
    const keys = await list("keys", place.keys, (key) => key.id === seal.key);
    const question = { number: sealedNumber, name: holder.value, keys, library: place.library };
    const verdict = await Seals.judge(seal, question);
    authentic = verdict === "authentic";
    show(sealed, verdict, verdict === "authentic" ? await stated() : {});
  }

  // The register knows more than the paper: what it says need not be said twice, and of a holder
  // in silent mode nothing is said. An older print than the one in force is named.
  function agree() {
    for (const spare of sealed.querySelectorAll("[data-state], [data-stated]")) spare.remove();
    const answer = result.querySelector("[data-verdict]");
    if (answer?.dataset.verdict === "contact") sealed.replaceChildren();
    const print = Number(answer?.dataset.index);
    if (authentic && seal.print < print) show(sealed, "older", { print: seal.print, now: print });
    showPrinting();
  }

  function showPrinting() {
    for (const button of result.querySelectorAll("[data-print-answer]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  }

  async function askRegister() {
    show(result, "asking");
    try {
      const answer = await fetched(form.action, { method: "POST", body: new FormData(form) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("result");
      if (!found?.childElementCount) throw new Error("no answer");
      result.replaceChildren(...found.childNodes);
      agree();
    } catch {
      if (sealed.childElementCount) result.replaceChildren();
      else show(result, "unreached");
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    sealed.replaceChildren();
    await judgeSeal();
    await askRegister();
    (result.firstElementChild ? result : sealed).scrollIntoView({ block: "nearest" });
  });

  showPrinting();

  // A file may be dropped anywhere on its panel; without a network nothing can be compared.
  const drop = document.querySelector("form[data-drop]");
  const halt = (event) => event.preventDefault();
  const mark = (on) => drop.classList.toggle("dropping", on);
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => (halt(event), mark(true)));
  }
  drop.addEventListener("dragleave", () => mark(false));
  drop.addEventListener("drop", (event) => {
    halt(event);
    mark(false);
    if (!event.dataTransfer.files.length) return;
    drop.elements.file.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
  drop.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    halt(event);
    show(result, "unreached");
  });

  async function keep() {
    if (!(await Seals.ownEd25519())) {
      await (await caches.open("relais-verification")).add(place.library);
    }
    // One after the other: the second finds in the cache what the first has fetched.
    for (const scope of ["/v/", form.getAttribute("action")]) {
      const worker = await navigator.serviceWorker.register(place.worker, { scope });
      const coming = worker.installing;
      if (!coming) continue;
      await new Promise((done) => coming.addEventListener("statechange", done));
    }
  }
  if (navigator.serviceWorker && self.isSecureContext) {
    addEventListener("load", () => keep().catch(() => {}));
  }
})();
