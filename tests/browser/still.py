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
"""Some frames in a row without a transition or an animation that will end."""


def still(page: Page) -> None:
    """Wait until rows have glided to their places and colours have changed."""
    page.evaluate(STILL, CALM_FRAMES)
