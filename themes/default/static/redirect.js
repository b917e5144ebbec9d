// Goes on to the page that the link names, with the fragment that the reader came with.
(() => {
  const target = document.getElementById("lb-target");
  if (!target) return;
  const url = new URL(target.href);
  if (location.hash) url.hash = location.hash;
  location.replace(url);
})();
