/* The map scene: outlines from a static file of the server, dots, names and a legend. */

const DRAWING = "http://www.w3.org/2000/svg";
const AREA = { west: -2340, south: -985, east: 2480, north: 1310 };
const ACROSS = AREA.east - AREA.west;
const DOWN = AREA.north - AREA.south;
let outlines = null;

/* Fetch the outlines once; if that fails, the map has only dots and names. */
function fetched() {
	outlines ??= fetch(new URL("app/static/outlines.json", document.baseURI))
		.then((answer) => answer.json()).then(({ features }) => features)
		.catch(() => { outlines = null; return []; });
	return outlines;
}

function drawing(tag, attributes) {
	const made = document.createElementNS(DRAWING, tag);
	Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
	return made;
}

function traced({ coordinates }) {
	const ring = (points) => `M${points.map(([x, y]) => `${x},${-y}`).join("L")}Z`;
	return coordinates.flatMap((part) => part.map(ring)).join("");
}

function placeClass(place) {
	if (!place) return "land";
	return place.level === null ? "aside" : `level-${place.level}`;
}

function hatching() {
	const made = drawing("defs", {});
	const tile = drawing("pattern", { id: "kpo-aside", width: 44, height: 44,
		patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
	tile.append(drawing("rect", { width: 12, height: 44, class: "stroke" }));
	made.append(tile);
	return made;
}

function world(scene) {
	const made = drawing("svg", { viewBox: `${AREA.west} ${-AREA.north} ${ACROSS} ${DOWN}`,
		role: "img", "aria-label": scene.told });
	const known = new Map(scene.places.map((place) => [place.country, place]));
	const land = drawing("g", {});
	const lines = scene.places.filter(({ label }) => label).flatMap(({ x, y, label: { tip } }) =>
		["halo", "leader"].map((name) =>
			drawing("line", { x1: x, y1: -y, x2: tip[0], y2: -tip[1], class: name })));
	made.append(hatching(), land, ...lines);
	fetched().then((features) => land.append(...features.map(({ id, geometry }) =>
		drawing("path", { d: traced(geometry), class: placeClass(known.get(id)) }))));
	return made;
}

/* Return a mark over the map; it is hidden from screen readers, which read the map's label. */
function markAt(x, y, name, text = "") {
	const made = element("span", text);
	made.className = name;
	made.style.left = `${100 * (x - AREA.west) / ACROSS}%`;
	made.style.top = `${100 * (AREA.north - y) / DOWN}%`;
	made.setAttribute("aria-hidden", "true");
	return made;
}

/* Return a name in the box that kpo/deck/map_labels.py has placed in the sea. */
function nameAt({ name, label }) {
	const made = markAt(label.west, label.south + label.high, "place", name);
	made.dataset.side = label.side;
	made.style.width = `${100 * label.wide / ACROSS}%`;
	made.style.height = `${100 * label.high / DOWN}%`;
	return made;
}

function keyLine(name, text) {
	const swatch = element("i");
	swatch.className = name;
	const made = element("li", swatch, text);
	return made;
}

function mapped(scene) {
	const named = scene.places.filter((place) => place.name);
	const dotted = scene.places.filter((place) => place.dot);
	const map = element("div", world(scene),
		...named.map(nameAt),
		...dotted.map((one) => markAt(one.x, one.y, one.name ? "spot" : `spot ${placeClass(one)}`)));
	map.className = "map";
	const steps = scene.bars.map((bar, i) => keyLine(`level-${i}`, bar.shown)).reverse();
	const aside = scene.places.some((place) => place.level === null);
	const key = element("ul", ...steps, ...(aside ? [keyLine("aside", "not ranked")] : []));
	return [map, column("key", scene.unit, [key, ...scene.lines.map(({ text }) => element("p", text))])];
}
