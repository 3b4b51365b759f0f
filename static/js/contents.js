/** Marks in the contents of the page the part that is being read. */
export function start([contents]) {
  const links = new Map();
  for (const link of contents.querySelectorAll("a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }

  const mark = (heading) => {
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(heading)?.setAttribute("aria-current", "true");
  };
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      if (seen) mark(seen.target);
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  for (const heading of links.keys()) observer.observe(heading);
}
