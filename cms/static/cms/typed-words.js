/* Pages, questions and titles: all forms work without this; with it a forbidden variant is named
   while it is typed.
   The server's glossary decides; what is typed is asked about once the writer pauses. */
(() => {
  "use strict";

  const PAUSE = 900;
  const own = document.currentScript;
  const place = /\/pages\/(\d+)\/edit\/|\/pages\/add\/\w+\/\w+\/(\d+)\//.exec(location.pathname);
  const page = place ? place[1] || place[2] : "";
  const config = document.getElementById("wagtail-config");
  if (!own || !config) return;
  const { address } = own.dataset;
  const timers = new WeakMap();
  const asked = new WeakMap();
  const token = JSON.parse(config.textContent).CSRF_TOKEN;
  const languageOf = (field) => {
    const said = field.getAttribute("lang") || "";
    return ["fr", "en"].includes(said) ? said : "";
  };
  const fieldOf = (target) => {
    if (!(target instanceof Element)) return null;
    const rich = target.closest("[contenteditable='true']");
    if (rich) return page ? rich : null;
    const isText = target.matches("textarea, input[type='text']");
    if (!isText) return null;
    // A field that names its language may stand in any form of the admin.
    if (languageOf(target)) return target;
    // The side-by-side editor of translations is no form: it saves sentence by sentence.
    return page && target.closest("form[data-edit-form], .js-translation-editor") ? target : null;
  };

  const wordsIn = (field) => ("value" in field ? field.value : field.innerText) || "";

  const frameOf = (field) => field.closest(".Draftail-Editor, .w-field__input") || field;

  // Looked for on the page: an editor of translations makes a new field each time.
  const noteOf = (field) => frameOf(field).parentElement.querySelector(":scope > .typed-words");

  const noteFor = (field) => {
    const known = noteOf(field);
    if (known) return known;
    const note = document.createElement("p");
    note.className = "help-block help-warning typed-words";
    note.setAttribute("role", "status");
    frameOf(field).after(note);
    return note;
  };

  const ask = async (field) => {
    const text = wordsIn(field);
    if (asked.get(field) === text) return;
    asked.set(field, text);
    const body = new URLSearchParams({ page, text, language: languageOf(field) });
    let hits = [];
    try {
      const headers = { "X-CSRFToken": token };
      const answer = await fetch(address, { method: "POST", body, headers });
      if (!answer.ok) return;
      hits = (await answer.json()).hits;
    } catch {
      return; // No network: the same words are named before publication.
    }
    if (wordsIn(field) !== text || !field.isConnected) return;
    if (hits.length || noteOf(field)) {
      const note = noteFor(field);
      note.textContent = hits.join(" ");
      note.hidden = !hits.length;
    }
  };

  const typed = (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => ask(field), PAUSE));
  };

  document.addEventListener("input", typed);
  document.addEventListener("keyup", typed); // A rich text swallows some input events.
})();
