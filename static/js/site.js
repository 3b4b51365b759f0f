/** Everything works without script; a behaviour is loaded only where the page has its hook. */
const behaviours = [
  ["[data-contents]", () => import("./contents.js")],
  ["[data-local-time]", () => import("./local-time.js")],
  ["[data-share]", () => import("./share.js")],
  ["[data-player]", () => import("./player.js")],
  ["[data-lightbox]", () => import("./lightbox.js")],
  ["[data-error-summary]", () => import("./error-summary.js")],
  ["[data-proof]", () => import("./proof.js")],
];

for (const [hook, load] of behaviours) {
  const elements = document.querySelectorAll(hook);
  if (elements.length) load().then((behaviour) => behaviour.start([...elements]));
}

// What is typed is completed from the moment on that somebody comes to the field: most never do.
for (const form of document.querySelectorAll("[data-suggest]")) {
  const begin = () => import("./suggest.js").then((behaviour) => behaviour.start([form]));
  if (form.contains(document.activeElement)) begin();
  else form.addEventListener("focusin", begin, { once: true });
}

// Paper needs whole addresses.
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll("main a[href^='/']")) link.dataset.address = link.href;
});

// Every page has these: the menu and the languages.
startPopups([...document.querySelectorAll("[data-popup]")]);

/**
 * Closes an open `<details data-popup>` on Esc (the focus goes back to its button), on a click
 * elsewhere and when the focus leaves it. `data-popup="id"` names the panel if it lies outside.
 */
function isInside(popup, node) {
  const panel = document.getElementById(popup.dataset.popup);
  return popup.contains(node) || Boolean(panel?.contains(node));
}

function startPopups(popups) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // The innermost open one first: a submenu before the menu that holds it.
    const open = popups.filter((popup) => popup.open);
    const popup = open.filter((each) => isInside(each, document.activeElement)).at(-1) ?? open.at(-1);
    if (!popup) return;
    popup.open = false;
    popup.querySelector("summary").focus();
  });

  const closeOthers = (event) => {
    for (const popup of popups) if (popup.open && !isInside(popup, event.target)) popup.open = false;
  };
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
}
