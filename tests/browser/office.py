"""What staff do in the admin, step by step as they click it; each function takes the browser page they work in."""

import re

#: What fades in has a low contrast before it is there.
COME_TO_REST = """Promise.all(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished))"""


def numbers_of(page, slug: str) -> dict[str, int]:
    """Return the number of each language version of a page, as an editor's scripts learn it from its slug."""
    api = "/admin/api/main/pages/"
    (found,) = page.request.get(f"{api}?slug={slug}").json()["items"]
    others = page.request.get(f"{api}{found['id']}/").json()["meta"]["translations"]
    return {found["meta"]["locale"]: found["id"]} | {each["meta"]["locale"]: each["id"] for each in others}


def open_form(page, number: int) -> None:
    """Open a page in the editors' form and wait until its blocks are there."""
    page.goto(f"/admin/pages/{number}/edit/")
    page.wait_for_function("document.querySelector('[data-edit-form]') && window.telepath")
    page.wait_for_load_state("networkidle")


def field_with(page, value: str):
    """Return the field of a form that holds a value."""
    name = page.evaluate(
        "value => [...document.querySelectorAll('input, textarea')].find(field => field.value === value).name",
        value,
    )
    return page.locator(f"[name='{name}']")


def open_tab(page, name: str) -> None:
    """Turn to a tab of the editors' form."""
    page.get_by_role("tab", name=name, exact=True).click()


def beside(page, value: str, name: str):
    """Return another field of the block whose field holds a value: `beside(page, "Opening", "start")`."""
    holder = field_with(page, value).get_attribute("name")
    return page.locator(f"[name='{re.sub(r'[a-z_]+$', name, holder)}']")


def add_block(page, stream: str, kind: str):
    """Add a block of a kind at the end of a stream and return where its fields are."""
    blocks = page.locator(f"[data-contentpath='{stream}']").first
    children = blocks.locator("[data-streamfield-child]")
    before = children.count()
    blocks.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    children.nth(before).wait_for()  # until then the last one is another
    return children.last


def publish_form(page) -> None:
    """Publish what stands in the editors' form."""
    page.locator("footer .w-dropdown__toggle").first.click()
    page.locator("button[name='action-publish']").click()
    page.locator(".messages .success").wait_for()


def open_translation(page, number: int) -> None:
    """Open a page in the editor of translations and wait until its texts are there."""
    page.goto(f"/admin/pages/{number}/edit/")
    page.locator(".js-translation-editor li").first.wait_for()


def text_row(page, source: str):
    """Return the row of the editor of translations that begins with a text of the source."""
    return page.locator(".js-translation-editor li", has=page.get_by_text(source, exact=True)).last


def marked_texts(page) -> list[str]:
    """Return the source texts that the editor marks as wanting work."""
    rows = page.locator(".js-translation-editor li.errored, .js-translation-editor li.incomplete")
    return [row.locator("p").first.inner_text() for row in rows.all()]


def write_text(page, source: str, text: str | None = None) -> None:
    """Translate a text in the editor and save it; without a text, save the one that stands there."""
    row = text_row(page, source)
    row.get_by_role("button").first.click()
    if text is not None:
        row.locator("textarea").fill(text)
    with page.expect_response(lambda response: "/strings/" in response.url) as saved:
        row.get_by_role("button").last.click()
    assert saved.value.ok


def publish_translation(page) -> list[str]:
    """Publish from the editor of translations; return what it answers, line by line."""
    page.locator("footer .button").first.click()
    page.locator(".messages li").first.wait_for()
    return [line.strip() for line in page.locator(".messages li").all_inner_texts()]
