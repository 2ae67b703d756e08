"""Runs in Pyodide under node while a bundle is built; imports nothing that is not in Pyodide."""
