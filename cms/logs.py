"""How the log is written."""

import logging
from copy import copy


class Formatter(logging.Formatter):
    """One line for what visitors do wrong; our own faults keep their traceback.

    Django gives one to each refused request, too, with which anybody could fill a disk.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        if getattr(record, "status_code", 500) < 500:
            record = copy(record)
            record.exc_info = record.exc_text = None
        return super().format(record)
