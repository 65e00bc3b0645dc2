// Where answers cannot reach the server, offers a file with them that only the server can open: the
// page carries its key (docs/answer-files.md). Nothing leaves the journal of player.js for it.
"use strict";
(() => {
  const form = document.querySelector("form[data-attempt]");
  const box = document.querySelector("[data-rescue]");
  if (!box || !form?.journal) return;
  const said = box.dataset;
  const told = box.querySelector("[role=status]");
  const button = box.querySelector("button");
  const safe = window.crypto && crypto.subtle;
  // A network that comes and goes is no reason for a file.
  const patience = 60000;
  let oldest = "";
  let since = 0;
  let shown = "";
  let made = false;

  // The same step has waited for a minute; on the last page, a hand-in that failed is enough.
  const stuck = () => {
    const [step] = form.journal();
    const id = step ? step.client_id : "";
    if (id !== oldest) [oldest, since] = [id, performance.now()];
    const last = !form.dataset.position && form.querySelector("[data-saved].failed");
    return !!id && (!!last || performance.now() - since >= patience);
  };
  const watch = () => {
    const now = stuck();
    const words = now ? (safe ? "offer" : "unsafe") : made && !oldest ? "done" : "";
    if (words === shown) return;
    // Said once.
    if (shown === "done") made = false;
    shown = words;
    button.parentElement.hidden = words !== "offer";
    told.textContent = said[words] || "";
  };

  const bytes = (text) => new TextEncoder().encode(text);
  const name = () => {
    const now = new Date();
    const here = new Date(now - now.getTimezoneOffset() * 60000);
    return `${said.name}-${here.toISOString().slice(0, 16).replace("T", "-").replace(":", "h")}.relais`;
  };
  const save = async () => {
    const aes = { name: "AES-GCM", length: 256 };
    const rsa = { name: "RSA-OAEP", hash: "SHA-256" };
    const head = bytes(`relais-answers-1 ${said.key}\n`);
    const plain = bytes(JSON.stringify({
      attempt: form.dataset.attempt, seal: said.seal, steps: form.journal(),
    }));
    const server = await safe.importKey("jwk", { kty: "RSA", n: said.modulus, e: "AQAB" }, rsa, false, ["wrapKey"]);
    const own = await safe.generateKey(aes, true, ["encrypt"]);
    const wrapped = await safe.wrapKey("raw", own, server, rsa);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await safe.encrypt({ ...aes, iv, additionalData: head }, own, plain);
    const link = document.createElement("a");
    link.download = name();
    link.href = URL.createObjectURL(new Blob([head, wrapped, iv, sealed], { type: "application/octet-stream" }));
    document.body.append(link);
    link.click();
    link.remove();
    made = true;
    told.textContent = said.made.replace("[name]", link.download);
  };
  button.addEventListener("click", () => save().catch(() => { told.textContent = said.unsafe; }));

  setInterval(watch, 1000);
})();
