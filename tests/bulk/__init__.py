"""Tables of firms: the law as SQL."""
