"""The colours of plain letters, which axe looks at until it has found them good.

axe works out what lies behind every single text, which takes longer than all else it does. Yet letters of one
colour, size and weight on the same plain colours have one contrast: in every language, on every page, at every
width. What axe has found good is remembered, and its answer given again. It looks each time at letters that a
picture or a gradient is behind, that something lies over or under, or that stand beyond what they are in; and
all its other rules look at everything.
"""

#: Makes axe remember: `rememberColours(known)` before a run, after which `axe.goodColours` are those found good.
REMEMBER = """
window.rememberColours = (good) => {
  const check = axe._audit.checks["color-contrast"];
  const colours = plainColours(), known = new Set(good);
  check.looks ??= check.evaluate;
  axe.goodColours = [];
  check.evaluate = function (element, ...rest) {
    const own = colours.get(element);
    if (known.has(own)) {
      this.data({});
      return true;
    }
    const answer = check.looks.call(this, element, ...rest);
    if (answer === true && own) {
      known.add(own);
      axe.goodColours.push(own);
    }
    return answer;
  };
};

/** Return what decides the contrast of each text where nothing but colours does. */
const plainColours = () => {
  const clear = "rgba(0, 0, 0, 0)", found = new Map(), looks = new Map();
  const range = document.createRange();
  for (const each of document.querySelectorAll("html, body, body *")) {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const { backgroundColor, backgroundImage, opacity } = style;
    const isDrawn = backgroundColor !== clear || backgroundImage !== "none";
    const paints = isDrawn || each.matches("img, svg, video, audio, canvas, iframe, object, embed, input, select");
    const behind = opacity !== "1" || backgroundColor !== clear ? `${backgroundColor} ${opacity}` : "";
    looks.set(each, { style, box, paints: paints && each !== document.documentElement, behind });
  }
  const hasBox = (each, part) => {
    const { content, position, backgroundColor, backgroundImage } = getComputedStyle(each, part);
    return content !== "none" && position !== "static" && (backgroundColor !== clear || backgroundImage !== "none");
  };
  /** Return what lies behind an element in the order of its ancestors: nothing where it is more than colours. */
  const chainOf = (each) => {
    const look = looks.get(each);
    if (!look) return [];
    if ("chain" in look) return look.chain;
    const { backgroundImage, filter, clipPath, maskImage, mixBlendMode } = look.style;
    const above = chainOf(each.parentElement);
    const isPlain = [backgroundImage, filter, clipPath, maskImage].every((value) => value === "none")
      && mixBlendMode === "normal" && !hasBox(each, "::before") && !hasBox(each, "::after");
    return (look.chain = above && isPlain ? [each, ...above] : null);
  };
  const painted = [...looks].filter(([, { paints, box }]) => paints && box.width && box.height);
  const meet = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  const isIn = (one, other) => one.left >= other.left - 1 && one.right <= other.right + 1
    && one.top >= other.top - 1 && one.bottom <= other.bottom + 1;
  for (const [each, { style }] of looks) {
    const nodes = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    // Of a sign that stands alone axe says that it may be a drawing.
    if (!nodes.some((node) => /\\p{L}{2}|\\p{N}{2}/u.test(node.data))) continue;
    const chain = style.textShadow === "none" && !each.matches("select, textarea, option") && chainOf(each);
    if (!chain) continue;
    const boxes = nodes.flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()]));
    const others = painted.filter(([, { box }]) => boxes.some((one) => meet(one, box)));
    const isClear = others.every(([other]) => chain.includes(other))
      && chain.every((outer) => !looks.get(outer).paints || boxes.every((one) => isIn(one, looks.get(outer).box)));
    if (!isClear) continue;
    const letters = [style.color, style.fontSize, style.fontWeight, style.webkitTextFillColor, style.webkitTextStroke];
    found.set(each, [...letters, ...chain.map((outer) => looks.get(outer).behind).filter(Boolean)].join(" < "));
  }
  return found;
};
"""
