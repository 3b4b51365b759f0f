"""What visitors do wrong is one line in the log; what we do wrong comes with its traceback."""

import logging
import sys

import pytest

from cms.logs import Formatter


@pytest.mark.parametrize(("status", "lines"), [(400, 1), (404, 1), (500, 5), (None, 5)])
def test_only_our_own_faults_have_a_traceback(status, lines):
    try:
        raise ValueError("wrong")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.WARNING, "", 1, "Bad Request: /", None, sys.exc_info()
        )
    if status:
        record.status_code = status
    assert len(Formatter().format(record).splitlines()) == lines
    assert record.exc_info is not None
