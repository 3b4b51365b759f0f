/**
 * Gives names to fields that Wagtail's forms (8.0.1) leave without one, for those who hear the form.
 *
 * - Rich text: Draftail's editor takes no name from its label (`Draftail/index.js` sets none of its props).
 * - Fields of a list of plain texts: `ListBlock` gives its children no label; the heading of the list says what they are.
 *
 * Delete each when Wagtail names them.
 */
const BARE = [
  ".public-DraftEditor-content:not([aria-label], [aria-labelledby])",
  "[data-streamfield-list-container] :is(input:not([type=hidden]), textarea, select):not([aria-label], [aria-labelledby])",
].join();

function nameOf(field) {
  const label = field.closest("[data-field]")?.querySelector("label");
  if (label?.textContent.trim()) return label.textContent;
  for (let panel = field.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
    const heading = panel.querySelector(":scope > .w-panel__header [data-panel-heading]");
    const words = heading?.querySelector(".c-sf-block__type") ?? heading;
    if (words?.textContent.trim()) return words.textContent;
  }
  return "";
}

function giveNames() {
  for (const field of document.querySelectorAll(BARE)) {
    if (field.labels?.length) continue;
    const name = nameOf(field).replace(/\s+/g, " ").trim();
    if (name) field.setAttribute("aria-label", name);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-edit-form]");
  if (!form) return;
  let isWaiting = false;
  new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      giveNames();
    }, 200);
  }).observe(form, { childList: true, subtree: true });
  giveNames();
});
