"""Wait until nothing moves on a page, however long that takes."""

from typing import Final

from playwright.sync_api import Page

CALM_FRAMES: Final = 4
STILL: Final = """frames => new Promise(done => {
    const roots = root => [root, ...[...root.querySelectorAll('*')]
        .filter(one => one.shadowRoot).flatMap(one => roots(one.shadowRoot))];
    const ends = one => one.effect && one.effect.getComputedTiming().endTime !== Infinity;
    const moves = () => roots(document).flatMap(root => root.getAnimations())
        .some(one => ends(one) && (one.playState === 'running' || one.pending));
    let calm = 0;
    const look = () => {
        calm = moves() ? 0 : calm + 1;
        if (calm >= frames) done(true);
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})"""
"""Waits for some frames in a row without a running transition or finite animation."""


def still(page: Page) -> None:
    """Wait until all transitions of a page are over."""
    page.evaluate(STILL, CALM_FRAMES)
