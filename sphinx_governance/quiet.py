"""Python's garbage collector, held back while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Hold the collector back; what was made is looked at afterwards, once.

    Sphinx keeps hundreds of nodes a page, and every full collection walks over all
    of them: with a thousand pages 0.1 s each, again and again while records are unpacked.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
