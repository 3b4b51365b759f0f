"""The words of a text, in any language: where they stand, how they are written, what their inflected forms share.

Texts and queries go through the same analysis, on every database (ADR 25).
"""

from .stems import is_foreign
from .tokens import Token, fold, lexemes, tokens

__all__ = ["Token", "fold", "is_foreign", "lexemes", "tokens"]
