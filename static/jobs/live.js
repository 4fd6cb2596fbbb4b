// The live page of a job: the log stays at its end unless the reader has scrolled up, and the
// choice of lines is sent as soon as it is made. Everything else is HTMX and works without this.
(() => {
  "use strict";
  const log = () => document.getElementById("job-lines");
  const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  let follow = true;

  document.addEventListener("DOMContentLoaded", () => {
    const box = log();
    if (box) {
      box.scrollTop = box.scrollHeight;
      box.addEventListener("scroll", () => {
        follow = atEnd(box);
      });
    }
    for (const select of document.querySelectorAll("[data-submit-on-change]"))
      select.addEventListener("change", () => select.form.requestSubmit());
  });
  // On paper a fold cannot be opened.
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details[data-print]")) fold.open = true;
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    const box = log();
    if (box && follow) box.scrollTop = box.scrollHeight;
  });
})();
