"""The one exception of this package."""


class RuntimeBuildError(Exception):
    """The browser runtime cannot be built; the message says what to do about it."""
