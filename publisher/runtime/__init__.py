"""Turns the engine package into the files a browser starts Python from.

`bundle.build_bundle` is the one entry. The steps, each in a module of its own:

1. `compile_library.mjs`  the runtime's own Python compiles its standard library (once per Pyodide version)
2. `pack_engine.mjs`      the engine is run on some requests; what it needed goes into one small zip, compiled
3. `make_snapshot.mjs`    a runtime started from that zip is photographed with the engine already imported

`wheel` packs the same engine for other people's Pyodide pages.
"""
