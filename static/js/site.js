/** Everything works without script; a behaviour is loaded only where the page has its hook. */
const behaviours = [
  ["[data-popup]", () => import("./popup.js")],
  ["[data-contents]", () => import("./contents.js")],
  ["[data-share]", () => import("./share.js")],
  ["[data-player]", () => import("./player.js")],
  ["[data-lightbox]", () => import("./lightbox.js")],
  ["[data-error-summary]", () => import("./error-summary.js")],
];

for (const [hook, load] of behaviours) {
  const elements = document.querySelectorAll(hook);
  if (elements.length) load().then((behaviour) => behaviour.start([...elements]));
}
