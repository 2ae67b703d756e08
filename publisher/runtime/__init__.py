"""Turns the engine package into the files a browser starts Python from.

`bundle.build_bundle` is the one entry. The steps, each in a module of its own:

1. `trim.py`, `link.py`   Pyodide loses the exports that only packages with compiled code would ask for, and links the
                          others at once
2. `compile_library.mjs`  the runtime's own Python compiles its standard library (both once per Pyodide version)
3. `pack_engine.mjs`      the engine is run on some requests; what it needed goes into one small zip, compiled
4. `make_snapshot.mjs`    a runtime started from that zip is photographed with the engine already imported
5. `trace.py`, `.mjs`     it is started again, as a browser will, and notes which of Python's own functions are called
6. `split.py`             those come first, in a file half as large; the rest is fetched if it is called after all

`wheel` packs the same engine for other people's Pyodide pages.
"""
