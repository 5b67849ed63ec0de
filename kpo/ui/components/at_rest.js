/* Dispatch an event to a part that is drawn late, once per `turn`: when the part is within a screen
   of the viewport and the browser is idle, and no new turn has come for LATER milliseconds; the
   first turn does not wait. */
const REST = "kpo-at-rest";
const LATER = 300;
const RETRY = 100;
const asked = new WeakMap();
const stops = new WeakMap();
const idle = window.requestIdleCallback ?? setTimeout;

export default function ({ data: [{ place, turn }], parentElement }) {
	if (asked.get(parentElement) === turn) return undefined;
	stops.get(parentElement)?.();
	const root = document.querySelector("[data-testid=stMain]");
	let stopped = false;
	let late;

	const near = new IntersectionObserver(([part]) => {
		if (!part.isIntersecting) return;
		near.disconnect();
		idle(() => {
			if (stopped) return;
			asked.set(parentElement, turn);
			part.target.dispatchEvent(new CustomEvent(REST, { detail: turn }));
		});
	}, { root, rootMargin: "100% 0px" });
	const look = () => {
		const part = document.querySelector(`${place}[data-kpo-waits]`);
		if (part) near.observe(part);
		else late = setTimeout(look, RETRY);
	};
	const stop = () => {
		stopped = true;
		clearTimeout(late);
		near.disconnect();
	};
	stops.set(parentElement, stop);
	late = setTimeout(look, turn ? LATER : 0);
	return stop;
}
