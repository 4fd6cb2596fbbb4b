// The preview: a submit button sends the whole form the plain way; a change only refreshes it.
(() => {
  "use strict";
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target.closest?.("#plan");
    if (form && event.detail.triggeringEvent?.type === "submit") event.preventDefault();
  });
  // Fields of how the file is read take effect with their own button: no refresh for them.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const name = event.detail.requestConfig?.triggeringEvent?.target?.name ?? "";
    if (event.target.id === "plan" && name.startsWith("layout-")) event.preventDefault();
  });
})();
