"""The dashboard without any private name of Streamlit's, in a real browser."""

import re
import tempfile

from playwright.sync_api import Page, expect

from kpo.ui.server.streamlit_patches import OFF, SWITCH
from tests.browser.pages import SLOW, visit
from tests.browser.server import running
from tests.variants import AT_LENGTH


@AT_LENGTH
def test_it_starts_ranks_and_follows_a_choice_with_patches_off(page: Page) -> None:
    with tempfile.TemporaryFile() as said:
        with running(output=said, **{SWITCH: OFF}) as (address, _):
            visit(page, address)
            page.locator(".st-key-kpo-part-client button").first.click()
            page.get_by_role("combobox", name=re.compile("Country of the client")).click()
            page.get_by_role("option", name="Germany", exact=True).click()
            expect(page.locator(".st-key-kpo-part-client")).to_contain_text("Germany", timeout=SLOW)
            expect(page).to_have_url(re.compile(r"[?&]s="))
            visit(page, f"{address}/how_sure")
        said.seek(0)
        lines = said.read().decode().splitlines()
    assert [line for line in lines if "event=failed" in line] == []
    (off,) = [line for line in lines if "event=streamlit_patches" in line]
    assert f'state=off reason="{SWITCH} is {OFF}"' in off
    (start,) = [line for line in lines if "event=start" in line]
    assert start.endswith("event=start sign_in=False")
