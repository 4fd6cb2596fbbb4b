// Choosing other data shows its columns at once; without this, the button beside it does.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const select = document.querySelector("[data-demand] [data-switch]");
    if (!select) return;
    const button = select.form.querySelector('button[value="use"]');
    button.hidden = true;
    select.addEventListener("change", () => select.form.requestSubmit(button));
  });
})();
