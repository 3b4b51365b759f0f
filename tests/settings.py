"""The project's settings in a test's environment: nothing of this machine's own installation is touched."""

import atexit
import os
import secrets
import shutil

from tests.harness.scratch import make_scratch_folder

if "TILTAS_TEST_DATA" not in os.environ:
    # The first process makes the folder; workers inherit its name and leave the removal to the first.
    os.environ["TILTAS_TEST_DATA"] = str(make_scratch_folder("tiltas-tests-"))
    atexit.register(shutil.rmtree, os.environ["TILTAS_TEST_DATA"], ignore_errors=True)

_data = os.environ["TILTAS_TEST_DATA"]
os.makedirs(f"{_data}/static", exist_ok=True)  # WhiteNoise warns when its folder is missing
os.environ.update(
    DEBUG="false",
    SECRET_KEY=os.environ.get("SECRET_KEY") or secrets.token_urlsafe(48),
    DATA_DIR=_data,
    BASE_URL="http://127.0.0.1:8000",
    ALLOWED_HOSTS="127.0.0.1,localhost,testserver",
    CSRF_TRUSTED_ORIGINS="http://127.0.0.1:8000",
    EMAIL_URL="consolemail:",
    DATABASE_URL=os.environ.get("DATABASE_URL") or f"sqlite:///{_data}/db.sqlite3",
    # A pool keeps connections open, and a test database cannot be dropped while one is.
    DATABASE_POOL="false",
)

from cms.settings import *  # noqa: E402, F403
from cms.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest storage needs a collectstatic run first; tests read the authored files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server's threads then use it as production does. xdist adds its suffix.
    DATABASES["default"]["TEST"] = {"NAME": f"{_data}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
