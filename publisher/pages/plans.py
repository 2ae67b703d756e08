"""The plan: one firm, everything it can get, what combines, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculators import FirmPlan
from calculators.catalogue import Catalogue
from calculators.places import upwards
from calculators.plan.html import plan_html
from calculators.plan.totals import TOTALS
from publisher.pages.questions import fields_data, formerly_data, groups
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view

PATH = "plan"


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the page of one language."""
    view = View.at(site, lang, PATH)
    catalogue = site.catalogue
    start, found = site.corpus.examples.plan, example(site)
    yield site.page(
        lang,
        PATH,
        "plan_page.md.j2",
        title=view.say("plan-page.title"),
        description=view.say("plan-page.description"),
        tab="plan",
        engine=True,
        places=place_groups(catalogue, lang),
        chosen=start.place,
        groups=groups(view, catalogue.inputs, policies={one.id for one in catalogue.policies}),
        statuses=[status_view(view, record) for record in site.corpus.records],
        example_day=start.on.isoformat(),
        totals={total: found.total(total) for total in TOTALS},
        answer=plan_html(found, site.speaker(lang), view.root),
        data=page_data(site, lang),
    )


def example_asked(site: Site) -> dict[str, Any]:
    """Place, day and answers of the example, as an address carries them."""
    start, inputs = site.corpus.examples.plan, site.catalogue.inputs
    answers = {name: inputs[name].example or "" for name in start.answered}
    return {"place": start.place, "on": start.on.isoformat(), "inputs": answers}


def example(site: Site) -> FirmPlan:
    """The plan that is prerendered."""
    asked = example_asked(site)
    return site.catalogue.plan(asked["place"], asked["inputs"], on=asked["on"])


def page_data(site: Site, lang: str) -> dict[str, Any]:
    """What the page's script needs: which texts reach which place, what each asks, and how its fields are read."""
    catalogue = site.catalogue
    return {
        "fields": fields_data(catalogue, catalogue.inputs),
        "formerly": formerly_data(catalogue, catalogue.inputs),
        "places": {code: policies for code in catalogue.places if (policies := reaching(catalogue, code))},
        "policies": {
            policy["id"]: {
                "validity": policy["validity"],
                "asks": list(
                    dict.fromkeys(
                        name for one in catalogue.benefits.values() if one.policy.id == policy["id"] for name in one.questions
                    )
                ),
            }
            for policy in site.compiled.catalogue["policies"]
        },
        "example": example_asked(site),
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
