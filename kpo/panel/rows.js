/* The rows of the ranking with their tooltip, and the ranking as a table. */

const MAX_LACKING = 2;

/* Return a rank as text; in brackets, the rank that a left-out destination would have. */
function placeOf({ rank, tied, would, row }) {
	if (rank) return `${rank}${tied ? "=" : ""}`;
	return row.aside === "home" ? "" : `(${would})`;
}

function scoreText({ score }) {
	return score.toFixed(0);
}

/* Return the share of the weight for which a row has figures; empty if it rounds to 100 %. */
function knownOf({ coverage }, weights) {
	const share = coverage ? coverage.reduce((sum, c, j) => sum + (c * weights[j]) / 100, 0) : 1;
	return share < 0.995 ? `${Math.round(share * 100)} % known` : "";
}

/* Return the words for criteria that have weight. */
function counted(named, weights) {
	return named.filter(([j]) => weights[j]).map(([, words]) => words);
}

function noteOf({ notes }, weights) {
	const one = ([named, word]) => counted(named, weights).join(", ").replace(/.$/, `$&${word}`);
	return notes.map(one).filter(Boolean).join(" · ");
}

/* Return the share of the weight for which a row has figures, with its missing figures. The style
   sheet hides it if the share is the same for all rows (`alike`). */
function knownBeside(row, weights) {
	const known = knownOf(row, weights);
	const lacking = counted(row.lacking ?? [], weights);
	const more = lacking.splice(MAX_LACKING).length;
	return known && lacking[0] ? `${known}, no figure: ${lacking.join(", ")}${more ? ` and ${more} more` : ""}` : known;
}

/* Return the heading and the lines of the tooltip of a bar (j = -1) or of its part j. */
function wordsAbout(one, j, { data, whole }) {
	const { name, scores, marks, figures } = one.row;
	const points = (k) => `${scores[k].toFixed(0)} of 100 at ${whole[k]} % brings ${one.parts[k].toFixed(1)}`;
	const said = one.row.reason ? [["Why", one.row.reason]] : [];
	if (j < 0) return [[name, ""], ...said, ...data.criteria.map((c, k) => [c.name, points(k)])];
	const told = figures[j].map(([i, value, year]) => {
		const { unit, source } = data.indicators[i];
		return [data.indicators[i].name, `${value} ${unit} · ${year} · ${source}`];
	});
	const note = marks[j][1] ? [["Note", marks[j][1]]] : [];
	return [[`${name}: ${data.criteria[j].name}`, ""], ["Points", points(j)], ...told, ...note];
}

/* Build the rows and the tooltip; `act` holds the actions of the panel. */
function rankedRows(root, criteria, act) {
	const made = new Map();
	const list = select(root, "rows");
	const pins = select(root, "pins");
	const tip = select(root, "tip");
	let axis;
	let shown = {};
	let at = [0, -1];

	function make(country) {
		const row = stamp(root, "row");
		row.parts = criteria.map((_, j) => {
			const part = element("i", "");
			part.style.setProperty("--c", `var(--c${j})`);
			return part;
		});
		row.bar.append(...row.parts);
		row.node.onclick = () => act.open(country);
		row.node.onpointermove = (event) => {
			const i = shown.standing.findIndex((one) => one.row.country === country);
			point(i, row.parts.indexOf(event.target));
		};
		row.node.onpointerleave = hide;
		list.append(row.node);
		made.set(country, row);
		return row;
	}

	/* Write what no weight changes, and remove rows that are gone. */
	function fill(rows) {
		const kept = rows.map((one) => one.country);
		made.forEach((row, country) => {
			if (!kept.includes(country) && made.delete(country)) row.node.remove();
		});
		rows.forEach((one) => {
			const row = made.get(one.country) ?? make(one.country);
			say(row.country, one.name);
			row.node.dataset.aside = one.aside;
			say(row.flags, one.flags.join(", "));
			row.parts.forEach((part, j) => { [part.className] = one.marks[j]; });
		});
	}

	function note(row, one, weights) {
		say(row.note, noteOf(one.row, weights));
		say(row.known, knownBeside(one.row, weights));
	}

	/* Return the number of lines of the longest note, including lines that are clipped. */
	function lines(standing, weights) {
		standing.forEach((one) => note(made.get(one.row.country), one, weights));
		const high = ({ odd }) => odd.scrollHeight / parseFloat(getComputedStyle(odd).lineHeight);
		return Math.round(Math.max(0, ...[...made.values()].map(high)));
	}

	/* Draw the rows, and return where the detail of the open row goes; `deep` is its height. `top` is
	   the position of the list in the window: rows that are and stay outside the window are
	   skipped. Without it, all are drawn. */
	function draw(view, top, deep) {
		shown = view;
		const { standing, pinned, weights, before, height, last, look } = view;
		const away = (y) => y + height < -top || y > innerHeight - top;
		const opened = standing.findIndex((one) => one.row.country === look.open);
		const below = (i) => (i - pinned) * height + (opened >= 0 && i > opened ? deep : 0);
		axis = axisOf(view, act.live() ? axis : undefined);
		scale(select(root, "axis"), ticksOf(axis, view));
		toggle(root, "compared", look.apart);
		if (look.apart) root.style.setProperty("--zero", `${(-100 * axis.low) / (axis.most - axis.low)}%`);
		list.style.height = `${below(standing.length)}px`;
		if (!act.live()) {
			const all = new Set(standing.map((one) => one.row.country));
			made.forEach(({ node }, country) => { node.hidden = !all.has(country); });
		}
		standing.forEach((one, i) => {
			const row = made.get(one.row.country);
			const held = i < pinned ? pins : list;
			const y = below(i);
			if (row.node.parentNode !== held) held.append(row.node);
			else if (held === list && away(y) && away(row.y)) return;
			if (row.y !== y) {
				row.node.style.transform = `translateY(${row.y = y}px)`;
				row.node.style.order = i;
			}
			toggle(row.node, "opened", i === opened);
			drawBar(row, one, view, axis);
			const up = (before?.get(one.row.country) ?? one.rank) - one.rank || 0;
			say(row.rank, placeOf(one));
			say(row.move, up ? `${up > 0 ? "▲" : "▼"}${Math.abs(up)}` : "");
			toggle(row.move, "up", up > 0);
			say(row.score, look.apart && one !== view.first ? signed(one.score - view.first.score) : scoreText(one));
			note(row, one, weights);
			drawSure(row, one, last, one.chance, one.band);
		});
		return Math.max(0, opened + 1 - pinned) * height;
	}

	/* Show the tooltip of part j of a row; return its text for screen readers, empty if unchanged. */
	function point(i, j) {
		const one = shown.standing[i];
		if (act.live() || !one || (!tip.hidden && at.join() === [i, j].join())) return "";
		at = [i, j];
		const lines = wordsAbout(one, j, shown);
		tip.replaceChildren(...lines.map((words) =>
			element("div", ...words.map((text) => element("span", text)))));
		tip.hidden = false;
		const row = made.get(one.row.country);
		const [box, line, target] = [root, row.node, row.parts[j] ?? row.country]
			.map((node) => node.getBoundingClientRect());
		const zoom = box.width / root.offsetWidth;
		const high = tip.offsetHeight * zoom;
		const top = line.bottom + high < innerHeight ? line.bottom : line.top - high;
		const left = within(target.left - box.left, 0, box.width - tip.offsetWidth * zoom);
		Object.assign(tip.style, { left: `${left / zoom}px`, top: `${(top - box.top) / zoom}px` });
		return lines.map((words) => words.join(" ")).join(". ");
	}

	const hide = () => { tip.hidden = true; };
	list.onblur = hide;
	list.onkeydown = (event) => {
		if (event.key === "Escape") hide();
		if (event.key === "Enter") act.open(shown.standing[at[0]]?.row.country, true);
		if (!event.key.startsWith("Arrow")) return;
		event.preventDefault();
		const step = tip.hidden ? 0 : STEPS[event.key];
		const down = /Up|Down/.test(event.key);
		const i = within(at[0] - (down ? step : 0), 0, shown.standing.length - 1);
		act.announce(point(i, within(at[1] + (down ? 0 : step), -1, criteria.length - 1)));
	};

	return { list, hide, fill, lines, draw };
}

/* Return a row of the table. */
function twinRow(one) {
	const { flagged, marks } = one.row;
	const parts = one.parts.map((part, j) => [part.toFixed(1), marks[j][1]].filter(Boolean).join(", "));
	return element("tr", element("td", placeOf(one)), element("th", flagged),
		...[scoreText(one), one.chance, one.band, ...parts].map((text) => element("td", text)));
}
