// Theme and language before the first paint, so that nothing flashes. A file of its own: the page forbids inline scripts.
try {
  const theme = localStorage.getItem("caunoi.theme");
  if (theme === '"light"' || theme === '"dark"') document.documentElement.dataset.theme = JSON.parse(theme);
  document.documentElement.lang = localStorage.getItem("caunoi.locale") === "en" ? "en" : "vi";
} catch {
  // A browser that keeps nothing shows the defaults.
}
