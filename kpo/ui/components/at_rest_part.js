/* Inside the part that is drawn late: on the event of at_rest.js, request a rerun of the part. */
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
