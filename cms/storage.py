"""How static files are stored for production: named after their content, compressed, cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with the imports of our script modules pointing at the named files too."""

    support_js_module_import_aggregation = True
