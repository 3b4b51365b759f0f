"""What Lighthouse says of the demo site's main pages on its mobile profile, the processor not slowed down.

    make demo                                            # in another terminal
    .venv/bin/python -m tests.benchmarks.bench_lighthouse [--base http://127.0.0.1:8000] [--runs 5]

Needs Node.js with npm, and Chromium. Prints the median of all runs: the four scores (0 to 100), the largest paint and
the blocking time in ms, the shift, bytes and requests. Lighthouse is fetched once into `.venv`.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from tests.harness.browser import find_chromium

VERSION = "12.8.2"
PAGES = {
    "home": "/en/",
    "article": "/en/news/ukmerge-korosten-meet/",
    "event": "/en/events/recovery-conference/",
    "alliance": "/en/alliance/",
    "join": "/en/alliance/join/",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "LCP ms": "largest-contentful-paint",
    "TBT ms": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}
#: How often a run that crashed is tried again.
TRIES = 3


def main() -> int:
    """Print a table of medians, a line a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    lighthouse, chromium = find_lighthouse(), find_chromium()
    if lighthouse is None or chromium is None:
        print("Lighthouse needs Node.js with npm, and Chromium.", file=sys.stderr)
        return 1
    columns = [*SCORES, *FIGURES, "requests"]
    print(f"{'page':<10}" + "".join(f"{column:>15}" for column in columns))
    for name, path in PAGES.items():
        runs = [measure(lighthouse, chromium, options.base + path) for _run in range(options.runs)]
        medians = [statistics.median(run[column] for run in runs) for column in columns]
        print(f"{name:<10}" + "".join(f"{median:>15.4g}" for median in medians), flush=True)
    return 0


def find_lighthouse() -> Path | None:
    """Return the path of Lighthouse, fetched where it is not there yet; None where it cannot be."""
    folder = Path(sys.prefix) / f"lighthouse-{VERSION}"
    command = folder / "node_modules" / ".bin" / "lighthouse"
    if not command.exists() and shutil.which("npm"):
        subprocess.run(
            [
                "npm",
                "install",
                "--silent",
                "--ignore-scripts",
                "--prefix",
                str(folder),
                f"lighthouse@{VERSION}",
            ],
            env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
            check=True,
        )
    return command if command.exists() else None


def measure(lighthouse: Path, chromium: str, url: str) -> dict[str, float]:
    """Return the figures of one run by column."""
    command = [
        str(lighthouse), url, "--quiet", "--output=json", "--throttling.cpuSlowdownMultiplier=1",
        f"--only-categories={','.join(SCORES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    for _try in range(TRIES):
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            break
    else:
        raise RuntimeError(f"Lighthouse failed at {url}: {done.stderr[-500:]}")
    report = json.loads(done.stdout)
    audits = report["audits"]
    found = {name: 100 * report["categories"][name]["score"] for name in SCORES}
    found |= {column: audits[audit]["numericValue"] for column, audit in FIGURES.items()}
    found["requests"] = len(audits["network-requests"]["details"]["items"])
    return found


if __name__ == "__main__":
    sys.exit(main())
