/* A panel without Python behind it: after each step the places are drawn anew, and whoever shows
   the panel is told what is found. `given` holds what Python said of the weights it began with. */

function spoken(share) {
	if (!share) return "none";
	return shareWords(share).replace("<", "less than").replace(">", "more than");
}

function shareOf(share) {
	const draws = DRAWS.toLocaleString("en");
	return share === 1 ? `all ${draws}` : `${spoken(share)} of ${draws}`;
}

/* The finding under the weights that stand now; the first of it is Python's own. */
function finding(given, standing, chances) {
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
	const verdict = !second?.rank ? "" : { clear: ", clearly", open: ", but the race is open",
		contested: `, contested by ${rival && name(rival)}` }[verdictOf(share)];
	const other = rival && share < 0.8
		? `; ${name(rival)} in ${spoken(chances.get(rival.row.country).first)}` : "";
	return [`${capital(name(first))} leads for ${given.work}${verdict}`,
		`First in ${shareOf(share)} nearby weightings${given.doubts ? " and figures" : ""}${other}. `
		+ "Drawn in this browser, for your weights."];
}

function verdictOf(share) {
	return share >= 0.8 ? "clear" : share >= 0.5 ? "contested" : "open";
}

function sure(rows, found, standing) {
	const ranks = new Map(standing.map((one) => [one.row.country, one.rank]));
	return rows.map((row, i) => {
		if (!found[i]) return { ...row, p_first: "", band: "" };
		const { first, band, counts } = found[i];
		const word = verdictOf(counts[ranks.get(row.country) - 1] / DRAWS);
		return { ...row, p_first: shareWords(first), band: `${[...new Set(band)].join("–")}\n${word}` };
	});
}

function livePanel(root, given, changed) {
	const geometric = given.panel.method === "geometric";
	let once = null;
	let data = given.panel;
	let asked = 0;

	function follow({ weights, locks }) {
		const same = ({ id }) => Math.abs(given.panel.weights[id] - weights[id]) < TIE;
		const start = data.criteria.every(same);
		const ordered = data.criteria.map(({ id }) => weights[id]);
		const standing = ranked(data.rows, ordered, geometric);
		if (!start) once ??= drawnOnce(data.criteria.map(({ id }) => id), given.doubts, given.spreads);
		const found = start ? [] : chancesOf(data.rows, ordered, geometric, once);
		const chances = new Map(data.rows.map((row, i) => [row.country, found[i]]));
		const rows = start ? given.panel.rows : sure(data.rows, found, standing);
		const [title, sentence] = start ? given.finding : finding(given, standing, chances);
		data = { ...data, weights, locks, rows };
		panel.update(data, tell);
		changed({ start, title, sentence, weights, locks, standing });
	}

	/* After the frame that shows the step, so that the drawing of places holds nothing up. */
	function tell(change) {
		clearTimeout(asked);
		asked = setTimeout(follow, 60, change);
	}

	const panel = mount(root, data, tell);
	return {
		back: () => follow(given.panel),
		destroy() {
			clearTimeout(asked);
			panel.destroy();
		},
	};
}
