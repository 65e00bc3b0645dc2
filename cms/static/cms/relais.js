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
