/* The weight bar with its dividers, the fields for exact weights, and helpers for the DOM. */

/* Minimum size of a pointer target in pixels. */
const TARGET = 24;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10,
	Home: -Infinity, End: Infinity };

/* Clone a template; return its root as `node`, and each part under its first class. */
function stamp(node, name) {
	const made = node.querySelector(`template.a-${name}`).content.firstElementChild.cloneNode(true);
	const parts = [...made.querySelectorAll("[class]")].map((part) => [part.classList[0], part]);
	return { node: made, ...Object.fromEntries(parts) };
}

function select(node, name) {
	return node.querySelector(`.${name}`);
}

function toggle(node, name, on) {
	node.classList.toggle(name, on);
}

function element(tag, ...content) {
	const made = document.createElement(tag);
	made.append(...content);
	return made;
}

/* Set the text of a node, unless it is the same already. */
function say(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

/* Replace each "#" in a sentence by the next of some words. */
function filled(text, ...words) {
	return words.reduce((said, word) => said.replace("#", word), text);
}

function number(value, digits = 2) {
	return String(Number(value.toFixed(digits)));
}

/* Return the position of each divider's handle. Handles closer than TARGET alternate between two
   lanes (1 above, 2 below; 0 covers both) and are kept TARGET apart within a lane. */
function handlePlaces(edges, width) {
	const near = (d) => edges[d + 1] - edges[d] < TARGET;
	const meet = (a, b) => a.lane === b.lane || !a.lane || !b.lane;
	const apart = (list, sign) => list.forEach((one, d) => list.slice(0, d).forEach((other) => {
		if (meet(one, other)) one.x = sign * Math.max(sign * one.x, sign * other.x + TARGET);
	}));
	let lane = 0;
	const places = edges.map((x, d) => {
		lane = near(d - 1) ? 1 + (lane === 1) : Number(near(d));
		return { x, lane };
	});
	apart(places, 1);
	places.forEach((one) => { one.x = Math.min(one.x, width); });
	apart(places.toReversed(), -1);
	return places;
}

/* Set `left` of each label: close to its middle, within `width` and without overlaps. */
function sideBySide(labels, width) {
	let edge = 0;
	labels.forEach((one) => {
		one.left = Math.max(edge, one.middle - one.wide / 2);
		edge = one.left + one.wide;
	});
	edge = width;
	labels.toReversed().forEach((one) => {
		one.left = Math.min(one.left, edge - one.wide);
		edge = one.left;
	});
}

/* Build the weight bar; `act` holds the actions of the panel (panel.js). */
function weightBar(root, criteria, act) {
	const bar = select(root, "weights");
	const names = select(root, "names");
	const segments = criteria.map(({ short }, j) => {
		const one = { ...stamp(root, "segment"), called: stamp(root, "called") };
		const { node, called } = one;
		node.style.cssText = `background:var(--c${j});color:var(--t${j})`;
		called.chip.style.background = `var(--c${j})`;
		say(called.word, short);
		node.onfocus = node.onpointerenter = called.node.onpointerenter = () => act.explain(j);
		node.onblur = node.onpointerleave = called.node.onpointerleave = () => act.explain(null);
		node.onclick = called.node.onclick = () => act.choose(j);
		bar.lastElementChild.append(node);
		names.append(called.node);
		return one;
	});
	const knobs = criteria.slice(1).map((_, d) => {
		const { node } = stamp(root, "knob");
		bar.lastElementChild.before(node);
		listen(node, d);
		return node;
	});
	let wide = [];
	let digit = 8;
	let key = false;
	let width = 0;
	let drag = null;

	function listen(node, d) {
		node.onpointerdown = (event) => {
			const { weights, locks } = act.now();
			const pair = tradePartners(locks, d);
			if (event.button || drag || !pair || !width) return;
			event.preventDefault();
			node.focus({ preventScroll: true });
			node.setPointerCapture(event.pointerId);
			act.begin(pair);
			const { width: span } = bar.getBoundingClientRect();
			drag = { id: event.pointerId, x: event.clientX, span, weights, own: weights[pair[0]] };
		};
		node.onpointermove = (event) => {
			if (drag?.id !== event.pointerId) return;
			const free = event.shiftKey;
			const moved = ((event.clientX - drag.x) / drag.span) * 100;
			const value = free ? drag.own + moved : Math.round(drag.own + moved);
			const still = Math.abs(moved) < (free ? TIE : 0.5);
			act.show(still ? drag.weights : tradeDivider(drag.weights, act.now().locks, d, value), true);
		};
		const end = (finish) => (event) => {
			if (!drag || (event.pointerId ?? drag.id) !== drag.id) return;
			drag = null;
			finish();
		};
		node.onpointerup = end(act.commit);
		node.onpointercancel = node.onlostpointercapture = end(act.cancel);
		node.onfocus = () => act.explain(tradePartners(act.now().locks, d)?.[0] ?? null);
		node.onblur = () => { act.settle(); act.explain(null); };
		node.onkeydown = (event) => {
			if (event.key === "Escape") end(act.cancel)(event);
			const { weights, locks } = act.now();
			const pair = tradePartners(locks, d);
			const step = STEPS[event.key];
			if (drag || !pair || !step || event.ctrlKey || event.metaKey || event.altKey) return;
			event.preventDefault();
			act.begin();
			act.show(tradeDivider(weights, locks, d, weights[pair[0]] + step));
			act.later();
		};
	}

	/* Measure the bar and its texts: once per change of size, not in every animation frame. */
	function measure() {
		width = bar.clientWidth;
		const pen = document.createElement("canvas").getContext("2d");
		const { fontSize, fontFamily } = getComputedStyle(names);
		pen.font = `${fontSize} ${fontFamily}`;
		wide = criteria.map((one) => pen.measureText(one.short).width + 8);
		digit = pen.measureText("0").width + 0.5;
		key = wide.reduce((sum, w) => sum + w + 18, 0) > width;
		toggle(names, "key", key);
	}

	/* Place the names that do not fit into their segments under the bar. If the bar is too short for
	   one line of names, all of them are there, as a legend (`key`). */
	function label(outside, whole) {
		const labels = outside.map((j) => {
			const { called, node, share } = segments[j];
			say(called.portion, share.textContent ? "" : String(whole[j]));
			called.node.hidden = false;
			return { called, middle: node.at, wide: wide[j] + 18 + (share.textContent ? 0 : digit * 2) };
		});
		if (!key) sideBySide(labels, width);
		labels.forEach(({ called, left }) => {
			const place = key ? "" : `translateX(${left.toFixed(1)}px)`;
			if (called.node.style.transform !== place) called.node.style.transform = place;
		});
	}

	function draw(weights, locks, whole) {
		let edge = 0;
		const edges = weights.slice(1).map((_, d) => (edge += (weights[d] * width) / 100));
		const places = handlePlaces(edges, width);
		const outside = segments.flatMap(({ node, share, short, called }, j) => {
			const room = (weights[j] * width) / 100 - digit * String(whole[j]).length - 10;
			const within = !key && room >= wide[j];
			node.style.width = `${weights[j]}%`;
			node.at = (edges[j] ?? width) - (weights[j] * width) / 200;
			toggle(node, "locked", locks[j]);
			node.ariaLabel = `${criteria[j].name}, ${whole[j]} %`;
			say(share, room >= 0 ? String(whole[j]) : "");
			say(short, within ? criteria[j].short : "");
			called.node.hidden = within;
			return within ? [] : [j];
		});
		label(outside, whole);
		knobs.forEach((node, d) => {
			node.style.transform = `translateX(${places[d].x.toFixed(2)}px)`;
			const pair = tradePartners(locks, d);
			const [a, b] = pair ?? [d, d + 1];
			const words = [a, b].map((j) => `${criteria[j].name} ${whole[j]} %`).join(", ");
			const drawn = [places[d].lane, weights[a], words, pair].join();
			if (node.dataset.drawn === drawn) return;
			Object.assign(node.dataset, { drawn, lane: places[d].lane });
			Object.assign(node, {
				ariaLabel: `${criteria[a].name} against ${criteria[b].name}`,
				ariaValueMax: number(weights[a] + weights[b]),
				ariaValueNow: number(weights[a]),
				ariaValueText: pair ? words : `${words}, locked`,
				ariaDisabled: !pair,
			});
		});
	}

	return { draw, measure };
}

/* Build the fields for exact weights, with the locks. */
function exactWeights(root, criteria, act) {
	const node = select(root, "exact");
	const list = node.firstElementChild;
	const told = list.nextElementSibling;
	const cells = criteria.map((one, j) => {
		const cell = stamp(root, "cell");
		cell.chip.style.background = `var(--c${j})`;
		cell.title.title = one.question;
		say(cell.short, one.short);
		cell.input.ariaLabel = `${one.name}, per cent`;
		cell.lock.ariaLabel = `Lock ${one.name}`;
		cell.lock.onclick = () => {
			say(told, "");
			act.lock(j);
		};
		cell.below.append(act.ask(one.name));
		listen(cell.input, j);
		list.append(cell.node);
		return cell;
	});
	let from = null;
	let made = null;
	let visit = 0;

	/* Set a weight. The others are scaled from the weights at the time of the focus, so that the "6"
	   typed on the way to "60" has no effect on them. */
	function set(j, value) {
		const { weights, locks } = act.now();
		if (weights !== made) from = weights;
		made = setWeight(from, locks, j, value);
		say(told, reason(j, value, made[j], locks));
		act.begin();
		act.show(made);
		act.later(visit);
	}

	/* Return why a weight differs from the number typed; empty if it does not. */
	function reason(j, value, own, locks) {
		const { shut, room, all } = told.dataset;
		const kept = locks.every((on, k) => on || k === j);
		const text = kept ? shut : locks.includes(true) ? room : all;
		return (kept ? Math.abs(value - own) : value - own) * STEP < 1 ? "" : filled(text, criteria[j].name, number(own));
	}

	function listen(input, j) {
		const shown = () => {
			input.value = number(act.now().weights[j]);
			input.ariaInvalid = false;
		};
		input.onfocus = () => {
			made = null;
			visit += 1;
			say(told, "");
			(root.matches(".narrow") ? cells[j].node : list).after(told);
			input.select();
			act.explain(j);
		};
		input.oninput = () => {
			const value = Number(input.value.replace(/[\s%]/g, "").replace(",", ".") || NaN);
			const right = value >= 0 && value < Infinity;
			input.ariaInvalid = !right;
			if (right) set(j, value);
			else say(told, input.value ? told.dataset.odd : "");
		};
		input.onkeydown = (event) => {
			const { key } = event;
			if (!/Up|Down|Enter/.test(key)) return;
			event.preventDefault();
			if (key === "Enter") act.settle();
			else if (!input.readOnly) set(j, act.now().weights[j] + STEPS[key]);
			shown();
		};
		input.onblur = () => {
			act.settle();
			act.explain(null);
			shown();
		};
	}

	function draw(weights, locks, shares) {
		cells.forEach(({ input, lock, pull }, j) => {
			if (root.getRootNode().activeElement !== input) input.value = number(weights[j]);
			input.readOnly = locks[j];
			lock.ariaPressed = locks[j];
			say(pull, shares ? `pull ${Math.round(shares[j] * 100)} %` : "");
		});
	}

	return { node, draw };
}
