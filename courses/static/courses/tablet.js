// The next person finds an empty page: a name, or a half-typed PIN, leaves the screen by itself.
"use strict";
(() => {
  const page = document.querySelector("[data-leave]");
  if (!page) return;
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(page.dataset.next), Number(page.dataset.leave) * 1000);
  };
  later();
  for (const event of ["input", "keydown", "pointerdown"]) document.addEventListener(event, later);
})();
