/* How sure the places are near the stated weights, as in kpo/robustness: each weight times a
   uniform factor from 1 - spread to 1 + spread, its own or SPREAD, and the figures drawn anew where they are in doubt.
   The draws are the server's own (draws.js). */

const DRAWS = 10000;
const SPREAD = 0.25;

function bandOf(counts) {
	const reach = (share) => {
		let sum = 0;
		return counts.findIndex((count) => (sum += count) >= Math.ceil(share * DRAWS - 1e-6)) + 1;
	};
	return [reach(0.05), reach(0.95)];
}

/* Sorts `order`, which is nearly so, by falling values. */
function sortFalling(order, values) {
	for (let place = 1; place < order.length; place += 1) {
		const row = order[place];
		let at = place;
		for (; at > 0 && values[order[at - 1]] < values[row]; at -= 1) order[at] = order[at - 1];
		order[at] = row;
	}
}

/* What can be drawn once for all weights: points of the doubtful figures, factors of the weights. */
function drawnOnce(criteria, doubts, spreads = criteria.map(() => SPREAD)) {
	const normal = doubts && normalOf(doubts.normal);
	const clients = new Map();
	const drawn = new Map(Object.entries(doubts?.rows ?? {}).map(([country, { certain, cells }]) => [
		country,
		{ certain, drawn: cells.map((cell) => cell && pointsOf(cell, DRAWS, normal, clients)) },
	]));
	return { drawn, factors: factorsNear(criteria, spreads, DRAWS) };
}

/* {first, band, counts} for each row that is ranked, null for the client and those left out. */
function chancesOf(rows, weights, geometric, once) {
	const used = rows.map((row) => !row.aside);
	const none = weights.map(() => null);
	const table = rows.filter((_, i) => used[i]).map((row) =>
		once.drawn.get(row.country) ?? { certain: row.scores, drawn: none });
	const counts = table.map(() => new Array(table.length).fill(0));
	const shares = sharesOf(weights);
	const [now, scores] = [weights.slice(), new Float64Array(table.length)];
	const order = table.map((_, i) => i);
	for (let draw = 0; draw < DRAWS; draw += 1) {
		for (let j = 0; j < now.length; j += 1) now[j] = shares[j] * once.factors[j][draw];
		scoresOf(table, now, draw, geometric, scores);
		sortFalling(order, scores);
		for (let place = 0, head = 0; place < order.length; place += 1) {
			if (scores[order[head]] - scores[order[place]] > TIE) head = place;
			counts[order[place]][head] += 1;
		}
	}
	let i = -1;
	return used.map((is) => (is ? { first: counts[i += 1][0] / DRAWS, band: bandOf(counts[i]), counts: counts[i] }
		: null));
}

function shareWords(share) {
	if (share > 0 && share < 0.005) return "< 1 %";
	return share >= 0.995 && share < 1 ? "> 99 %" : `${Math.round(100 * share)} %`;
}
