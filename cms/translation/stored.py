"""Streams as the database holds them."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField

#: Blocks whose value wagtail-localize takes as one text.
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)


def stored_stream(field: StreamField, instance: models.Model) -> list[dict]:
    """Return a stream as the database holds it."""
    raw = field.stream_block.get_prep_value(field.value_from_object(instance))
    return json.loads(json.dumps(raw, cls=DjangoJSONEncoder))
