"""What every page is made from and made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from calculators import Law, money
from calculators.catalogue import Benefit
from calculators.estimate import funding
from calculators.estimate.quoting import Quoted, quoted
from calculators.estimate.speaker import Speaker
from calculators.figures import Passage, Quote
from calculators.inputs import FIRST_YEAR, LAST_YEAR
from calculators.templating import SOURCES
from publisher import published as names
from publisher.checks.report import PolicyReport, report
from publisher.compile.policy import Compiled, article_label
from publisher.pages.compiled_templates import compiled_templates
from publisher.pages.markup import LawText
from publisher.records.base import Quoted as Written
from publisher.records.corpus import Corpus, Record
from publisher.records.pairs import english_of, quoted_at
from publisher.records.policy import Article
from publisher.records.text import join_lines, paragraphs
from publisher.wording import say

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LANG_TAGS = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True)
class Page:
    """A page: `path` is its Markdown file below the docs folder, `meta` its front matter.

    Its body is a heading in Markdown and one block of HTML, which Markdown leaves as it is.
    """

    path: str
    meta: Mapping[str, Any]
    heading: str
    block: str

    @property
    def markdown(self) -> str:
        """The file as it is written: front matter, which is JSON line by line and so YAML too, then the body."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.meta.items()]
        return "\n".join(["---", *lines, "---", "", self.heading, "", self.block, ""])


@dataclass(frozen=True, eq=False)
class Site:
    """The records and what they were compiled to, as the pages need them."""

    corpus: Corpus
    compiled: Compiled
    extras: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def catalogue(self) -> Law:
        return Law.load(self.compiled.catalogue)

    @property
    def address(self) -> str:
        """Where the site will stand, with a slash at the end; empty where nobody has said."""
        return str(self.extras.get("address") or "")

    @property
    def report_address(self) -> str:
        """The form that takes reports of errors; empty where there is none."""
        return str(self.extras.get("report") or "")

    @cached_property
    def reports(self) -> dict[str, PolicyReport]:
        """What was proved of each policy."""
        return {one.id: one for one in report(self.corpus, self.compiled)}

    @cached_property
    def law(self) -> LawText:
        return LawText(self.corpus, self.compiled)

    def speaker(self, lang: str) -> Speaker:
        return self.catalogue.speaker(lang)

    def page(
        self,
        lang: str,
        path: str,
        template: str,
        *,
        title: str,
        description: str,
        tab: str = "",
        picture: str = "",
        engine: bool = False,
        **values: Any,
    ) -> Page:
        """Render `template` to the page at `path` (`policies/xiamen-2025`, without language and ending).

        `picture` is the kind of page that a link to it shows, where that is not
        its tab. `root` leads from the page to its language's home, `base` to the
        site's.
        """
        view = View.at(self, lang, path)
        prefix = names.prefix(lang)
        meta: dict[str, Any] = {
            "title": title,
            "description": description,
            "lang": lang,
            "twin": ("" if lang != "zh" else "en/") + (f"{path}/" if path else ""),
            "tab": tab,
            "picture": picture or tab or "about",
            "hide": ["navigation", "toc"],
        }
        if engine:
            meta["engine"] = True
        body = environment().get_template(template).render(view=view, say=view.say, title=title, lang=lang, **values)
        return Page(f"{prefix}{path + '/' if path else ''}index.md", meta, *_tidy(body))


@dataclass(frozen=True, eq=False)
class View:
    """What a template asks for: words, links and amounts in the language of its page."""

    site: Site
    lang: str
    path: str
    root: str
    base: str

    @classmethod
    def at(cls, site: Site, lang: str, path: str) -> View:
        """The view of the page at `path` (`policies/xiamen-2025`, without language)."""
        depth = path.count("/") + 1 if path else 0
        return cls(site, lang, path, "../" * depth, "../" * (depth + (lang != "zh")))

    @property
    def other(self) -> str:
        return "en" if self.lang == "zh" else "zh"

    @property
    def tag(self) -> str:
        return LANG_TAGS[self.lang]

    @property
    def address(self) -> str:
        """Where the page will stand."""
        return f"{self.site.address}{'' if self.lang == 'zh' else 'en/'}{self.path}{'/' if self.path else ''}"

    def say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    def amount(self, value: Any) -> str:
        return money.show(value, self.lang)

    def prose(self, text: Any, lang: str = "") -> list[str]:
        """The paragraphs of a bilingual text in the page's language, or in `lang`."""
        lang = lang or self.lang
        return paragraphs(join_lines(getattr(text, lang) if hasattr(text, lang) else text[lang], lang))

    def pick(self, text: Any) -> str:
        """A short bilingual text in the page's language."""
        return join_lines(getattr(text, self.lang) if hasattr(text, self.lang) else text[self.lang], self.lang)

    def limited(self, benefit: Benefit) -> str:
        """How the text limits the money that a benefit is paid from."""
        return funding.short(benefit.funds, self.site.speaker(self.lang))

    def quoted(self, quote: Written, record: Record, here: int | str = "") -> Quoted:
        """Words that a record quotes, in the languages of the page; `here` is the article they are written at."""
        place, law = quoted_at(quote, here)
        policy = next(one for one in self.site.catalogue.policies if one.id == record.policy.id)
        words = Quote(law, place, 0, tuple(Passage(one, 0) for one in english_of(quote)))
        return quoted(words, policy, self.lang, self.root)

    def law(self, record: Record, place: int | str, lang: str, *, ids: bool = True) -> list[Markup]:
        """The paragraphs of the law, figures and terms marked; without `ids` where a page shows several texts."""
        return self.site.law.paragraphs(record, place, lang, self.root, ids=ids)

    def pairs(self, record: Record, place: int | str, *, ids: bool = True) -> list[tuple[Markup, Markup]]:
        """The same in both languages, paragraph beside paragraph."""
        return list(zip(self.law(record, place, "zh", ids=ids), self.law(record, place, "en", ids=ids), strict=True))

    def article_label(self, record: Record, article: Article) -> str:
        return article_label(record, article)[self.lang]

    def policy_href(self, policy: str) -> str:
        return f"{self.root}policies/{policy}/"

    def article_href(self, policy: str, number: int) -> str:
        return f"{self.root}policies/{policy}/{number}/"

    def calculator_href(self, benefit: str) -> str:
        return f"{self.root}calculators/{benefit}/"

    def number(self, document: str) -> Markup:
        """A document's number: as it is printed, or for English readers in letters (`Wu Zheng Gui [2025] No. 3`)."""
        if self.lang == "zh":
            return escape(document)
        return escape(next((name.en for name in self.site.corpus.glossary.names if name.zh == document), document))

    def date(self, day: Any) -> str:
        """A date for a reader: `2026年11月21日`, `November 21, 2026`."""
        if self.lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day:%B} {day.day}, {day.year}"


@cache
def environment() -> Environment:
    """The templates, compiled once for all builds of a process; one that has been edited is compiled again."""
    templates = Environment(
        loader=FileSystemLoader([TEMPLATES, SOURCES]),
        bytecode_cache=compiled_templates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["json"] = _embedded_json
    templates.globals["days"] = {"first": f"{FIRST_YEAR}-01-01", "last": f"{LAST_YEAR}-12-31"}
    return templates


def _embedded_json(value: Any) -> Markup:
    """JSON that may stand inside a script element: no character that could end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _tidy(body: str) -> tuple[str, str]:
    """The heading and the one block of HTML after it: no blank line that would end it, no indentation outside `pre`."""
    kept: list[str] = []
    preformatted = False
    for line in body.splitlines():
        if "<pre" in line:
            preformatted = True
        if line.strip():
            kept.append(line.rstrip() if preformatted else line.strip())
        if "</pre>" in line:
            preformatted = False
    heading, *rest = kept
    return heading, "\n".join(rest)
