"""The plan: one firm, everything it can get, what combines, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculators import FirmPlan, Law
from calculators.catalogue import Catalogue
from calculators.places import upwards
from calculators.plan.html import plan_html
from calculators.plan.totals import TOTALS
from publisher.pages.questions import fields_data, groups
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view

PATH = "plan"

EXAMPLE_PLACE = "350203"
EXAMPLE_DAY = "2026-01-15"
"""A fixed day, printed on the page, on which both the district's and the city's text were in force."""

EXAMPLE_ASKS = (
    "organisation",
    "annual_revenue",
    "compute_spend",
    "compute_listed",
    "model_spend",
    "model_listed",
    "model_filed",
    "model_developer",
    "algorithm_filing",
    "algorithm_filing_since_2024",
    "algorithm_product_listed",
    "generative_ai_filing",
    "generative_ai_filing_since_2024",
    "generative_ai_product_listed",
    "unaffiliated_clients",
    "rd_project_level",
    "rd_project_spend",
)
"""What the firm of the example has answered; the answers are the examples of the questions."""


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the page of one language."""
    view = View.at(site, lang, PATH)
    catalogue = site.catalogue
    found = example(catalogue)
    yield site.page(
        lang,
        PATH,
        "plan_page.md.j2",
        title=view.say("plan-page.title"),
        description=view.say("plan-page.description"),
        tab="plan",
        engine=True,
        places=place_groups(catalogue, lang),
        chosen=EXAMPLE_PLACE,
        groups=groups(view, catalogue.inputs),
        statuses=[status_view(view, record) for record in site.corpus.records],
        example_day=EXAMPLE_DAY,
        totals={total: found.total(total) for total in TOTALS},
        answer=plan_html(found, site.speaker(lang), view.root),
        data=page_data(site, lang),
    )


def example_inputs(catalogue: Catalogue) -> dict[str, str]:
    """The answers of the example, as an address carries them."""
    return {name: catalogue.inputs[name].example or "" for name in EXAMPLE_ASKS}


def example(law: Law) -> FirmPlan:
    """The plan that is prerendered."""
    return law.plan(EXAMPLE_PLACE, example_inputs(law), on=EXAMPLE_DAY)


def page_data(site: Site, lang: str) -> dict[str, Any]:
    """What the page's script needs: which texts reach which place, what each asks, and how its fields are read."""
    catalogue = site.catalogue
    return {
        "fields": fields_data(catalogue, catalogue.inputs),
        "places": {code: policies for code in catalogue.places if (policies := reaching(catalogue, code))},
        "policies": {
            policy["id"]: {
                "validity": policy["validity"],
                "asks": list(
                    dict.fromkeys(
                        name for one in catalogue.benefits.values() if one.policy.id == policy["id"] for name in one.inputs
                    )
                ),
            }
            for policy in site.compiled.catalogue["policies"]
        },
        "example": {"place": EXAMPLE_PLACE, "on": EXAMPLE_DAY, "inputs": example_inputs(catalogue)},
    }


def reaching(catalogue: Catalogue, code: str) -> list[str]:
    """The policies that apply at a place, the nearest first."""
    around = upwards(code)
    found = [policy for policy in catalogue.policies if policy.place in around]
    return [policy.id for policy in sorted(found, key=lambda one: around.index(one.place))]


def place_groups(catalogue: Catalogue, lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The places that some policy reaches, under the city or province they lie in."""
    places: Mapping[str, Mapping[str, str]] = catalogue.places
    reached = [code for code in places if reaching(catalogue, code)]
    heads = {code: upwards(code)[1] if len(upwards(code)) > 1 else code for code in reached}
    parents = {head for code, head in heads.items() if len(upwards(code)) == LEVELS}
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in reached:
        head = code if code in parents else heads[code]
        groups.setdefault(head, []).append((code, places[code][lang]))
    return [(places[head][lang], found) for head, found in groups.items()]


LEVELS = 3
"""Province, city, district."""
