/** Plays a recording of another site in place, once its card is pressed; before that nothing is asked of that site. */
function frame(address, title) {
  const player = document.createElement("iframe");
  player.className = "media-card__player";
  player.title = title;
  player.allow = "autoplay; fullscreen; picture-in-picture";
  player.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox";
  player.referrerPolicy = "strict-origin"; // YouTube plays nothing for a page that does not name its site
  player.src = address;
  return player;
}

export function start(cards) {
  cards.forEach((card, index) => {
    const link = card.querySelector("a");
    const note = card.querySelector(".media-card__note");
    const leads = note.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.lang = link.lang;
    button.textContent = link.textContent;
    note.id = `player-note-${index}`;
    button.setAttribute("aria-describedby", note.id);
    note.textContent = card.dataset.note;
    link.replaceWith(button);

    button.addEventListener("click", () => {
      const player = frame(card.dataset.player, link.textContent);
      card.querySelector(".media-card__poster").replaceWith(player);
      // Where it does not play, the title leads to its page again.
      card.classList.add("media-card--open");
      button.replaceWith(link);
      note.textContent = leads;
      player.focus();
    });
  });
}
