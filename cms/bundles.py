"""One style sheet for the visitor, many small ones for the author.

The authored files are listed in ``static/css/bundle.txt``, one path a line in cascade order.
``BundleFinder`` joins them into ``css/site.css``, so that a page needs one request for its CSS and
no build step is needed: the finder serves the file to ``runserver`` and the tests, and hands it to
``collectstatic``, where the storage gives it a hashed name like any other file.
"""

import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from tempfile import TemporaryDirectory

from django.contrib.staticfiles.finders import BaseFinder, FileSystemFinder
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

LIST = "css/bundle.txt"
BUNDLE = "css/site.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RELATIVE_URL = re.compile(r"""url\((["']?)(?!["']?(?:[a-z]+:|/|#))(.+?)\1\)""")


class BundleFinder(BaseFinder):
    """Offers the joined style sheet as a static file; name it in ``STATICFILES_FINDERS``."""

    def __init__(self, app_names=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._authored = FileSystemFinder()
        self._folder = TemporaryDirectory(prefix="tiltas-bundle-")
        self._storage = FileSystemStorage(location=self._folder.name)

    def check(self, **kwargs):
        """Return an error for each listed file that does not exist."""
        return [
            Error(
                f"{LIST} names {path}, which is not a static file.",
                hint="Correct the path (relative to static/) or delete the line.",
                id="cms.bundles.E001",
            )
            for path in self._listed_paths()
            if not self._authored.find(path)
        ]

    def find(self, path, find_all=False, **kwargs):
        """Return the bundle's absolute path if it is what is asked for, else nothing."""
        if kwargs:
            find_all = self._check_deprecated_find_param(find_all=find_all, **kwargs)
        if normpath(path) != BUNDLE:
            return []
        built = str(self._build())
        return [built] if find_all else built

    def list(self, ignore_patterns):
        """Yield the bundle and the storage that holds it, for ``collectstatic``."""
        self._build()
        yield BUNDLE, self._storage

    def _listed_paths(self):
        """Return the paths in the list, in order, without blank lines and comments."""
        found = self._authored.find(LIST)
        lines = Path(found).read_text(encoding="utf-8").splitlines() if found else []
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]

    def _build(self):
        """Join the listed files, write the bundle if it changed, and return its path."""
        css = "\n".join(self._read(path) for path in self._listed_paths())
        target = Path(self._folder.name, BUNDLE)
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(css, encoding="utf-8")
        return target

    def _read(self, path):
        """Return one authored file without comments and indentation, its URLs seen from the bundle."""
        found = self._authored.find(path)
        if not found:
            raise FileNotFoundError(f"{LIST} names {path}, which is not a static file.")

        def seen_from_bundle(match):
            quote, url = match.groups()
            return f"url({quote}{relpath(normpath(join(dirname(path), url)), dirname(BUNDLE))}{quote})"

        css = _COMMENT.sub("", Path(found).read_text(encoding="utf-8"))
        css = _RELATIVE_URL.sub(seen_from_bundle, css)
        return "\n".join(line.strip() for line in css.splitlines() if line.strip())
