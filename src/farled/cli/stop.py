"""How a subcommand ends with a sentence instead of a traceback."""


class Stop(Exception):
    """The command cannot go on; the text says why and what to do, in the user's language."""
