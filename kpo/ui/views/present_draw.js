/* Drawing of a scene as bars, text or a map, and the number of rows of a ranking that fit. */

const LEAST_ROW = 39;
const MOST_ROW = 50;

function placed(node, left, width) {
	node.style.left = `${left}%`;
	node.style.width = `${width}%`;
}

/* Return a bar that starts at zero; differences extend to both sides of it. */
function barLine(root, scene, bar) {
	const values = scene.bars.map((one) => one.value ?? 0);
	const low = Math.min(0, ...values);
	const high = scene.kind === "country" ? 100 : Math.max(0, ...values);
	const span = high - low || 1;
	const made = stamp(root, "bar");
	const value = bar.value ?? 0;
	say(made.label, bar.label);
	say(made.shown, bar.mark ? `${bar.shown} ${bar.mark}` : bar.shown);
	made.fill.style.backgroundColor = bar.criterion ? `var(--criterion-${bar.criterion})` : "";
	made.fill.className = `fill ${bar.pattern}`;
	made.track.style.setProperty("--zero", `${(-100 * low) / span}%`);
	placed(made.fill, (100 * (Math.min(value, 0) - low)) / span, (100 * Math.abs(value)) / span);
	return made.node;
}

/* Return a bar of the share of the draws for each rank, in the given shades. */
function placesLine(root, { shades, more }, bar) {
	const made = stamp(root, "bar");
	say(made.label, bar.label);
	say(made.shown, bar.shown);
	let edge = 0;
	made.track.replaceChildren(...bar.parts.map((share, i) => {
		const part = element("i", share > 0.08 ? `${i + 1}${more && i === shades.length - 1 ? "+" : ""}` : "");
		[part.style.backgroundColor, part.style.color] = shades[i];
		placed(part, 100 * edge, 100 * share);
		edge += share;
		return part;
	}).filter((part) => parseFloat(part.style.width) > 0.05));
	return made.node;
}

function wordLine(root, { head, text }) {
	const made = stamp(root, "word");
	say(made.head, head);
	say(made.said, text);
	return made.node;
}

function column(name, unit, nodes) {
	const made = element("div", ...(unit ? [element("p", unit)] : []), ...nodes);
	made.className = name;
	return made;
}

function drawn(root, scene) {
	if (scene.kind === "map") return mapped(scene);
	const line = scene.kind === "places" ? placesLine : barLine;
	const bars = scene.bars.map((bar) => line(root, scene, bar));
	const words = scene.lines.map((one) => wordLine(root, one));
	return [...(bars.length ? [column(`bars ${scene.kind}`, scene.unit, bars)] : []),
		...(words.length ? [column("words", "", words)] : [])];
}

/* Show as many whole rows as fit above `bottom`. Return the source, after a note on rows that do
   not fit and what `under` says of them. */
function fittedRows(panel, bottom, { live, under, source }) {
	const list = panel.querySelector(".rows");
	const { rows } = live.panel;
	const box = list.getBoundingClientRect();
	const room = (bottom - box.top) / (box.width / list.offsetWidth);
	const count = Math.min(rows.length, Math.max(1, Math.floor(room / LEAST_ROW)));
	const row = Math.min(MOST_ROW, Math.floor(room / count));
	panel.style.setProperty("--row", `${row}px`);
	panel.style.setProperty("--rows", `${row * count}px`);
	const ranked = rows.filter(({ aside }) => !aside).length;
	const crowd = count < ranked ? [`The first ${count} of ${ranked}.`] : [];
	return [...crowd, ...under.slice(Math.max(0, count - ranked)), source].join(" ");
}
