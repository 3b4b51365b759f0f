"""A machine that translates every text into twice as much."""

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue


class Doubling(BaseMachineTranslator):
    """Says everything twice."""

    display_name = "Doubling"

    def can_translate(self, source_locale, target_locale) -> bool:
        return True

    def translate(self, source_locale, target_locale, strings) -> dict:
        return {string: StringValue(string.data * 2) for string in strings}
