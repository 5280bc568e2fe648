"""Draw the pictures that go with a page where somebody shares it: `python -m tests.share_images`.

Only the mark and the shape of a verdict, no words, so that they do for every language.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright
from service_promises.pages.share import SHARE_IMAGES

TEMPLATES = Path(__file__).parents[1] / "templates"
COLOURS = {"kept": "#0b6339", "target_met": "#7a4f00", "fell_short": "#a61d17"}
CHROMIUM = shutil.which("chromium")

PAGE = """<!doctype html><style>
body{margin:0;background:#f3f0e7;width:1200px;height:630px;overflow:hidden;position:relative}
.all{position:absolute;left:0;right:0;top:115px;height:400px;text-align:center;color:%(colour)s}
.all>svg,.all>img{width:400px;height:400px}
.line{position:absolute;left:0;right:0;top:0;height:24px;background:%(colour)s}
.mark{position:absolute;right:40px;bottom:36px;width:72px}
.v-shapes{position:absolute}.v-cut{fill:none;stroke:#f3f0e7;stroke-linecap:round;stroke-width:2}
.v-line{fill:none;stroke:currentColor;stroke-linecap:round;stroke-width:1.6}
</style><div class=line></div>%(shapes)s<div class=all>%(shape)s</div>%(mark)s"""


def page(name: str) -> str:
    """The picture as HTML."""
    shapes = (TEMPLATES / "partials/shapes.html").read_text()
    mark = re.sub(r"@media[^}]*\{[^}]*\}[^}]*\}\}?", "", (TEMPLATES / "assets/favicon.svg").read_text())
    is_site = name == "site"
    return PAGE % {
        "colour": COLOURS.get(name, "#15191f"),
        "shapes": shapes,
        "shape": mark if is_site else f'<svg viewBox="0 0 16 16"><use href="#v-{name}"/></svg>',
        "mark": "" if is_site else mark.replace("<svg", '<svg class="mark"', 1),
    }


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        view = browser.new_page(viewport={"width": 1200, "height": 630})
        for path in SHARE_IMAGES:
            view.set_content(page(Path(path).stem))
            (TEMPLATES / path).parent.mkdir(parents=True, exist_ok=True)
            view.screenshot(path=TEMPLATES / path)
        browser.close()
