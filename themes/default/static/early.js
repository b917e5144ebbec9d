// Runs before anything is painted: shows what needs a script, and the colors that the reader has chosen.
(() => {
  const root = document.documentElement;
  root.classList.add("lb-has-js");
  try {
    const theme = localStorage.getItem("lb-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be closed to us; the system's colors are fine.
  }
})();
