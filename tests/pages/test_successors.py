"""Promise: what is known of a text that took over stands under the banner and beside what it touches, and in no sum."""

from __future__ import annotations

import json

import pytest
from markupsafe import escape

from publisher.pages import Site, articles, benefits, overviews
from publisher.records.text import join_lines


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_stands_where_it_touches(law: Site, lang: str) -> None:
    """On the overview all of it; on the page of an article or a calculator what touches that, with how much was seen."""
    made = [page for maker in (overviews, articles, benefits) for page in maker.pages(law, lang)]
    pages = {page.path.removeprefix("en/").removesuffix("index.md").strip("/"): page.block for page in made}
    found = 0
    for record in law.corpus.records:
        policy = record.policy
        for seen in policy.replaced_by.seen if policy.replaced_by else []:
            words = str(escape(join_lines(getattr(seen, lang), lang)))
            assert words in pages[f"policies/{policy.id}"]
            for article in policy.articles:
                touched = [one.id for one in article.benefits if one.id in seen.benefits]
                assert (words in pages[f"policies/{policy.id}/{article.number}"]) is bool(touched or not seen.benefits)
                for one in article.benefits:
                    page = pages[f"calculators/{policy.id}/{one.id}"]
                    assert (words in page) is (one.id in touched or not seen.benefits)
                    found += one.id in touched
    assert found


def test_no_sum_knows_of_it(law: Site) -> None:
    """What the engine loads holds nothing of a successor but the day it took over."""
    written = json.dumps(law.compiled.catalogue, ensure_ascii=False)
    seen = [one.zh for record in law.corpus.records if record.policy.replaced_by for one in record.policy.replaced_by.seen]
    assert seen
    assert not any(join_lines(one, "zh") in written for one in seen)
