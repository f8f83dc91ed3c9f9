// A classic script: pages opened from a disk may load no modules, and are told so.
(() => {
  const notice = document.getElementById("notice");
  const tell = name => {
    notice.textContent = notice.dataset[name];
    notice.hidden = false;
  };
  if (location.protocol === "file:") {
    tell("file");
  } else if (!("DecompressionStream" in self) || !("isWellFormed" in String.prototype)) {
    tell("old");
  } else {
    import("./page.js").then(page => page.open()).catch(() => tell("broken"));
  }
})();
