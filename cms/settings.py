"""Settings: one module, driven by the environment. `.env.example` documents every variable read here."""

import sys
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.functional import SimpleLazyObject
from environs import Env

from cms.choices import timezone_names
from cms.defences.environment import defence_settings
from cms.file_kinds import DOCUMENT_ENDINGS, RECORDING_TYPES, SUBTITLE_TYPES
from cms.keys import make_secret_key
from cms.languages import INTERFACE_LANGUAGES, LANGUAGES, PHRASE_FEATURES, add_missing_languages
from cms.mail.environment import mail_settings
from cms.players import EC_AUDIOVISUAL, VIMEO, YOUTUBE, frame_sources
from cms.upkeep.environment import link_settings
from search.environment import search_settings

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

# --- What kind of installation this is ---------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var")))
PORT = env.int("PORT", 8000)
BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [BASE_URL])

SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    key_file = DATA_DIR / "secret-key"
    if DEBUG:
        SECRET_KEY = "only-for-debugging-" + "x" * 50
    elif key_file.exists():
        SECRET_KEY = key_file.read_text().strip()
    elif "quickstart" in sys.argv[1:2]:
        SECRET_KEY = make_secret_key(DATA_DIR)
    else:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it in the environment, or run “manage.py quickstart”, which makes one."
        )

# --- Applications ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "cms.users",
    "cms.translation",
    "cms.releases",
    "cms.mail",
    "cms.defences",
    "cms.subscriptions",
    "cms.upkeep",
    "cms.websub",
    "cms.content",
    "cms",
    "home",
    "news",
    "alliance",
    "workinggroup",
    "search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_modeladmin",
    "cms.redirects_app.RedirectsConfig",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.CompressTextMiddleware",
    "cms.middleware.RefuseMalformedMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.middleware.SecurityHeadersMiddleware",
    "cms.middleware.OneStateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.middleware.AtomicWritesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.site",
            ],
        },
    },
]

# --- Database ----------------------------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # Several workers on one file: readers never wait, a writer takes its lock at once and others queue.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
    }
elif env.bool("DATABASE_POOL", True):
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", 8), "timeout": 2},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Languages and time ------------------------------------------------------------------------------

add_missing_languages()
LANGUAGE_CODE = "en"

WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [pair for pair in LANGUAGES if pair[0] in INTERFACE_LANGUAGES]
# Ours, and then what Wagtail and its packages leave in English (tests/harness/upstream.py).
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "upstream_locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "Europe/Vilnius")

# --- Files -------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.bundles.BundleFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "cms.storage.StaticStorage"
STORAGES = {
    # Originals and documents: never under a public address, handed out by views that check permission.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # A task that deletes a file names its storage in JSON, which knows no paths.
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None},
    },
    # Renditions: public pictures, made at publication.
    "renditions": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Security ----------------------------------------------------------------------------------------

_HTTPS = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000 if _HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS and SECURE_HSTS_SECONDS > 0
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the admin shows previews in a frame of the same origin
#: Hosts whose players a visitor may open in place, each a name without scheme (cms.players).
FRAMED_HOSTS = env.list("FRAMED_HOSTS", [YOUTUBE, VIMEO, EC_AUDIOVISUAL])
_FRAMES = frame_sources(FRAMED_HOSTS)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "frame-src": _FRAMES or [NONE],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}
#: Wagtail's own screens need inline styles and scripts; visitors never meet this policy.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF, *_FRAMES],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
CSRF_FAILURE_VIEW = "cms.views.csrf_failure"
LOGIN_URL = reverse_lazy("wagtailadmin_login")

# --- Mail, Wagtail -----------------------------------------------------------------------------------

globals().update(mail_settings(env, debug=DEBUG) | link_settings(env))
globals().update(defence_settings(env) | search_settings(env))
WAGTAIL_SITE_NAME = "Tiltas"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_USER_TIME_ZONES = SimpleLazyObject(timezone_names)  # Wagtail has some that browsers do not know
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS = []
WAGTAILIMAGES_IMAGE_MODEL = "cms.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.picture_forms.PictureForm"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = dict.fromkeys(("avif", "gif", "jpeg", "png"), "webp") | {"bmp": "png"}
WAGTAILDOCS_DOCUMENT_MODEL = "cms.CustomDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.document_forms.DocumentForm"
WAGTAILDOCS_CONTENT_TYPES = RECORDING_TYPES | SUBTITLE_TYPES
WAGTAILDOCS_EXTENSIONS = [*DOCUMENT_ENDINGS, *WAGTAILDOCS_CONTENT_TYPES]
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf", *WAGTAILDOCS_CONTENT_TYPES.values()]
#: How large a document may be, and a recording (cms.file_checks); Wagtail itself asks for the larger of them.
DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
RECORDING_MAX_BYTES = env.int("RECORDING_MAX_MB", 200) * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = max(DOCUMENT_MAX_BYTES, RECORDING_MAX_BYTES)
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "ol", "ul", "link", "document-link", *PHRASE_FEATURES]},
    },
}
TAGGIT_CASE_INSENSITIVE = True
WAGTAILAPI_LIMIT_MAX = 50
API_ORIGINS = env.list("API_ORIGINS", [])  # other sites whose scripts may read it
WEBSUB_HUB = env.str("WEBSUB_HUB", "")  # the hub that feeds name and that is told (cms.feeds, cms.websub)

# --- Logs --------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "cms.logs.Formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
