/* How sure the places are near the stated weights, as in kpo/robustness: each weight times a
   uniform factor from 1 - SPREAD to 1 + SPREAD. The draws are this browser's own, from a seed. */

const DRAWS = 10000;
const SPREAD = 0.25;

function uniform(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/* The rank of each value, the greatest first; equals share the lower number. */
function ranksOf(values) {
	const order = values.map((_, i) => i).sort((a, b) => values[b] - values[a]);
	const ranks = new Array(values.length);
	let first = 0;
	order.forEach((row, i) => {
		if (values[order[first]] - values[row] > TIE) first = i;
		ranks[row] = first + 1;
	});
	return ranks;
}

function bandOf(counts) {
	const reach = (share) => {
		let sum = 0;
		return counts.findIndex((count) => (sum += count) >= share * DRAWS - 1e-6) + 1;
	};
	return [reach(0.05), reach(0.95)];
}

/* {first, band, counts} for each row that has a score under these weights, null for the others. */
function chancesOf(rows, weights, geometric) {
	const next = uniform(20261122);
	const used = rows.map((row) => scoreOf(weights, row.scores, geometric).score !== null);
	const scored = rows.filter((_, i) => used[i]);
	const table = scored.map(({ scores }) => scores.map((z) => (z === null ? null
		: geometric ? Math.log(Math.max(z, 1)) : z)));
	const counts = table.map(() => new Array(table.length).fill(0));
	for (let draw = 0; draw < DRAWS; draw += 1) {
		const drawn = weights.map((w) => w * (1 - SPREAD + 2 * SPREAD * next()));
		const means = table.map((scores) => {
			let [sum, total] = [0, 0];
			for (let j = 0; j < drawn.length; j += 1) {
				if (scores[j] === null) continue;
				sum += drawn[j] * scores[j];
				total += drawn[j];
			}
			return sum / total;
		});
		ranksOf(means).forEach((rank, i) => { counts[i][rank - 1] += 1; });
	}
	let i = -1;
	return used.map((is) => (is ? { first: counts[i += 1][0] / DRAWS, band: bandOf(counts[i]), counts: counts[i] }
		: null));
}

function shareWords(share) {
	if (share > 0 && share < 0.005) return "< 1 %";
	return share >= 0.995 && share < 1 ? "> 99 %" : `${Math.round(100 * share)} %`;
}
