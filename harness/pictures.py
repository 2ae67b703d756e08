"""Makes the pictures that shared links show, one for each kind of page and language, and the icon for home screens.

`python -m harness.pictures` writes them into `docs/`, where they are kept: typefaces
differ between machines, and a build makes the same bytes on all of them.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from harness.chromium import FLAGS, find, install
from publisher import published
from publisher.pages.site import LANG_TAGS
from publisher.project import ROOT
from publisher.wording import say

DOCS = ROOT / "docs"
SEALS = {
    "home": "惠", "policies": "策", "article": "条", "calculators": "算", "calculator": "算", "plan": "案", "compare": "比",
    "glossary": "词", "data": "数", "about": "惠",
}  # fmt: skip
"""The kinds of pages, each with the character on its stamp."""

SIZE = (1200, 630)
ICON = 180
COLOURS = 32

STYLE = """
  body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 84px 90px; background: #fbfaf6;
         color: #1c2430; border-top: 18px solid #a8231b; font-family: "Noto Serif CJK SC", serif;
         display: grid; grid-template: 1fr auto / 1fr auto; }
  h1 { margin: 0; font-size: 66px; line-height: 1.35; text-wrap: balance; word-break: keep-all; padding-right: 60px; }
  i { font-style: normal; width: 168px; height: 168px; display: grid; place-items: center; font-size: 116px;
      font-weight: 700; line-height: 1; color: #fff; background: #a8231b; border-radius: 18px;
      box-shadow: inset 0 0 0 8px #a8231b, inset 0 0 0 12px #ffffffa0; }
  p { margin: 0; grid-column: 1 / -1; padding-top: 26px; border-top: 8px double #a8231b; font-size: 38px; }
  b { color: #a8231b; margin-right: 22px; }
"""


def main() -> None:
    """Draw every picture and keep it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find() or install(), args=FLAGS)
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        for kind, seal in SEALS.items():
            for lang, tag in LANG_TAGS.items():
                page.set_content(
                    f'<html lang="{tag}"><style>{STYLE}</style><h1>{say(f"link-picture.{kind}", lang)}</h1>'
                    f'<i lang="zh-Hans">{seal}</i><p><b>惠策 HuiCe</b>{say("link-picture.about", lang)}</p>'
                )
                _keep(page, DOCS / published.picture(kind, lang))
        page.set_viewport_size({"width": ICON, "height": ICON})
        drawing = (DOCS / "assets" / "seal.svg").read_text("utf-8")
        page.set_content(f"<style>body {{ margin: 0; background: #b3261e }} svg {{ display: block }}</style>{drawing}")
        _keep(page, DOCS / published.TOUCH_ICON)
        browser.close()


def _keep(page: Page, file: Path) -> None:
    """Take the picture in as few colours as its flat paints and the edges of its letters need."""
    drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    file.parent.mkdir(parents=True, exist_ok=True)
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
