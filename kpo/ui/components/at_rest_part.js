/* The part that waits for the browser to be at rest: it asks for itself. */
const REST = "kpo-at-rest";
const stops = new WeakMap();

export default function ({ data: [place], parentElement, setStateValue }) {
	stops.get(parentElement)?.();
	const host = parentElement.host ?? parentElement;
	const part = host.closest(place);
	const ask = ({ detail }) => setStateValue("turn", detail);
	const stop = () => part.removeEventListener(REST, ask);
	part.addEventListener(REST, ask);
	part.dataset.kpoWaits = "";
	stops.set(parentElement, stop);
	return stop;
}
