// Comfort only: every page works without this file.
"use strict";

// An error summary takes the focus, so a screen reader starts with what went wrong.
document.querySelector("[data-error-summary]")?.focus();

// The account menu closes on Escape and on a click elsewhere.
const menu = document.querySelector("details.account");
if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// Print buttons show themselves only where they can work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The next page of a lesson is fetched ahead, when nothing else is asked for; not on a slow or dear
// network. The server leaves the address out for a browser that sends Save-Data.
const ahead = document.querySelector("[data-prefetch]");
const network = navigator.connection;
if (ahead && !network?.saveData && !/2g/.test(network?.effectiveType || "")) {
  addEventListener("load", () => {
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = ahead.dataset.prefetch;
    document.head.append(link);
  });
}
