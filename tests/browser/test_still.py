"""The wait for stillness ends when what moves has arrived, and not before."""

import pytest
from playwright.sync_api import Page

from tests.browser.still import still

GLIDING = """
<style>div { transition: transform 1s linear; width: 9px; height: 9px }
.there { transform: translateX(100px) }
@keyframes turn { to { transform: rotate(1turn) } }
span { display: inline-block; animation: turn 1s infinite }</style>
<span>x</span><div id="open"></div><section id="host"></section>
<script>
document.querySelector('#host').attachShadow({mode: 'open'}).innerHTML =
    document.querySelector('style').outerHTML + '<div></div>';
const inner = document.querySelector('#host').shadowRoot.querySelector('div');
const place = one => new DOMMatrix(getComputedStyle(one).transform).e;
</script>
"""


@pytest.mark.journey
def test_what_glides_has_arrived_also_in_a_shadow_root_and_what_turns_for_ever_is_passed_over(
    page: Page,
) -> None:
    page.set_content(GLIDING)
    for what in ("document.querySelector('#open')", "inner"):
        page.evaluate(f"{what}.getBoundingClientRect(); {what}.className = 'there'")
        still(page)
        assert page.evaluate(f"place({what})") == 100
