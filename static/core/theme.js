// Runs before the first paint: decides between light and dark for those who follow their device.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const choice = root.dataset.themeChoice;
    const theme = choice === "dark" || (choice === "auto" && dark.matches) ? "dark" : "light";
    if (root.dataset.bsTheme === theme) return;
    root.dataset.bsTheme = theme;
    document.dispatchEvent(new CustomEvent("lepton:theme", { detail: theme }));
  };
  apply();
  dark.addEventListener("change", apply);
  window.leptonTheme = {
    choose(choice) {
      root.dataset.themeChoice = choice;
      apply();
    },
  };
})();
