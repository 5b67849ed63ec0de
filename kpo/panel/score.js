/* Scores, ranks and weights, computed as in Python (kpo/scoring, kpo/mcda). Arrays are in the order
   of the criteria; weights sum to 100 and are multiples of 0.0001. */

const TIE = 1e-9;
const STEP = 10000;

function within(value, least, most) {
	return Math.max(least, Math.min(value, most));
}

/* Return a score and the contribution of each criterion to it. Contributions to a geometric mean
   are in proportion to the weighted logarithms. */
function scoreOf(weights, scores, geometric) {
	const total = weights.reduce((sum, w) => sum + w, 0);
	const parts = scores.map((z, j) =>
		(weights[j] / total) * (geometric ? Math.log(Math.max(z, 1)) : z));
	const sum = parts.reduce((all, part) => all + part, 0);
	if (!geometric) return { score: sum, parts };
	const score = Math.exp(sum);
	return { score, parts: parts.map((part, j) =>
		(sum > 0 ? (score * part) / sum : (score * weights[j]) / total)) };
}

/* Return the rows, best first, then those that are not ranked: the client, and left-out ones by
   score. Scores within TIE of the best of their group share its rank, in the order of name and
   code. `would` is the rank that an unranked row would have. */
function ranked(rows, weights, geometric) {
	const all = rows.map((row) => ({ row, ...scoreOf(weights, row.scores, geometric) }));
	const aside = all.filter((one) => one.row.aside);
	const key = ({ row }) => `${row.name}\0${row.country}`;
	const byName = (a, b) => (key(a) < key(b) ? -1 : 1);
	const out = all.filter((one) => !one.row.aside).sort((a, b) => b.score - a.score);
	for (let i = 0; i < out.length;) {
		let end = i + 1;
		while (end < out.length && out[i].score - out[end].score <= TIE) end += 1;
		const group = out.slice(i, end).sort(byName);
		const place = { rank: i + 1, tied: end - i > 1 };
		out.splice(i, group.length, ...group.map((one) => Object.assign(one, place)));
		i = end;
	}
	const above = ({ score }) => out.filter((one) => one.score > score + TIE).length;
	aside.forEach((one) => { one.would = above(one) + 1; });
	const home = ({ row }) => row.aside === "home";
	return out.concat(aside.sort((a, b) => home(b) - home(a) || b.score - a.score));
}

function rounded(value, parts) {
	return Math.floor(value * parts + 0.5) / parts;
}

/* Round weights to multiples of 0.0001 that sum to 100, by largest remainder. Those for which
   `keep(index)` is true take no part of the remainder, unless it is true for all. */
function stepped(weights, keep = () => false) {
	const steps = weights.map((w) => rounded(w * STEP, 1e6));
	const whole = steps.map((s, j) => Math.floor(s + (keep(j) ? 0.5 : 0)));
	const free = [...weights.keys()].filter((j) => !keep(j));
	const moving = free.length ? free : [...weights.keys()];
	moving.sort((a, b) => (whole[a] - steps[a]) - (whole[b] - steps[b]));
	const left = 100 * STEP - whole.reduce((a, b) => a + b, 0);
	for (let k = 0; k < left; k += 1) whole[moving[k % moving.length]] += 1;
	return whole.map((w) => w / STEP);
}

/* Set weight i; the other unlocked ones are scaled so that all sum to 100, or made equal if they
   are all 0. */
function setWeight(weights, locks, i, value) {
	const free = [...weights.keys()].filter((j) => j !== i && !locks[j]);
	if (!free.length) return weights.slice();
	const fixed = weights.reduce((sum, w, j) => sum + (locks[j] && j !== i ? w : 0), 0);
	const own = within(rounded(value, STEP), 0, 100 - fixed);
	const old = free.reduce((sum, j) => sum + weights[j], 0);
	const rest = 100 - fixed - own;
	const next = weights.map((w, j) => {
		if (j === i) return own;
		if (locks[j]) return w;
		return old > 1e-12 ? (w * rest) / old : rest / free.length;
	});
	return stepped(next, (j) => j === i || locks[j]);
}

/* Return the two criteria that divider d, to the right of segment d, moves weight between: the
   nearest unlocked one on each side. Null if a side has none. */
function tradePartners(locks, d) {
	const left = locks.lastIndexOf(false, d);
	const right = locks.indexOf(false, d + 1);
	return left < 0 || right < 0 ? null : [left, right];
}

/* Set the weight to the left of divider d; the weight to its right takes the difference. */
function tradeDivider(weights, locks, d, value) {
	const pair = tradePartners(locks, d);
	const out = weights.slice();
	if (!pair) return out;
	const sum = rounded(weights[pair[0]] + weights[pair[1]], STEP);
	out[pair[0]] = within(rounded(value, STEP), 0, sum);
	out[pair[1]] = rounded(sum - out[pair[0]], STEP);
	return out;
}

/* Round weights to whole per cents that sum to 100, by largest remainder; if all are equal, to one
   decimal instead. */
function wholePercents(weights) {
	if (Math.max(...weights) - Math.min(...weights) < 2 / STEP) return weights.map((w) => rounded(w, 10));
	const out = weights.map((w) => Math.floor(w + TIE));
	const rests = weights.map((w, j) => ({ j, rest: w - out[j] }));
	rests.sort((a, b) => (Math.abs(a.rest - b.rest) < TIE ? a.j - b.j : b.rest - a.rest));
	let left = Math.round(weights.reduce((a, b) => a + b, 0)) - out.reduce((a, b) => a + b, 0);
	for (let k = 0; left > 0 && k < rests.length; k += 1, left -= 1) out[rests[k].j] += 1;
	return out;
}

/* Return the pull of each criterion: the standard deviation of its contributions to the ranked
   rows, as a share of the sum over all criteria. Null if that sum is 0. */
function pulls(all) {
	const standing = all.filter((one) => one.rank);
	const mean = (of) => standing.reduce((sum, one) => sum + of(one.parts), 0) / standing.length;
	const spreads = standing[0]?.parts.map((_, j) => {
		const centre = mean((parts) => parts[j]);
		return Math.sqrt(mean((parts) => (parts[j] - centre) ** 2));
	});
	const total = spreads?.reduce((a, b) => a + b, 0);
	return total > TIE ? spreads.map((spread) => spread / total) : null;
}
