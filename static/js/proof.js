/** Does the sum of a form while it is filled in, and sends the result with it (docs/adr/0017-proof-of-work.md). */

/** A sum that is older is done anew; the server takes one for an hour. */
const FRESH = 45 * 60_000;
const PATIENCE = 10_000;

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hexOf = (bits) => Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The browser derives keys beside the page, which stays as quick as it is. */
async function derive({ nonce, salt, cost, keyLength }, counter) {
  const password = new Uint8Array(20);
  password.set(bytesOf(nonce));
  new DataView(password.buffer).setUint32(16, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: cost };
  return hexOf(await crypto.subtle.deriveBits(how, key, keyLength * 8));
}

async function solve(url) {
  const answer = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
  const challenge = await answer.json();
  for (let counter = 0; ; counter += 1) {
    const derivedKey = await derive(challenge.parameters, counter);
    if (derivedKey.startsWith(challenge.parameters.keyPrefix)) {
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
    }
  }
}

function guard(form) {
  const status = form.querySelector("[role='status']");
  let begun = 0;
  let work;
  let proof = "";
  let isReady = false;

  const begin = () => {
    if (work && Date.now() - begun < FRESH) return work;
    begun = Date.now();
    proof = "";
    // Where it cannot be done (no HTTPS, no network) the form takes the way of those without script.
    work = solve(form.dataset.proof).then((found) => (proof = found), () => (work = undefined));
    return work;
  };
  for (const touch of ["pointerdown", "focusin", "input"]) form.addEventListener(touch, begin, { once: true });

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (isReady || button?.value === "draft" || (proof && Date.now() - begun < FRESH)) return;
    event.preventDefault();
    if (status.textContent) return;
    status.textContent = status.dataset.text;
    await begin();
    status.textContent = "";
    isReady = true;
    form.requestSubmit(button);
    isReady = false;
  });
  form.addEventListener("formdata", (event) => {
    if (proof) event.formData.set("proof", proof);
  });
  // Whoever comes back by the button of the browser has used it.
  addEventListener("pageshow", (event) => {
    if (event.persisted) work = proof = "";
  });
}

export function start(forms) {
  for (const form of forms) guard(form);
}
