// Resumable upload by the tus protocol (core, creation, termination): in chunks, pause, go on
// after a reload or a lost connection.
(() => {
  "use strict";
  const root = document.querySelector("[data-uploader]");
  if (!root || !window.XMLHttpRequest) return;
  const CHUNK = Number(root.dataset.chunk);
  const find = (name) => root.querySelector(`[data-${name}]`);
  const say = (name, values = {}) =>
    (root.dataset[`say${name}`] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
  const memory = `lepton-upload ${root.dataset.create}`;
  let file = null;
  let url = "";
  let offset = 0;
  let request = null;
  let paused = false;
  let waits = 0;
  let marks = [];

  root.hidden = false;
  const fileField = document.querySelector("[data-plain] input[type=file]");
  fileField?.closest(".field")?.setAttribute("hidden", "");
  const plainTitle = document.querySelector("[data-plain-title]");
  if (plainTitle) plainTitle.textContent = plainTitle.dataset.withScript;

  function bytes(count) {
    const units = ["B", "KB", "MB", "GB"];
    let step = 0;
    while (count >= 1024 && step < units.length - 1) {
      count /= 1024;
      step += 1;
    }
    return `${count.toLocaleString(document.documentElement.lang, { maximumFractionDigits: step ? 1 : 0 })} ${units[step]}`;
  }
  function time(seconds) {
    if (!Number.isFinite(seconds)) return "…";
    if (seconds < 60) return `${Math.ceil(seconds)} ${say("Second")}`;
    if (seconds < 3600) return `${Math.ceil(seconds / 60)} ${say("Minute")}`;
    return `${(seconds / 3600).toFixed(1)} ${say("Hour")}`;
  }
  const identity = (chosen) => [chosen.name, chosen.size, chosen.lastModified].join("|");
  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(memory) ?? "null");
    } catch {
      return null;
    }
  }
  const remember = (value) => {
    try {
      if (value) localStorage.setItem(memory, JSON.stringify(value));
      else localStorage.removeItem(memory);
    } catch {
      /* private windows have no storage: the upload works, it only cannot go on after a reload */
    }
  };

  function problem(words) {
    find("problem").hidden = !words;
    find("problem-words").textContent = words;
  }
  function show(sent = offset) {
    const now = performance.now();
    marks = [...marks.filter(([at]) => now - at < 8000), [now, sent]];
    const [at, from] = marks[0];
    const speed = now - at > 500 ? ((sent - from) / (now - at)) * 1000 : 0;
    find("bar").value = (100 * sent) / file.size;
    const values = { done: bytes(sent), total: bytes(file.size), speed: bytes(speed), left: speed ? time((file.size - sent) / speed) : "…" };
    find("words").textContent = say(paused ? "Paused" : waits ? "Offline" : "Speed", values);
  }
  function buttons() {
    find("pause").hidden = paused;
    find("go").hidden = !paused;
  }
  function reset() {
    remember(null);
    file = null;
    find("progress").hidden = true;
    find("drop").hidden = false;
    find("resume").hidden = true;
  }

  function send(method, address, headers, body, onprogress) {
    return new Promise((resolve, reject) => {
      request = new XMLHttpRequest();
      request.open(method, address);
      const all = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token(), ...headers };
      for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
      if (onprogress) request.upload.addEventListener("progress", onprogress);
      request.addEventListener("load", () => resolve(request));
      request.addEventListener("error", () => reject(new Error("network")));
      request.addEventListener("abort", () => reject(new Error("abort")));
      request.send(body ?? null);
    });
  }
  const encode = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  async function start(chosen) {
    problem("");
    if (!chosen) return;
    const sizes = { size: bytes(chosen.size), most: bytes(Number(root.dataset.most)), left: bytes(Number(root.dataset.left)) };
    const known = remembered();
    const again = known?.identity === identity(chosen);
    if (!chosen.size) return problem(say("Empty"));
    if (chosen.size > Number(root.dataset.most)) return problem(say("Large", sizes));
    if (!again && chosen.size > Number(root.dataset.left)) return problem(say("Quota", sizes));
    file = chosen;
    offset = 0;
    marks = [];
    paused = false;
    find("name").textContent = file.name;
    find("drop").hidden = true;
    find("progress").hidden = false;
    buttons();
    url = again ? known.url : "";
    if (!url && !(await create())) return;
    await go();
  }
  async function create() {
    const metadata = [`filename ${encode(file.name)}`];
    if (root.dataset.dataset) metadata.push(`dataset ${encode(root.dataset.dataset)}`);
    try {
      const answer = await send("POST", root.dataset.create, { "Upload-Length": file.size, "Upload-Metadata": metadata.join(",") });
      if (answer.status !== 201) throw new Error(answer.getResponseHeader("Tus-Resumable") ? answer.responseText : "");
      url = answer.getResponseHeader("Location");
      remember({ identity: identity(file), url, name: file.name });
      return true;
    } catch (error) {
      reset();
      problem(["network", "abort", ""].includes(error.message) ? say("Failed") : error.message);
      return false;
    }
  }
  async function go() {
    while (file && !paused) {
      try {
        const known = await send("HEAD", url, {});
        if ([403, 404, 410].includes(known.status)) {
          remember(null); // gone meanwhile: begin anew
          url = "";
          if (!(await create())) return;
          continue;
        }
        offset = Number(known.getResponseHeader("Upload-Offset") ?? 0);
        if (await sendChunks()) return;
      } catch (error) {
        if (error.message === "abort" || paused || !file) return;
        await wait();
      }
    }
  }
  async function sendChunks() {
    while (offset < file.size) {
      if (paused) return true;
      const from = offset;
      const answer = await send(
        "PATCH", url,
        { "Upload-Offset": from, "Content-Type": "application/offset+octet-stream" },
        file.slice(from, from + CHUNK),
        (event) => show(from + event.loaded),
      );
      if (answer.status === 409 || answer.status === 423) throw new Error("again");
      if (answer.status >= 500 && answer.status !== 507) throw new Error("server");
      if (answer.status !== 204) {
        problem(answer.responseText || say("Failed"));
        paused = true;
        buttons();
        return true;
      }
      offset = Number(answer.getResponseHeader("Upload-Offset"));
      waits = 0;
      show();
    }
    remember(null);
    find("words").textContent = say("Done");
    const id = url.split("/").filter(Boolean).pop();
    location.assign(root.dataset.preview.replace("00000000-0000-0000-0000-000000000000", id));
    return true;
  }
  function wait() {
    waits += 1;
    show();
    const delay = Math.min(30000, 1000 * 2 ** Math.min(waits, 5));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delay);
      window.addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }

  find("pick").addEventListener("change", (event) => start(event.target.files[0]));
  find("pause").addEventListener("click", () => {
    paused = true;
    request?.abort();
    buttons();
    show();
  });
  find("go").addEventListener("click", () => {
    paused = false;
    marks = [];
    problem("");
    buttons();
    go();
  });
  find("cancel").addEventListener("click", async () => {
    const address = url;
    paused = true;
    request?.abort();
    reset();
    if (address) await send("DELETE", address, {}).catch(() => {});
  });
  const drop = find("drop");
  for (const name of ["dragover", "dragenter"])
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    start(event.dataTransfer.files[0]);
  });
  window.addEventListener("beforeunload", (event) => {
    if (file && !paused && offset < file.size) event.preventDefault();
  });
  const before = remembered();
  if (before) {
    find("resume").textContent = `${say("Resume")} ${before.name}`;
    find("resume").hidden = false;
  }
})();
