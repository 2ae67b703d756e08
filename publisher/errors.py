"""What keeps a command from running that is no fault of the records; those have findings of their own."""


class Trouble(Exception):
    """A tool is missing or failed, a port is busy, a folder is not there: the message says what to do about it."""
