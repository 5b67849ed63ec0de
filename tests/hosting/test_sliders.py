"""A slider whose first drawing the browser missed begins at its value, not at its ends."""

from typing import Any

from benchmarks.many.session import Answer, Session
from benchmarks.many.stage import stage
from kpo import Scenario, load
from kpo.scenarios.link import from_link, to_link
from tests.hosting.apart import apart
from tests.variants import AT_LENGTH

MARGIN, PRODUCTIVITY = "kpo.case.of.margin.False", "kpo.case.of.productivity.True"


class Reader(Session):
    """A session that keeps every slider as it was last drawn."""

    def __init__(self, address: str) -> None:
        super().__init__(address, f"s={to_link(load(), Scenario(client='USA', people=120))}")
        self.sliders: dict[str, Any] = {}

    def _read(self, kind: str | None, message: Any, answer: Answer) -> None:
        slider = message.delta.new_element.slider
        if slider.id:
            self.sliders[slider.id.split("-", 2)[-1]] = slider
        super()._read(kind, message, answer)

    def knows(self, key: str, values: tuple[float, ...]) -> None:
        """Send a widget's values with each event from now on, as a browser does that draws it."""
        self._values[self.widgets[key]] = ("double_array_value", values)


async def told(address: str, known: bool) -> Reader:
    """Move the margin, as a browser that knows the other slider or one that missed it."""
    async with Reader(address) as reader:
        await reader.open("business_case")
        first = reader.sliders[PRODUCTIVITY]
        assert (first.set_value, list(first.value)) == (True, [75.0, 100.0])
        if known:
            reader.knows(PRODUCTIVITY, (75.0, 100.0))
        for step in (1.0, 2.0):
            reader.sliders.clear()
            await reader.use(MARGIN, "double_array_value", (step,))
        return reader


@AT_LENGTH
def test_a_slider_of_which_the_browser_says_nothing_is_told_its_value_each_time() -> None:
    with stage() as served:
        missed = apart(told(served.address, known=False))
        known = apart(told(served.address, known=True))
    slider = missed.sliders[PRODUCTIVITY]
    assert (slider.set_value, list(slider.value)) == (True, [75.0, 100.0])
    assert not known.sliders[PRODUCTIVITY].set_value
    assert not known.sliders[MARGIN].set_value
    for reader in (missed, known):
        choice = from_link(load(), reader.query.partition("s=")[2].partition("&")[0]).scenario
        assert choice.assumptions == {"margin": (2.0, 2.0)}
