/* Rank acceptability while the weights change, with the same counts as kpo/robustness.

   The drawn figures do not depend on the weights and are cached for each row. A divider moves
   weight between two criteria, so that in each draw the weighted sum of a row is linear in one
   weight: `rest` + weight * `slope`. It is not divided by the sum of the drawn weights, which is
   the same for all rows. Sums that rounding errors could reorder are computed again with the
   additions in the server's order. */

/* With more than FEW rows, ranks are counted in SOME of the draws at first. */
const SOME = 1000;
const FEW = 12;

/* Add `scale` times the drawn weight factor times the points of one criterion to some draws. */
function addTo(out, scale, factor, certain, drawn, start, end) {
	const all = scale * certain;
	if (drawn) for (let d = start; d < end; d += 1) out[d] += scale * factor[d] * (certain + drawn[d]);
	else for (let d = start; d < end; d += 1) out[d] += all * factor[d];
}

/* Return the lowest and the highest points of one criterion in all draws. */
function endsOf(certain, drawn) {
	if (!drawn) return [certain, certain];
	let [low, high] = [Infinity, -Infinity];
	for (let d = 0; d < DRAWS; d += 1) {
		if (drawn[d] < low) low = drawn[d];
		if (drawn[d] > high) high = drawn[d];
	}
	return [certain + low, certain + high];
}

/* Raise the best score of each draw to that of a row. Return false if the row is behind the best
   by `near` or more in every draw. */
function raise(best, { rest, slope }, at, near) {
	let touched = false;
	for (let d = 0; d < DRAWS; d += 1) {
		const value = rest[d] + at * slope[d];
		if (best[d] - value < near) {
			touched = true;
			if (value > best[d]) best[d] = value;
		}
	}
	return touched;
}

/* Return the number of draws in which a row is the best or within `near` of it; the latter draws
   are appended to `close`. */
function countNear(best, { rest, slope }, at, near, close) {
	let count = 0;
	for (let d = 0; d < DRAWS; d += 1) {
		const gap = best[d] - (rest[d] + at * slope[d]);
		if (gap < near) {
			count += 1;
			if (gap) close.push(d);
		}
	}
	return count;
}

/* Sort `order` by descending values: an insertion sort, since it is nearly sorted already. */
function sortFalling(order, values) {
	for (let place = 1; place < order.length; place += 1) {
		const row = order[place];
		let at = place;
		for (; at > 0 && values[order[at - 1]] < values[row]; at -= 1) order[at] = order[at - 1];
		order[at] = row;
	}
}

/* Write the rank of each place, from 0, into `heads`; values within `near` tie. Unless `exact`,
   return false if values differ by so little. */
function rankedInto(order, values, heads, near, exact) {
	let head = 0;
	for (let place = 1; place < order.length; place += 1) {
		const gap = values[order[head]] - values[order[place]];
		if (gap > near) head = place;
		else if (gap && !exact) return false;
		heads[place] = head;
	}
	return true;
}

/* Return the 5 % and 95 % quantiles of the rank. */
function bandOf(counts, draws) {
	return [0.05, 0.95].map((share) => {
		let sum = 0;
		return counts.findIndex((count) => (sum += count) >= Math.ceil(share * draws - 1e-6)) + 1;
	});
}

/* Return the functions that count; `stored` are the normal quantiles as text. Call `take` first. */
function rankChances(stored) {
	const figures = figureDraws(stored);
	const best = new Float64Array(DRAWS);
	let [kept, rows, spreads, factors, data, line, found] = [new Map(), [], []];

	/* Take a payload; the draws of rows whose figures are unchanged are kept. */
	function take(next) {
		const before = kept;
		let fresh = false;
		data = next;
		const wide = data.criteria.map((_, j) => data.spread?.[j] ?? data.spread);
		if (wide.join() !== spreads.join()) {
			fresh = true;
			spreads = wide;
			factors = data.criteria.map(({ id }, j) => weightFactors(id, spreads[j]));
		}
		kept = new Map();
		rows = data.rows.filter((row) => !row.aside).map(({ country, scores, doubts }) => {
			const key = JSON.stringify([country, data.method, data.home, scores, doubts]);
			const row = before.get(key) ?? { country, scores, doubts };
			fresh ||= !before.has(key);
			kept.set(key, row);
			return row;
		});
		found = null;
		if (fresh) line = null;
	}

	/* Draw the figures of a row, for the geometric mean as logarithms. */
	function draw(row) {
		const log = data.method === "geometric" && ((value) => Math.log(Math.max(value, 1)));
		const cells = row.scores.map((_, j) => row.doubts?.[j]);
		row.certain = row.scores.map((value, j) => cells[j]?.[0] ?? value);
		row.drawn = cells.map((cell) => cell && figures(cell.slice(1), data.home));
		if (log) {
			row.drawn = row.drawn.map((points, j) =>
				points && numbersOf(points, (value) => log(row.certain[j] + value)));
			row.certain = row.certain.map((value, j) => (cells[j] ? 0 : log(value)));
		}
		const ends = row.certain.map((value, j) => endsOf(value, row.drawn[j]));
		Object.assign(row, { low: ends.map(([low]) => low), high: ends.map(([, high]) => high),
			rest: new Float64Array(DRAWS), slope: new Float64Array(DRAWS), done: 0 });
	}

	/* Draw the figures of all rows until a deadline; return whether all are drawn. */
	function prepare(until) {
		return rows.every((row) => row.rest || (performance.now() < until && (draw(row), true)));
	}

	/* Choose the pair of criteria along whose weights the sums are linear: `ahead`, or the two whose
	   weights have changed. Earlier lines are kept while only the weights of their pair change.
	   Return the weight of the first of the pair. */
	function aim(weights, ahead) {
		const moved = (old) => [...weights.keys()].filter((j) => weights[j] !== old[j]);
		const sum = (pair) => pair.reduce((all, j) => all + weights[j], 0);
		if (!line || (ahead && ahead.join() !== line.pair.join()) || moved(line.weights).some((j) => !line.pair.includes(j))
			|| Math.abs(sum(line.pair) - line.sum) > TIE) {
			const pair = ahead ?? moved(found?.weights ?? data.criteria.map(({ id }) => data.weights[id]));
			if (pair.length !== 2) pair.splice(0, Infinity, 0, 1);
			line = { weights, pair, sum: sum(pair) };
			rows.forEach((row) => { row.done = 0; });
		}
		return weights[line.pair[0]];
	}

	/* Compute `rest` and `slope` of a row for the draws before `end`. */
	function extend(row, end) {
		const { rest, slope, certain, drawn, done } = row;
		if (done >= end) return;
		const [own, other] = line.pair;
		rest.fill(0, done, end);
		slope.fill(0, done, end);
		factors.forEach((factor, j) => {
			const add = (out, scale) =>
				scale && addTo(out, scale, factor, certain[j], drawn[j], done, end);
			if (j === own) add(slope, 1);
			else add(rest, j === other ? line.sum : line.weights[j]);
			if (j === other) add(slope, -1);
		});
		row.done = end;
	}

	/* Return whether the bounds of weights and figures put a row ahead of another in every draw. */
	function always(row, other, weights, near) {
		let least = 0;
		for (let j = 0; j < weights.length; j += 1) {
			const gap = row.low[j] - other.high[j];
			least += weights[j] * (gap > 0 ? 1 - spreads[j] : 1 + spreads[j]) * gap;
		}
		return least > near;
	}

	/* Compute the scores of some rows in one draw, with the additions in the server's order. */
	function exactly(some, weights, d, out) {
		const drawn = sharesOf(weights).map((share, j) => share * factors[j][d]);
		scoresOf(some, drawn, d, data.method === "geometric", out);
	}

	/* Return the rows that can be first, each with the number of draws in which it is. */
	function firsts(weights, at, near) {
		best.fill(-Infinity);
		const some = rows.filter((row) => {
			if (rows.some((other) => other !== row && always(other, row, weights, near))) return false;
			extend(row, DRAWS);
			return raise(best, row, at, near);
		});
		const scores = new Float64Array(some.length);
		return new Map(some.map((row, i) => {
			const close = [];
			const count = countNear(best, row, at, near, close);
			const behind = close.filter((d) => {
				exactly(some, weights, d, scores);
				return Math.max(...scores) - scores[i] > TIE;
			});
			return [row, count - behind.length];
		}));
	}

	/* Count the ranks in the next draws, up to `end`. */
	function count(end) {
		const { counts, at, near, weights } = found;
		const [values, heads] = [new Float64Array(rows.length), new Uint16Array(rows.length)];
		const order = rows.map((_, i) => i);
		rows.forEach((row) => extend(row, end));
		for (let d = found.done; d < end; d += 1) {
			for (let i = 0; i < rows.length; i += 1) values[i] = rows[i].rest[d] + at * rows[i].slope[d];
			sortFalling(order, values);
			if (!rankedInto(order, values, heads, near, false)) {
				exactly(rows, weights, d, values);
				sortFalling(order, values);
				rankedInto(order, values, heads, TIE, true);
			}
			for (let place = 0; place < order.length; place += 1) counts[order[place]][heads[place]] += 1;
		}
		found.done = end;
	}

	/* Return the rank acceptability of each country: `first` from all draws, `band` and `ranks` from
	   those counted so far. `ahead` is the pair of criteria whose weights will change next. */
	function chances(weights, ahead) {
		if (!found || ahead || weights.some((value, j) => value !== found.weights[j])) {
			prepare(Infinity);
			const at = aim(weights, ahead);
			const near = 2.1 * TIE * weights.reduce((sum, value) => sum + value, 0);
			const counts = rows.map(() => new Array(rows.length).fill(0));
			found = { weights, at, near, counts, first: firsts(weights, at, near), done: 0 };
			count(rows.length > FEW ? SOME : DRAWS);
		}
		const { first, counts, done } = found;
		return new Map(rows.map((row, i) => [row.country, {
			first: (first.get(row) ?? 0) / DRAWS,
			band: bandOf(counts[i], done),
			ranks: counts[i],
			draws: done,
		}]));
	}

	/* Draw and count what is left until a deadline; return whether all is done. */
	function settle(until) {
		if (!prepare(until)) return false;
		const left = () => found && found.done < DRAWS;
		while (left() && performance.now() < until) count(Math.min(found.done + 200, DRAWS));
		return !left();
	}

	return { take, of: chances, settle };
}
