"""What the log leaves out."""

import logging


def without_its_trace(record: logging.LogRecord) -> bool:
    """The message alone: its call stack says nothing that the message does not."""
    record.exc_info = None
    return True
