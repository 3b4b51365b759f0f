/** Shows and serves the buttons that need script: copy the address, print. */
async function copy(button, status) {
  try {
    await navigator.clipboard.writeText(button.dataset.url || location.href.split("#")[0]);
    button.lastChild.textContent = status.textContent = button.dataset.done;
  } catch {
    // The browser refuses (no permission, no secure context): offer nothing that fails.
    button.parentElement.hidden = true;
  }
}

export function start([share]) {
  const status = share.querySelector("[role='status']");
  for (const button of share.querySelectorAll("[data-action]")) {
    if (button.dataset.action === "copy" && !navigator.clipboard) continue;
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.action === "print") window.print();
      else copy(button, status);
    });
  }
}
