/** Offers words and pages while somebody types: a combobox (WAI-ARIA Authoring Practices 1.2). Nothing is kept. */
const WAIT = 150; // milliseconds after the last letter
const SHORTEST = 2; // letters

function mark(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function make(name, attributes, ...inside) {
  const element = mark(document.createElement(name), attributes);
  element.append(...inside);
  return element;
}

function option({ text, kind }, id) {
  const words = [make("span", { dir: "auto" }, text)];
  if (kind) words.push(" ", make("small", {}, kind));
  return make("li", { id, role: "option", "aria-selected": "false" }, ...words);
}

function complete(form) {
  const field = form.elements.q;
  const id = `${field.id}-suggestions`;
  const label = field.labels[0].textContent;
  const list = make("ul", { id, role: "listbox", class: "suggestions", "aria-label": label });
  const count = make("p", { role: "status", class: "visually-hidden" });
  let [suggestions, active, timer, asking] = [[], -1];

  mark(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id });
  form.append(list, count);
  close();

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    mark(field, { "aria-expanded": false });
    move(-1);
  }

  function move(index) {
    active = index;
    [...list.children].forEach((item, number) => mark(item, { "aria-selected": number === index }));
    const item = list.children[index];
    if (item) mark(field, { "aria-activedescendant": item.id });
    else field.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  function choose({ text, url }) {
    close();
    if (url) return location.assign(url);
    field.value = text;
    form.requestSubmit();
  }

  async function ask() {
    asking = new AbortController();
    const address = new URL(`suggest/?${new URLSearchParams({ q: field.value })}`, form.action);
    try {
      const found = await (await fetch(address, { signal: asking.signal })).json();
      suggestions = found.options;
      list.replaceChildren(...suggestions.map((each, number) => option(each, `${id}-${number}`)));
      list.hidden = suggestions.length === 0;
      mark(field, { "aria-expanded": !list.hidden });
      count.textContent = found.said;
    } catch {
      // asked anew, or offline: the form works all the same
    }
  }

  const wait = () => {
    close();
    if (field.value.trim().length >= SHORTEST) timer = setTimeout(ask, WAIT);
  };
  field.addEventListener("input", wait);
  if (field.value !== field.defaultValue) wait(); // typed while this was on its way
  field.addEventListener("keydown", (event) => {
    const places = list.hidden || event.isComposing ? 0 : suggestions.length + 1; // the field itself is one of them
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (places && step) move(((active + 1 + step + places) % places) - 1);
    else if (places && event.key === "Enter" && active >= 0) choose(suggestions[active]);
    else if (places && event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (index >= 0) choose(suggestions[index]);
  });
}

export function start(forms) {
  forms.forEach(complete);
}
