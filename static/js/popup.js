/**
 * Closes an open `<details data-popup>` on Esc (the focus goes back to its button), on a click
 * elsewhere and when the focus leaves it. `data-popup="id"` names the panel if it lies outside.
 */
function isInside(popup, node) {
  const panel = popup.dataset.popup && document.getElementById(popup.dataset.popup);
  return popup.contains(node) || Boolean(panel?.contains(node));
}

export function start(popups) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // The innermost open one first: a submenu before the menu that holds it.
    const open = popups.filter((popup) => popup.open && isInside(popup, document.activeElement));
    const popup = open.at(-1) ?? popups.findLast((each) => each.open);
    if (!popup) return;
    popup.open = false;
    popup.querySelector("summary").focus();
  });

  const closeOthers = (node) => {
    for (const popup of popups) if (popup.open && !isInside(popup, node)) popup.open = false;
  };
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
}
