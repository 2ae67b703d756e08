"""Sheets of firms."""
