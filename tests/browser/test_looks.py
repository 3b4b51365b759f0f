"""How pages and components look, compared with pictures that somebody has looked at.

The pictures in `looks/` are a quarter of the size, and grey. After a change that is meant, make them anew and
look at them:

    RENEW_LOOKS=1 make test ARGS="--database sqlite tests/browser/test_looks.py"
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from cms.styleguide.samples import GROUPS
from tests.browser import views

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]

LOOKS = Path(__file__).parent / "looks"
SCALE = 4
#: From which difference of brightness on a pixel counts as another, and how many of them may be.
DEEP = 48
SHARE = 0.01
#: How much longer or shorter a page may be, in pixels of the small picture.
LONGER = 4

WIDTHS = (1280, 390)


def small_picture(page) -> Image.Image:
    """Return the whole page as a small grey picture."""
    page.reload()  # a font that was not there at once is used from the next page on
    page.evaluate("document.fonts.ready")
    page.evaluate(
        """async () => {
          for (const image of document.images) { image.loading = "eager"; }
          await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        }"""
    )
    taken = page.screenshot(full_page=True, animations="disabled")
    whole = Image.open(io.BytesIO(taken)).convert("L")
    return whole.resize((whole.width // SCALE, whole.height // SCALE), Image.Resampling.BOX)


def difference(seen: Image.Image, known: Image.Image) -> float:
    """Return the share of pixels that differ; 1 where the sizes do."""
    if seen.width != known.width or abs(seen.height - known.height) > LONGER:
        return 1
    size = (seen.width, min(seen.height, known.height))
    both = ImageChops.difference(seen.crop((0, 0, *size)), known.crop((0, 0, *size)))
    return sum(both.histogram()[DEEP:]) / (size[0] * size[1])


def compare(page, name: str, folder: Path) -> None:
    """Fail where the page does not look as its picture; keep what was seen beside it for a look."""
    seen, path = small_picture(page), LOOKS / f"{name}.webp"
    if os.environ.get("RENEW_LOOKS"):
        path.parent.mkdir(exist_ok=True)
        seen.save(path, quality=60, method=6)
        return
    assert path.exists(), f"there is no picture of {name} yet"
    share = difference(seen, Image.open(path).convert("L"))
    if share > SHARE:
        seen.save(folder / f"{name}.png")
        pytest.fail(f"{name} looks different ({share:.1%} of it, {seen.size}): see {folder / name}.png")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", views.PAGES)
def test_page_looks_as_before(visit, still_site, view, width, tmp_path):
    path = views.address(still_site.url, view, "en")
    compare(visit(path, site=still_site, width=width), f"{view}-{width}", tmp_path)


@pytest.fixture(scope="session")
def staff(browser, still_site) -> dict:
    """The cookies of somebody who may see the gallery."""
    context = browser.new_context(base_url=still_site.url, locale="en")
    page = context.new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(still_site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 390)])
@pytest.mark.parametrize("group", [group.slug for group in GROUPS])
def test_component_looks_as_before(visit, still_site, staff, group, language, width, tmp_path):
    path = f"/styleguide/groups/{group}/?language={language}"
    page = visit(path, site=still_site, width=width, storage_state=staff)
    compare(page, f"{group}-{language}-{width}", tmp_path)
