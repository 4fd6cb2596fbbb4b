// The grid of rows to predict: new rows without a round trip, and cells pasted from a spreadsheet.
(() => {
  "use strict";
  const addRow = (table) => {
    const body = table.tBodies[0];
    const place = body.rows.length;
    const row = body.rows[place - 1].cloneNode(true);
    row.cells[0].textContent = String(place + 1);
    for (const input of row.querySelectorAll("input")) {
      input.name = `cell-${place}-${input.dataset.column}`;
      input.value = "";
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, place + 1));
    }
    body.append(row);
    return row;
  };

  const paste = (table, start, text) => {
    const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
    const body = table.tBodies[0];
    let place = start.closest("tr").sectionRowIndex;
    for (const line of lines) {
      const row = body.rows[place] || addRow(table);
      const inputs = [...row.querySelectorAll("input")];
      line.split("\t").forEach((cell, offset) => {
        const input = inputs[Number(start.dataset.column) + offset];
        if (input) input.value = cell.trim();
      });
      place += 1;
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const table = document.querySelector("[data-grid]");
    if (!table) return;
    document.querySelector("[data-add-row]").addEventListener("click", (event) => {
      event.preventDefault();
      addRow(table).querySelector("input").focus();
    });
    table.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text");
      if (event.target.matches("input") && /[\t\n]/.test(text)) {
        event.preventDefault();
        paste(table, event.target, text);
      }
    });
  });
})();
