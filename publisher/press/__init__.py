"""The printing of the site with MkDocs, which nothing outside this room knows."""
