// What every page shares: menus, toasts, theme, typed confirmation, HTMX manners.
(() => {
  "use strict";
  const words = () => document.getElementById("site-words")?.dataset ?? {};

  // --- toasts ---------------------------------------------------------------
  const STAY = { good: 6000, info: 8000, warn: 0, bad: 0 }; // problems stay until closed
  function arm(note) {
    note.querySelector(".btn-close")?.addEventListener("click", () => note.remove());
    const time = STAY[note.dataset.toast] ?? 8000;
    if (!time) return;
    let timer = setTimeout(() => note.remove(), time);
    const hold = () => clearTimeout(timer);
    const go = () => (timer = setTimeout(() => note.remove(), time / 2));
    note.addEventListener("mouseenter", hold);
    note.addEventListener("focusin", hold);
    note.addEventListener("mouseleave", go);
    note.addEventListener("focusout", go);
  }
  function toast(message, tone = "info") {
    const pattern = document.getElementById(`toast-${tone}`) ?? document.getElementById("toast-info");
    const region = document.getElementById("toasts");
    if (!pattern || !region) return;
    const note = pattern.content.firstElementChild.cloneNode(true);
    note.querySelector(".toast-words").append(message);
    region.append(note);
    arm(note);
  }
  window.lepton = Object.assign(window.lepton ?? {}, { toast });
  document.addEventListener("toasts", (event) => {
    for (const item of event.detail.items ?? []) toast(item.message, item.tone);
  });

  // --- menus (details elements: they open without this script) ---------------
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // --- theme: at once, and remembered ----------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const choice = event.submitter.value;
    window.leptonTheme.choose(choice);
    for (const button of form.querySelectorAll("button[name=theme]"))
      button.setAttribute("aria-pressed", String(button.value === choice));
    const body = new FormData(form);
    body.set("theme", choice);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    form.closest("details").open = false;
  });

  // --- typed confirmation: the button works once the phrase is there ----------
  function armConfirm(form) {
    if (form.dataset.armed) return;
    form.dataset.armed = "1";
    const box = form.querySelector("input:not([type=hidden])");
    const button = form.querySelector("[data-confirm-button]");
    const check = () => (button.disabled = box.value.trim() !== form.dataset.confirmPhrase.trim());
    box.addEventListener("input", check);
    check();
  }

  // --- a form is sent once; a second click does nothing -----------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) return void event.preventDefault();
    form.dataset.sent = "1";
    event.submitter?.classList.add("is-busy");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
  });

  // --- HTMX --------------------------------------------------------------------
  document.addEventListener("htmx:sendError", () => toast(words().offline, "bad"));
  document.addEventListener("htmx:timeout", () => toast(words().offline, "bad"));
  document.addEventListener("htmx:responseError", (event) => {
    const told = event.detail.xhr.getResponseHeader("HX-Trigger") ?? "";
    if (!told.includes("toasts")) toast(words().failed, "bad");
  });
  // Filters leave no empty parameters in the address.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.matches?.("[data-filter-bar]")) return;
    const { parameters } = event.detail;
    for (const [key, value] of Object.entries(parameters))
      if (value === "" || value === null) delete parameters[key];
  });

  // --- the first field that is wrong gets the focus ---------------------------
  function focusProblem() {
    document.querySelector("main form [aria-invalid=true]")?.focus({ preventScroll: false });
  }

  // --- on a phone the filters are folded until somebody asks for them ----------
  const narrow = window.matchMedia("(max-width: 575.98px)");
  function foldFilters(root, folded = true) {
    for (const filters of root.querySelectorAll("[data-filters]")) filters.open = !folded;
  }
  // Turned or widened, they have no heading to unfold them by.
  narrow.addEventListener("change", () => narrow.matches || foldFilters(document, false));

  function prepare(root) {
    root.querySelectorAll("[data-confirm-phrase]").forEach(armConfirm);
    root.querySelectorAll("[data-print]").forEach((el) => (el.onclick = () => window.print()));
    root.querySelectorAll("button[data-copy]:not([data-copy=''])").forEach(armCopy);
    if (narrow.matches && !location.search) foldFilters(root);
  }
  // --- copy a text (invitation links, tokens) ----------------------------------
  function armCopy(button) {
    if (button.dataset.armed) return;
    button.dataset.armed = "1";
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.querySelector(button.dataset.copy);
      const text = source.value ?? source.textContent.trim();
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Without the clipboard (plain HTTP) the text is selected for Ctrl-C.
        if (source.select) source.select();
        return;
      }
      toast(button.dataset.copied ?? "✓", "good");
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.classList.add("js");
    document.querySelectorAll("#toasts > .toast-note").forEach(arm);
    prepare(document);
    focusProblem();
  });
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();
