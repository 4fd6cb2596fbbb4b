// Copies the text beside a [data-copy-button]; without clipboard access it selects it instead.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-button]");
  if (!button) return;
  const field = button.closest("[data-copy]").querySelector("input");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    const text = button.querySelector("[data-copy-text]") || button;
    const before = text.textContent;
    text.textContent = button.dataset.copied;
    setTimeout(() => { text.textContent = before; }, 2000);
  } catch {
    // The field is selected: Ctrl-C does the rest.
  }
});
