/* The draws of kpo/robustness, the same to the last bit: random words that hang on the number of
   the draw, the country and the figure or criterion (hashing.py), and what is made of them
   (quantiles.py, figures.py, sampling.py). Only sums, products, quotients and square roots. */

const QUANTILES = 4096;

function keyOf(country, name) {
	let key = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(`${country}:${name}`)) {
		key = Math.imul(key ^ byte, 0x01000193);
	}
	return key;
}

function mixed(word) {
	word ^= word >>> 16;
	word = Math.imul(word, 0x7feb352d);
	word ^= word >>> 15;
	word = Math.imul(word, 0x846ca68b);
	return (word ^ (word >>> 16)) >>> 0;
}

/* The words of draws 1 to `count`; the seed is below 2^32. */
function wordsOf(country, name, count, seed = 0) {
	const key = keyOf(country, name);
	const start = mixed(seed);
	const words = new Uint32Array(count);
	for (let draw = 1; draw <= count; draw += 1) words[draw - 1] = mixed(key ^ mixed(draw + start));
	return words;
}

/* The normal quantiles from the stored half of them: single floats in base64. */
function normalOf(stored) {
	const bytes = Uint8Array.from(atob(stored), (letter) => letter.charCodeAt(0));
	const view = new DataView(bytes.buffer);
	const normal = new Float64Array(QUANTILES);
	for (let i = 0; i < QUANTILES / 2; i += 1) {
		normal[QUANTILES / 2 + i] = view.getFloat32(4 * i, true);
		normal[QUANTILES / 2 - 1 - i] = -normal[QUANTILES / 2 + i];
	}
	return normal;
}

/* exp(deviation z) of one quantile, by a Taylor sum at the 1,024th part, squared ten times. */
function factorOf(deviation, z) {
	const part = (deviation * z) / 1024;
	let out = 1;
	for (let term = 8; term > 0; term -= 1) out = 1 + (part * out) / term;
	for (let i = 0; i < 10; i += 1) out *= out;
	return out;
}

function triangularOf(low, mode, high, step) {
	const u = (step + 0.5) / QUANTILES;
	if (low === high) return mode;
	if (u * (high - low) < mode - low) return low + Math.sqrt(u * ((high - low) * (mode - low)));
	return high - Math.sqrt((1 - u) * ((high - low) * (high - mode)));
}

function tableOf(value) {
	return Float64Array.from({ length: QUANTILES }, (_, step) => value(step));
}

function costsOf(cost, count, normal) {
	const pay = tableOf((step) => cost.pay * factorOf(cost.deviation, normal[step]));
	const paid = wordsOf(cost.country, cost.pay_figure, count);
	const certain = cost.lowest === cost.highest;
	const more = certain ? null
		: tableOf((step) => 1 + triangularOf(cost.lowest, cost.charges, cost.highest, step));
	const added = certain ? null : wordsOf(cost.country, cost.charges_figure, count);
	const out = new Float64Array(count);
	for (let i = 0; i < count; i += 1) {
		out[i] = pay[paid[i] >>> 20] * (certain ? 1 + cost.charges : more[added[i] >>> 20]);
	}
	return out;
}

function pointsOfStep(part, normal) {
	const kept = (points) => Math.min(Math.max(points, 0), 100);
	if ("high" in part) return (step) => part.low + (part.high - part.low) * ((step + 0.5) / QUANTILES);
	if ("zero" in part) {
		return (step) => kept(part.zero + (part.now - part.zero) * factorOf(part.deviation, normal[step]));
	}
	return (step) => kept(part.now + part.deviation * normal[step]);
}

/* The drawn points of one score, in single precision; `clients` keeps the costs of the client. */
function pointsOf(cell, count, normal, clients) {
	const sum = new Float64Array(count);
	for (const part of cell) {
		if ("client" in part) {
			const name = JSON.stringify(part.client);
			if (!clients.has(name)) clients.set(name, costsOf(part.client, count, normal));
			const home = clients.get(name);
			const here = costsOf(part.destination, count, normal);
			for (let i = 0; i < count; i += 1) {
				sum[i] += part.share * (100 * Math.max(1 - here[i] / home[i], 0));
			}
			continue;
		}
		const points = pointsOfStep(part, normal);
		const table = tableOf((step) => part.share * points(step));
		const words = wordsOf(part.country, part.figure, count);
		for (let i = 0; i < count; i += 1) sum[i] += table[words[i] >>> 20];
	}
	return new Float32Array(sum);
}

/* The factors of the weights near the stated ones, an array a criterion; `spreads` are theirs. */
function factorsNear(criteria, spreads, count) {
	return criteria.map((name, j) => Float64Array.from(wordsOf("", name, count),
		(word) => (1 - spreads[j]) + (2 * spreads[j]) * ((word >>> 8) * 2 ** -24)));
}

/* Weights in parts of their sum, added from the left. */
function sharesOf(weights) {
	let total = 0;
	for (const weight of weights) total += weight;
	return weights.map((weight) => weight / total);
}

/* Scores of one draw into `out`: criteria are added one after the other, missing ones left out.
   `rows` hold `certain` (null is missing) and `drawn` (points by draw, or null). */
function scoresOf(rows, weights, draw, geometric, out) {
	for (let i = 0; i < rows.length; i += 1) {
		const { certain, drawn } = rows[i];
		let [sum, total] = [0, 0];
		for (let j = 0; j < weights.length; j += 1) {
			let value = certain[j];
			if (value === null) continue;
			if (drawn[j]) value += drawn[j][draw];
			sum += weights[j] * (geometric ? Math.log(Math.max(value, 1)) : value);
			total += weights[j];
		}
		out[i] = geometric ? Math.exp(sum / total) : sum / total;
	}
}
