"""Every published file has one writer, and none holds the code of a template."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from publisher.press import hooks
from publisher.press.preview import Preview
from publisher.press.whole_build import WholeBuild
from publisher.published import SITEMAP
from publisher.site_folder import SecondWriter, SiteFolder, refuse_doubles

TEMPLATE_CODE = re.compile(r"\{%-?\s*\w|\{\{-?\s+[\w'\"]|\{\{-?[a-z_]+(\.\w+)+\s*[|}]")
"""What Jinja reads. A reference in BibTeX has words in two braces, with capitals and no space."""

TEXTS = {".html", ".xml", ".txt", ".json", ".csv", ".ics", ".yaml", ".svg", ".css", ""}
"""What may come from a template. Scripts are not looked at: `%}` is code in some."""


def test_no_published_file_holds_template_code(site: Path) -> None:
    """Every text of the site is what a template made, never the template."""
    texts = [file for file in site.rglob("*") if file.is_file() and file.suffix in TEXTS]
    assert len(texts) > 300 and {file.name for file in texts} >= {SITEMAP, "404.html", "_headers", "feed.xml", "llms.txt"}
    found = {
        file.relative_to(site).as_posix(): code[0]
        for file in texts
        if (code := TEMPLATE_CODE.search(file.read_text("utf-8", "replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code", ["{%- for one in all -%}", "{{ page.title }}", "{{ 'x' | url }}", "{{page.title}}", "{% endif %}"]
)
def test_template_code_is_known(code: str) -> None:
    """The pattern finds code as the theme writes it, and leaves a reference's braces alone."""
    assert TEMPLATE_CODE.search(f"<p>{code}</p>")
    assert not TEMPLATE_CODE.search("title = {{Several Measures of Siming District}}, issuer = {{思明区}}")


def test_a_file_is_written_once(tmp_path: Path) -> None:
    """A second writer is refused in a sentence that names the file, whichever of the two came first; what was there stays."""
    folder = SiteFolder(tmp_path)
    folder.put("data/a.json", b"1")
    (tmp_path / "sitemap.xml").write_text("MkDocs'")
    for name in ("data/a.json", "sitemap.xml"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(SecondWriter, match=f"^{name} has two writers"):
            folder.put(name, b"2")
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(SecondWriter, match=r"^a/index\.html"):
        refuse_doubles(["a/index.html", "b/index.html", "a/index.html"])


def test_a_preview_writes_again(tmp_path: Path) -> None:
    """`make serve` builds into the same folder at every edit."""
    for content in (b"1", b"2"):
        SiteFolder(tmp_path, again=True).put("a", content)
    assert (tmp_path / "a").read_bytes() == b"2"


def test_a_build_with_two_writers_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What MkDocs has put under one of our names ends the build, with the sentence."""
    run = SimpleNamespace(folder=SiteFolder, publish=lambda site, build, own: site.put(SITEMAP, b"ours"))
    monkeypatch.setattr(hooks, "_run", run, raising=False)
    config: Any = SimpleNamespace(site_dir=str(tmp_path), extra={"own_assets": SimpleNamespace(folder="assets/x/"), "build": "x"})
    (tmp_path / SITEMAP).write_text("{% for file in pages %}")
    with pytest.raises(PluginError, match=r"^sitemap\.xml has two writers"):
        hooks.on_post_build(config)


@pytest.mark.parametrize("kind", [WholeBuild, Preview])
def test_mkdocs_leaves_our_names_out(kind: Any) -> None:
    """Whatever the theme brings under a name of ours is neither rendered nor copied."""
    run = SimpleNamespace(replaces=kind.replaces)
    assert SITEMAP in run.replaces
    config: Any = SimpleNamespace(theme=SimpleNamespace(static_templates={SITEMAP, "404.html"}))
    files = Files([])
    for name in (*run.replaces, "page.md"):
        files.append(SimpleNamespace(src_uri=name, dest_uri=name))  # type: ignore[arg-type]
    hooks.leave_out(run.replaces, files, config)
    assert config.theme.static_templates == {"404.html"} and [*files.src_uris] == ["page.md"]
