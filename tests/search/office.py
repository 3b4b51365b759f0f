"""Small documents as word processors write them."""

import io
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"))
)


def zipped(**parts: str | bytes) -> bytes:
    """Return a ZIP file with parts by their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(body: str, *, before: str = "", **parts: str) -> bytes:
    """Return a DOCX with this body; `parts` are others of its parts with words, as `footnotes`."""
    kinds = {"document": f"{_KIND}.document.main+xml"} | {name: f"{_KIND}.{name}+xml" for name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return zipped(
        **{
            "[Content_Types].xml": f'<Types xmlns="{types}">{overrides}</Types>',
            "word/document.xml": f"{before}<w:document {WORD} {COMPATIBLE}><w:body>{body}</w:body></w:document>",
        },
        **{f"word/{name}.xml": f"<w:{name} {WORD}>{content}</w:{name}>" for name, content in parts.items()},
    )


def run(text: str) -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, **parts: str) -> bytes:
    """Return an ODT with this text."""
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    return zipped(
        mimetype="application/vnd.oasis.opendocument.text",
        **{"content.xml": f"<office:document-content {_SPACES}>{content}</office:document-content>"},
        **parts,
    )
