/** Says when an event is by the visitor's own clock, where that shows another time than those on the page. */
const OPTIONS = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function words(language, start, end, timeZone) {
  const format = new Intl.DateTimeFormat(language, { ...OPTIONS, timeZone });
  return end ? format.formatRange(start, end) : format.format(start);
}

export function start(rows) {
  const { lang } = document.documentElement;
  const language = lang === "en" ? "en-GB" : lang; // as all dates of the site
  for (const row of rows) {
    const { start: from, end: until, zones } = row.dataset;
    const [begin, end] = [new Date(from), until ? new Date(until) : null];
    try {
      const own = words(language, begin, end);
      if (zones.split(" ").some((zone) => words(language, begin, end, zone) === own)) continue;
      row.querySelector("[data-own-time]").textContent = own;
      row.hidden = false;
    } catch {
      // A zone that this browser does not know: say nothing rather than something wrong.
    }
  }
}

start(document.querySelectorAll("[data-local-time]"));
