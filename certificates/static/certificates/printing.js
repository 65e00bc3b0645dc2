// While certificates are made the figures follow by themselves. Without this file the page is
// reloaded by its own head, every few seconds.
"use strict";
(() => {
  const here = document.querySelector("[data-making]");
  if (!here) return;
  let misses = 0;
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-making]");
      if (!now) return void location.reload();
      if (here.textContent !== now.textContent) here.replaceChildren(...now.childNodes);
      misses = 0;
    } catch {
      misses += 1;
    }
    setTimeout(look, Math.min(1000 * (1 + misses), 10000));
  };
  setTimeout(look, 1000);
})();
