/**
 * Words that stand in English in Wagtail's own markup, where no catalogue reaches them; the tag of this script
 * has them in the user's language.
 *
 * - `wagtailadmin/home.html`, `wagtailadmin/shared/header.html` (Wagtail 8.0.1): the button that sends the search,
 *   in dialogs too, which the focus enters when they open.
 * - `ActionMenu/index.tsx` (wagtail-localize 1.14.5): what the menu beside “Publish” says to screen readers.
 * - `TranslationEditor/index.tsx` (the same): “English to latviešu translation”, as heading of the tabs' lists;
 *   and the levels of headings, which begin with the third.
 *
 * Delete each when it calls gettext there.
 */
const words = document.currentScript.dataset;

function mend() {
  for (const button of document.querySelectorAll(".submit.w-sr-only [type=submit][value=Search]"))
    button.value = words.search;
  // The text nodes stay: React knows them.
  for (const label of document.querySelectorAll(".js-translation-editor .w-dropdown__toggle .w-sr-only"))
    if (label.textContent === "More actions") label.firstChild.data = words.moreActions;
  for (const heading of document.querySelectorAll(".js-translation-editor h3")) {
    heading.firstChild.data = heading.textContent.replace(/^(\S+) to (\S+) translation$/, "$1 → $2");
    heading.ariaLevel = 2;
  }
  for (const heading of document.querySelectorAll(".js-translation-editor h4")) heading.ariaLevel = 3;
}

document.addEventListener("DOMContentLoaded", () => {
  mend();
  const editor = document.querySelector(".js-translation-editor");
  if (editor) new MutationObserver(mend).observe(editor, { childList: true, subtree: true });
});
document.addEventListener("focusin", mend);
