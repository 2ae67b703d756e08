"""Tests of HuiCe; each file guards one promise."""
