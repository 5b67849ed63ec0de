/* The formulas, as in Python. Arrays follow the criteria; a missing score is null. */

const TIE = 1e-9;

/* Weights are rescaled over the criteria present. */
function scoreOf(weights, scores, geometric) {
	const parts = new Array(weights.length).fill(0);
	let total = 0;
	scores.forEach((z, j) => { if (z !== null) total += weights[j]; });
	if (!(total > 0)) return { score: null, parts };
	let sum = 0;
	scores.forEach((z, j) => {
		if (z === null) return;
		parts[j] = (weights[j] / total) * (geometric ? Math.log(Math.max(z, 1)) : z);
		sum += parts[j];
	});
	if (!geometric) return { score: sum, parts };
	const score = Math.exp(sum);
	scores.forEach((z, j) => {
		if (z !== null) parts[j] = sum > 0 ? (score * parts[j]) / sum : (score * weights[j]) / total;
	});
	return { score, parts };
}

/* Best first. Scores within 1e-9 of the first of their group share its rank and stand by name,
   then code; a row without a score comes last. */
function ranked(rows, weights, geometric) {
	const all = rows.map((row) => ({ row, ...scoreOf(weights, row.scores, geometric) }));
	const key = ({ row }) => `${row.name}\0${row.country}`;
	const byName = (a, b) => (key(a) < key(b) ? -1 : 1);
	const out = all.filter((one) => one.score !== null).sort((a, b) => b.score - a.score);
	for (let i = 0; i < out.length;) {
		let end = i + 1;
		while (end < out.length && out[i].score - out[end].score <= TIE) end += 1;
		const group = out.slice(i, end).sort(byName);
		const place = { rank: i + 1, tied: end - i > 1 };
		out.splice(i, group.length, ...group.map((one) => Object.assign(one, place)));
		i = end;
	}
	return out.concat(all.filter((one) => one.score === null).sort(byName));
}

/* Set one weight; the other unlocked ones are scaled to fill 100, equally if they are all 0. */
function setWeight(weights, locks, i, value) {
	const free = [...weights.keys()].filter((j) => j !== i && !locks[j]);
	if (!free.length) return weights.slice();
	const fixed = weights.reduce((sum, w, j) => sum + (locks[j] && j !== i ? w : 0), 0);
	const own = Math.min(Math.max(value, 0), 100 - fixed);
	const old = free.reduce((sum, j) => sum + weights[j], 0);
	const rest = 100 - fixed - own;
	return weights.map((w, j) => {
		if (j === i) return own;
		if (locks[j]) return w;
		return old > 1e-12 ? (w * rest) / old : rest / free.length;
	});
}

/* The two that divider d (after segment d) trades between: the nearest unlocked ones. */
function tradePartners(locks, d) {
	const left = locks.lastIndexOf(false, d);
	const right = locks.indexOf(false, d + 1);
	return left < 0 || right < 0 ? null : [left, right];
}

function tradeDivider(weights, locks, d, value) {
	const pair = tradePartners(locks, d);
	const out = weights.slice();
	if (!pair) return out;
	const sum = weights[pair[0]] + weights[pair[1]];
	out[pair[0]] = Math.min(Math.max(value, 0), sum);
	out[pair[1]] = sum - out[pair[0]];
	return out;
}

/* Whole per cents that sum to 100 (largest remainder), or halves. */
function wholePercents(weights) {
	if (weights.every((w) => Math.abs(w - Math.floor(w) - 0.5) < TIE)) return weights.slice();
	const out = weights.map((w) => Math.floor(w + TIE));
	const rests = weights.map((w, j) => ({ j, rest: w - out[j] }));
	rests.sort((a, b) => (Math.abs(a.rest - b.rest) < TIE ? a.j - b.j : b.rest - a.rest));
	let left = Math.round(weights.reduce((a, b) => a + b, 0)) - out.reduce((a, b) => a + b, 0);
	for (let k = 0; left > 0 && k < rests.length; k += 1, left -= 1) out[rests[k].j] += 1;
	return out;
}

/* Each criterion's share of the sum of the parts' standard deviations; null if all are 0. */
function pulls(standing) {
	const scored = standing.filter((one) => one.score !== null);
	const mean = (of) => scored.reduce((sum, one) => sum + of(one.parts), 0) / scored.length;
	const spreads = standing[0]?.parts.map((_, j) => {
		const centre = mean((parts) => parts[j]);
		return Math.sqrt(mean((parts) => (parts[j] - centre) ** 2));
	});
	const total = spreads?.reduce((a, b) => a + b, 0);
	return total > TIE ? spreads.map((spread) => spread / total) : null;
}
