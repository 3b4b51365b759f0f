"""A page walked with the keyboard alone."""

#: Everything that can have the focus and is to be seen, in the order of the document.
_FOCUSABLE = """
const focusable = [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden], [type=radio]:not(:checked)), select, textarea, summary, [tabindex='0'], "
  + ":is(video, audio)[controls]",
)].filter((each) => !each.disabled && each.checkVisibility({ visibilityProperty: true })
  && each.getClientRects().length);
"""


def walk_by_keyboard(page, most: int = 400) -> list[str]:
    """Press Tab from the top to the end of the page; return what was wrong on the way, empty if nothing.

    Each control is met once, in the order of the document, shows that it has the focus and is not covered.
    """
    page.emulate_media(reduced_motion="reduce")  # what has the focus is in sight at once
    # From the very top, also where the page itself has put the focus somewhere.
    page.evaluate(
        "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"
    )
    page.evaluate("window.scrollTo(0, 0)")
    wanted = page.evaluate(
        f"() => {{ {_FOCUSABLE} focusable.forEach((each, index) => (each.tiltasTurn = index)); "
        "return focusable.map((each) => each.outerHTML.slice(0, 90)) }"
    )
    met, wrong = [], []
    for _step in range(most):
        page.keyboard.press("Tab")
        seen = page.evaluate(_HAS_FOCUS)
        if seen is None or (met and seen["turn"] == met[0] and len(met) == len(wanted)):
            break  # at the end, or at the top again
        if seen["hasParts"] and met and met[-1] == seen["turn"]:
            continue  # from one of the browser's own parts to the next
        if seen["turn"] is None or seen["turn"] in met:
            wrong.append(f"not expected here: {seen['html']}")
            break
        met.append(seen["turn"])
        wrong += [f"{fault}: {seen['html']}" for fault in seen["faults"]]
    wrong += [f"never reached: {wanted[turn]}" for turn in sorted(set(range(len(wanted))) - set(met))]
    if met != sorted(met):
        wrong.append(f"not in the order of the page: {met}")
    return wrong


_HAS_FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const faults = [];
  const hasRing = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
  // The ring of a link that is a whole card is around the card.
  const rings = [getComputedStyle(element), getComputedStyle(element, "::after")];
  const card = element.closest(".card, .media-card, .list-item");
  if (card) rings.push(getComputedStyle(card));
  if (!rings.some(hasRing)) faults.push("no focus to be seen");
  const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const isThere = ({ left, top, width, height }) => {
    // Of what is written in, the browser brings the first line into sight.
    const [x, y] = [left + width / 2, top + Math.min(height / 2, 24)];
    const found = document.elementFromPoint(x, y);
    return found && (element.contains(found) || found.contains(element) || found.closest("label")?.control === element);
  };
  if (!boxes.some(isThere)) faults.push("covered or out of sight");
  const hasParts = element.matches("video, audio, [type=date]");
  return { turn: element.tiltasTurn ?? null, html: element.outerHTML.slice(0, 90), faults, hasParts };
}"""
