"""What the log leaves out."""

import logging


def refusals_without_trace(record: logging.LogRecord) -> bool:
    """What is refused with a 4xx is one line: anybody may send it, and its call stack says nothing more."""
    if record.name.startswith("django.security."):
        record.exc_info = None
    return True
