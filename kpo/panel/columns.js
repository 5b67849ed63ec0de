/* Selection and order of the rows, and their columns: bars on an axis that ends at the highest
   score, the share of first ranks as a meter, the band of ranks as a line. */

const looks = new Map();

/* Return the view settings of the panel with a key; they change no score and outlive the panel:
   the criterion to sort `by`, the one to align on (`line`), differences to the first (`apart`),
   the `open` row, the `pins`, the text to `find`, and the maximum number of rows (`most`). */
function lookOf(key) {
	if (!looks.has(key)) looks.set(key, { by: null, line: null, apart: false, open: null, pins: [], find: "", most: 0 });
	return looks.get(key);
}

/* Return the pinned rows, and the others as filtered, sorted and limited by the view settings. */
function arranged(standing, { by, pins, find, most }) {
	const pinned = pins.flatMap((country) => standing.filter(({ row }) => row.country === country));
	const rest = standing.filter((one) => !pinned.includes(one) && one.row.name.toLowerCase().includes(find));
	if (by !== null) rest.sort((a, b) => !a.rank - !b.rank || b.row.scores[by] - a.row.scores[by]);
	return [pinned, most ? rest.slice(0, most) : rest];
}

function signed(value) {
	const text = Math.abs(value).toFixed(0);
	return text === "0" ? "0" : `${value < 0 ? "−" : "+"}${text}`;
}

/* Return the contributions to a row's score, or their differences to those of the first row. */
function lengthsOf(one, { look, first }) {
	return look.apart ? one.parts.map((part, j) => part - first.parts[j]) : one.parts;
}

function sumOf(lengths, sign) {
	return lengths.reduce((sum, part) => sum + Math.max(sign * part, 0), 0);
}

/* Return the ends of the axis; `held` are those of the last frame of a drag, which only grow. */
function axisOf(view, held = { low: 0, most: 1 }) {
	const reach = (sign) => view.standing.map((one) => sumOf(lengthsOf(one, view), sign));
	const low = view.look.apart ? -Math.max(-held.low, ...reach(-1)) : 0;
	const most = Math.max(held.most, ...(view.look.apart ? reach(1) : view.standing.map((one) => one.score)));
	return { low, most };
}

/* Return the labels of the axis, each with its position in per cent; the last is at its end. */
function ticksOf({ low, most }, { look, first }) {
	const span = most - low;
	const step = [1, 2, 5, 10, 20].find((size) => span / size < 5) ?? 50;
	const level = `as ${first?.row.name}`;
	const words = (at) => (look.apart ? (at ? signed(at) : level) : at || "0 points");
	const ticks = [];
	for (let at = Math.ceil(low / step) * step; at < most - span / 4; at += step) ticks.push([at, words(at)]);
	const end = look.apart ? (most < 0.5 ? level : signed(most)) : `${most.toFixed(0)}, the highest`;
	return [...ticks, [most, end]].map(([at, text]) => [((at - low) / span) * 100, text]);
}

/* Write labels into a column head, each at its position in per cent of the width. */
function scale(node, ticks) {
	ticks.forEach(([at, text], i) => {
		const mark = node.children[i] ?? node.appendChild(element("i"));
		say(mark, String(text));
		mark.style.left = `${at}%`;
	});
	while (node.children.length > ticks.length) node.lastChild.remove();
}

/* Return the labels of the ranks: all if there are fewer than nine, else the first and the last. */
function ranksOf(last) {
	const all = Array.from({ length: last }, (_, i) => i + 1);
	return (last < 9 ? all : [1, last]).map((rank) => [rankAt(rank, last), rank]);
}

function rankAt(rank, last) {
	return last > 1 ? ((rank - 1) / (last - 1)) * 100 : 0;
}

/* Draw a row's bar: negative parts first, then the criterion to align on, then the others. */
function drawBar(row, one, view, { low, most }) {
	const lengths = lengthsOf(one, view);
	const before = (view.look.apart ? -sumOf(lengths, -1) : 0) - low;
	const part = 100 / Math.max(most - low - before, TIE);
	const start = `${(100 * before) / (most - low)}%`;
	if (row.start !== start) row.bar.style.paddingLeft = row.start = start;
	lengths.forEach((length, j) => {
		const bar = row.parts[j];
		const share = Math.abs(length) * part;
		const turn = length < 0 ? -2 : -(j === view.look.line);
		if (bar.share !== share) bar.style.width = `${bar.share = share}%`;
		if (bar.turn !== turn) bar.style.order = bar.turn = turn;
	});
}

/* Draw a row's share of first ranks as a meter and a number, and its band of ranks as a line with
   a dot at its rank. */
function drawSure(row, { rank }, last, chance, band) {
	const share = parseFloat(chance.replace(/[<>] /, ""));
	const [best, worst = best] = band.match(/\d+/g) ?? [];
	const spot = [chance, band, rank, last].join();
	if (row.spot === spot) return;
	row.spot = spot;
	say(row.likely, share === 0 ? "" : chance);
	row.meter.hidden = !share;
	row.level.style.width = `${share}%`;
	row.band.title = band && `Ranks ${band.replace("\n", ", ")}`;
	row.track.hidden = row.dot.hidden = !rank || last < 2;
	row.dot.style.left = `${rankAt(rank, last)}%`;
	row.line.hidden = !best;
	row.line.style.left = `${rankAt(best, last)}%`;
	row.line.style.width = `${rankAt(worst, last) - rankAt(best, last)}%`;
}
