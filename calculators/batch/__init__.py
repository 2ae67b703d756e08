"""A sheet of firms: read, worked out row by row, and said again as a table."""
