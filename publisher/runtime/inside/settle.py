"""Runs just before a snapshot is made: the engine answers its requests, then the heap is made quiet and small."""

import dataclasses
import gc
import importlib
import os
import sys

ENTRY = "calculators.browser"
PACKAGE = ENTRY.partition(".")[0]

# What a data class has for those who print, copy or mistakenly change its objects: no answer needs it.
_UNUSED_METHODS = ("__repr__", "__setattr__", "__delattr__", "__getstate__", "__setstate__", "__replace__")

# What a browser would not have.
_BUILDERS_VARIABLES = ("_", "PYTHONHASHSEED", "PYTHONNODEBUGRANGES")

# Sizes up to 512 bytes come from Python's own allocator, in steps of 16, from arenas of at least this many bytes.
_SMALL, _STEP, _ARENA = 512, 16, 1 << 18


def main(requests: list[str]) -> dict[str, int]:
    """Imports the engine, answers `requests` (so that templates, patterns and caches are warm), tidies up."""
    call = importlib.import_module(ENTRY).call
    for request in requests:
        call(request)
    for name in _BUILDERS_VARIABLES:
        os.environ.pop(name, None)
    _thin_data_classes()
    gc.collect()
    _zero_free_blocks()
    gc.collect()
    gc.freeze()  # what is there now stays for good: no answer is kept waiting while all of it is looked through for waste
    return {"modules": len(sys.modules)}


def _thin_data_classes() -> None:
    """Deletes the methods that `dataclass` wrote for each of the engine's classes and that nobody calls in a browser."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] != PACKAGE:
            continue
        for found in vars(module).values():
            if isinstance(found, type) and dataclasses.is_dataclass(found):
                for method in _UNUSED_METHODS:
                    if method in vars(found):
                        delattr(found, method)


def _zero_free_blocks() -> None:
    """Fills the free blocks of the small-object allocator with zeros, which compress to nothing."""
    overhead = sys.getsizeof(b"")
    for size in range(_STEP * 3, _SMALL + 1, _STEP):
        blocks = [bytes(size - overhead) for _ in range(_ARENA // size)]
        del blocks
