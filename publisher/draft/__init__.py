"""A policy's text cut into a draft record: cleaned, cut into articles, its quantities found, its benefits suggested.

Nothing here is proved: a draft is a guess that says so, for somebody who knows
the law to confirm. The rules are of the language of such texts and of none in
particular. The room knows neither files nor MkDocs, so that the desk runs it
in the browser.
"""
