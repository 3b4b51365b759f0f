"""docs/content-format.md says what the models and the schema say."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import cms.content
from cms.content.entries import page_models
from tests.content.format_reference import DOC, END, START, reference

pytestmark = pytest.mark.once

TEXT = DOC.read_text(encoding="utf-8")


def test_reference_is_up_to_date():
    written = TEXT.split(START)[1].split(END)[0].strip()
    assert written == reference(), "Run: .venv/bin/python -m tests.content.format_reference"


def test_reference_has_every_page_type():
    assert [label for label in page_models() if f"### {label}\n" not in reference()] == []


def test_schema_is_a_schema():
    Draft202012Validator.check_schema(json.loads(Path(cms.content.__path__[0], "schema.json").read_text()))


def test_examples_are_yaml():
    examples = [part.split("```")[0] for part in TEXT.split("```yaml\n")[1:]]
    assert len(examples) == 4
    assert all(yaml.safe_load(example) is not None for example in examples)
