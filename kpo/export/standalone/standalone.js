/* The page around the panel in the standalone HTML file: headline, link and theme. */

const given = JSON.parse(document.getElementById("data").textContent);
const part = (id) => document.getElementById(id);

function crc32(text) {
	let crc = -1;
	for (const sign of text) {
		crc ^= sign.charCodeAt(0);
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ((~crc) >>> 0).toString(16).padStart(8, "0");
}

/* Return a link that opens these weights in the dashboard: the fields of kpo/scenarios/link.py, in
   their order, and a checksum. */
function linkOf(weights, locks, standing) {
	const placed = standing.filter((one) => one.rank).map((one) => one.row.country);
	const left = given.notRanked.join(".");
	const changed = {
		countries: placed.join(".") + (left && `..${left}`),
		weights: given.panel.criteria.map(({ id }) => `${given.codes[id]}${weights[id]}`).join("-"),
		locks: locks.map((id) => given.codes[id]).join("."),
	};
	const body = Object.values({ ...given.link, ...changed }).join("~");
	return `${given.address}?s=${body}~${crc32(body)}`;
}

livePanel(document, given, ({ start, title, sentence, weights, locks, standing, moving }) => {
	say(part("headline"), title);
	say(part("standfirst"), sentence);
	part("made").hidden = start;
	if (!moving) say(part("link"), linkOf(weights, locks, standing));
});

part("theme").onclick = () => {
	const dark = matchMedia("(prefers-color-scheme: dark)").matches;
	const { style } = document.documentElement;
	const now = style.colorScheme || (dark ? "dark" : "light");
	style.colorScheme = now === "dark" ? "light" : "dark";
};
