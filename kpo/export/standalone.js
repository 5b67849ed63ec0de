/* The panel in a file of its own: what the dashboard does around it is done here. */

const given = JSON.parse(document.getElementById("data").textContent);
const part = (id) => document.getElementById(id);
const geometric = given.panel.method === "geometric";
let data = given.panel;
let asked = 0;

function crc32(text) {
	let crc = -1;
	for (const sign of text) {
		crc ^= sign.charCodeAt(0);
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ((~crc) >>> 0).toString(16).padStart(8, "0");
}

/* The text that carries these weights into the dashboard; the fields are those of kpo/scenario.py. */
function linkOf(weights, locks, standing) {
	const fields = given.link.slice();
	const placed = standing.filter((one) => one.rank).map((one) => one.row.country);
	const others = standing.filter((one) => !one.rank).map((one) => one.row.country);
	const left = [...others, ...given.notRanked].join(".");
	fields[5] = placed.join(".") + (left && `..${left}`);
	fields[8] = data.criteria.map(({ id }) => `${id}:${weights[id]}`).join(",");
	fields[9] = locks.join(".");
	const body = fields.join("~");
	return `${given.address}?s=${body}~${crc32(body)}`;
}

function spoken(share) {
	if (!share) return "none";
	return shareWords(share).replace("<", "less than").replace(">", "more than");
}

function shareOf(share) {
	const draws = DRAWS.toLocaleString("en");
	return share === 1 ? `all ${draws}` : `${spoken(share)} of ${draws}`;
}

/* The finding under the weights that stand now; the first of it is Python's own. */
function finding(standing, chances) {
	const [first, second] = standing;
	const name = (one) => given.named[one.row.country];
	const capital = (text) => text[0].toUpperCase() + text.slice(1);
	if (!first?.rank) return ["No destination has a figure for these weights", ""];
	const level = standing.filter((one) => one.rank === 1);
	if (level.length > 1) {
		const who = level.length > 2 ? `${level.length} destinations` : capital(level.map(name).join(" and "));
		return [`${who} lead level for ${given.work}`, `Each scores ${scoreText(first)} of 100 points.`];
	}
	const share = chances.get(first.row.country).first;
	const rival = standing.slice(1).filter((one) => one.rank).sort((a, b) =>
		chances.get(b.row.country).first - chances.get(a.row.country).first)[0];
	const verdict = !second?.rank ? "" : share >= 0.8 ? ", clearly"
		: share >= 0.5 ? `, contested by ${name(rival)}` : ", but the race is open";
	const other = rival && share < 0.8
		? `; ${name(rival)} in ${spoken(chances.get(rival.row.country).first)}` : "";
	return [`${capital(name(first))} leads for ${given.work}${verdict}`,
		`First in ${shareOf(share)} nearby weightings${other}. `
		+ "Drawn in this browser, for your weights."];
}

function sure(rows, found) {
	return rows.map((row, i) => ({ ...row, p_first: found[i] ? shareWords(found[i].first) : "",
		band: found[i] ? [...new Set(found[i].band)].join("–") : "" }));
}

function follow(weights, locks) {
	const ordered = data.criteria.map(({ id }) => weights[id]);
	const start = data.criteria.every(({ id }) => Math.abs(given.panel.weights[id] - weights[id]) < TIE);
	const standing = ranked(data.rows, ordered, geometric);
	const found = chancesOf(data.rows, ordered, geometric);
	const chances = new Map(data.rows.map((row, i) => [row.country, found[i]]));
	const rows = start ? given.panel.rows : sure(data.rows, found);
	const [title, sentence] = start ? given.finding : finding(standing, chances);
	data = { ...data, weights, locks, rows };
	panel.update(data, tell);
	say(part("headline"), title);
	say(part("standfirst"), sentence);
	part("made").hidden = start;
	say(part("link"), linkOf(weights, locks, standing));
}

function tell({ weights, locks }) {
	clearTimeout(asked);
	asked = setTimeout(() => requestAnimationFrame(() => setTimeout(follow, 0, weights, locks)), 60);
}

const panel = mount(document, data, tell);
part("theme").onclick = () => {
	const dark = matchMedia("(prefers-color-scheme: dark)").matches;
	const { style } = document.documentElement;
	const now = style.colorScheme || (dark ? "dark" : "light");
	style.colorScheme = now === "dark" ? "light" : "dark";
};
