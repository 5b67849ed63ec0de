/* Random draws of weights and figures, equal to those of the server to the last bit: hashes of the
   number of the draw, the country and the figure or criterion (kpo/mcda/hashing.py), turned into
   factors and points (quantiles.py, uncertain_scores.py). Drawing uses only sums, products,
   quotients and square roots, which every browser rounds alike. */

const DRAWS = 10000;
const QUANTILES = 4096;

/* Return the FNV-1a hash of a country's figure, or of a criterion's weight (empty `country`). */
function keyOf(country, name) {
	let key = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(`${country}:${name}`)) {
		key = Math.imul(key ^ byte, 0x01000193);
	}
	return key;
}

/* The mixing function lowbias32. */
function mixed(word) {
	word ^= word >>> 16;
	word = Math.imul(word, 0x7feb352d);
	word ^= word >>> 15;
	word = Math.imul(word, 0x846ca68b);
	return (word ^ (word >>> 16)) >>> 0;
}

/* Map an array to doubles; `number` gets each element and its index. */
function numbersOf(words, number) {
	const out = new Float64Array(words.length);
	for (let i = 0; i < words.length; i += 1) out[i] = number(words[i], i);
	return out;
}

const drawWords = new Map();

/* Return the hash of every draw, from draw 1 on, for a key; the seed is below 2^32. */
function wordsOf(key, seed = 0) {
	if (!drawWords.has(seed)) {
		const start = mixed(seed);
		drawWords.set(seed, Uint32Array.from({ length: DRAWS }, (_, i) => mixed(i + 1 + start)));
	}
	const numbers = drawWords.get(seed);
	const words = new Uint32Array(DRAWS);
	for (let i = 0; i < DRAWS; i += 1) words[i] = mixed(key ^ numbers[i]);
	return words;
}

/* Return the normal quantiles; `stored` holds the upper half as single floats in base64. */
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

/* Return exp(deviation * z): the Taylor polynomial of degree 8 at 1/1024 of the exponent, squared
   ten times. */
function factorOf(deviation, z) {
	const part = (deviation * z) / 1024;
	let out = 1;
	for (let term = 8; term > 0; term -= 1) out = 1 + (part * out) / term;
	for (let i = 0; i < 10; i += 1) out *= out;
	return out;
}

/* Return the quantile of a triangular distribution at the middle of a step. */
function triangularOf(low, mode, high, step) {
	const u = (step + 0.5) / QUANTILES;
	if (low === high) return mode;
	if (u * (high - low) < mode - low) return low + Math.sqrt(u * ((high - low) * (mode - low)));
	return high - Math.sqrt((1 - u) * ((high - low) * (high - mode)));
}

/* Return the factors on one criterion's weight, uniform from 1 - spread to 1 + spread. */
function weightFactors(name, spread) {
	return numbersOf(wordsOf(keyOf("", name)),
		(word) => (1 - spread) + (2 * spread) * ((word >>> 8) * 2 ** -24));
}

/* Return a function that draws one score, given its parts as kpo/panel/draws.py packs them. */
function figureDraws(stored) {
	const normal = normalOf(stored);
	const kept = new Map();
	const once = (name, make) => kept.get(name) ?? kept.set(name, make()).get(name);
	const table = (value) => normal.map((_, step) => value(step));
	const factors = (deviation) =>
		once(deviation, () => normal.map((z) => factorOf(deviation, z)));
	const cut = (points) => within(points, 0, 100);

	/* Return an employer's cost in each draw: pay times a lognormal factor, plus the charges. */
	function costs([pay, deviation, low, mode, high, payKey, chargesKey]) {
		const paid = factors(deviation).map((factor) => pay * factor);
		const charged = table((step) => 1 + triangularOf(low, mode, high, step));
		const [pays, charges] = [payKey, chargesKey].map((key) => wordsOf(key));
		return numbersOf(pays, (word, i) => paid[word >>> 20] * charged[charges[i] >>> 20]);
	}

	const laws = {
		normal: (now, deviation) => (step) => cut(now + deviation * normal[step]),
		lognormal: (zero, now, deviation) => (step) =>
			cut(zero + (now - zero) * factors(deviation)[step]),
		uniform: (low, high) => (step) => low + (high - low) * ((step + 0.5) / QUANTILES),
	};

	/* `home` is the client's cost. The sum is rounded once, to single precision, as in Python. */
	return (parts, home) => {
		const sum = new Float64Array(DRAWS);
		for (const [law, share, key, ...numbers] of parts) {
			if (law === "saving") {
				const here = costs(numbers);
				const there = once(JSON.stringify(home), () => costs(home));
				for (let i = 0; i < DRAWS; i += 1) {
					sum[i] += share * (100 * Math.max(1 - here[i] / there[i], 0));
				}
				continue;
			}
			const points = laws[law](...numbers);
			const shared = table((step) => share * points(step));
			const words = wordsOf(key);
			for (let i = 0; i < DRAWS; i += 1) sum[i] += shared[words[i] >>> 20];
		}
		return new Float32Array(sum);
	};
}

/* Return weights as shares of their sum, which is added from the left, as in Python. */
function sharesOf(weights) {
	let total = 0;
	for (const weight of weights) total += weight;
	return weights.map((weight) => weight / total);
}

/* Write the scores of one draw into `out`, adding the criteria in their order. By criterion, a row
   holds its `certain` points and an array of `drawn` ones by draw, if any; for the geometric mean
   both are logarithms. */
function scoresOf(rows, weights, draw, geometric, out) {
	rows.forEach(({ certain, drawn }, i) => {
		let [sum, total] = [0, 0];
		for (let j = 0; j < weights.length; j += 1) {
			sum += weights[j] * (drawn[j] ? certain[j] + drawn[j][draw] : certain[j]);
			total += weights[j];
		}
		out[i] = geometric ? Math.exp(sum / total) : sum / total;
	});
}
