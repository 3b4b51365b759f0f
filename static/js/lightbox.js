/** Opens the pictures of a gallery in its dialog: by their links, its buttons and the arrow keys. */
function enlarged(link) {
  const small = link.querySelector("img");
  const image = new Image(link.dataset.width, link.dataset.height);
  image.alt = small.alt;
  image.lang = small.lang;
  image.sizes = "100vw";
  image.srcset = link.dataset.srcset;
  image.src = link.href;
  return image;
}

function light(gallery) {
  const links = [...gallery.querySelectorAll("a[data-position]")];
  const dialog = gallery.querySelector("dialog");
  const place = (name) => dialog.querySelector(name);
  let current = 0;

  function show(index) {
    current = (index + links.length) % links.length;
    const link = links[current];
    const caption = link.parentElement.querySelector("figcaption");
    place("[data-picture]").replaceChildren(enlarged(link));
    place("figcaption").replaceChildren(...(caption?.cloneNode(true).childNodes ?? []));
    place("[data-shown]").textContent = link.dataset.position;
  }

  links.forEach((link, index) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // wanted in a tab or window of its own
      event.preventDefault();
      show(index);
      dialog.showModal();
    });
  });
  for (const button of dialog.querySelectorAll("[data-step]")) {
    button.hidden = links.length < 2;
    button.addEventListener("click", () => show(current + Number(button.dataset.step)));
  }
  place("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => {
    const onwards = getComputedStyle(dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") show(current + (event.key === onwards ? 1 : -1));
  });
}

export function start(galleries) {
  galleries.forEach(light);
}
