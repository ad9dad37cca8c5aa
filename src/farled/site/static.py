"""Static files under names made from their content, so browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):
    # our modules import each other by relative address
    support_js_module_import_aggregation = True
