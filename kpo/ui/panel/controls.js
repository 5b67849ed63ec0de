/* The weight bar with its dividers, and the exact numbers below it. */

const TARGET = 24;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10,
	Home: -Infinity, End: Infinity };

function stamp(node, name) {
	const made = node.querySelector(`template.a-${name}`).content.firstElementChild.cloneNode(true);
	const parts = [...made.querySelectorAll("[class]")].map((part) => [part.classList[0], part]);
	return { node: made, ...Object.fromEntries(parts) };
}

function element(tag, ...content) {
	const made = document.createElement(tag);
	made.append(...content);
	return made;
}

function say(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

function number(value, digits = 2) {
	return String(Number(value.toFixed(digits)));
}

/* Handles nearer than a target go to two lanes (1 above, 2 below), apart within a lane. */
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

function weightBar(root, criteria, act) {
	const bar = root.querySelector(".weights");
	const segments = criteria.map((_, j) => {
		const one = stamp(root, "segment");
		one.node.style.cssText = `background:var(--c${j});color:var(--t${j})`;
		one.node.onpointerenter = () => act.explain(j);
		one.node.onpointerleave = () => act.explain(null);
		bar.firstChild.append(one.node);
		return one;
	});
	const knobs = criteria.slice(1).map((_, d) => {
		const { node } = stamp(root, "knob");
		bar.append(node);
		listen(node, d);
		return node;
	});
	let wide = [];
	let digit = 8;
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
			act.begin();
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

	/* Once a size, not once a frame. */
	function measure() {
		width = bar.clientWidth;
		const pen = document.createElement("canvas").getContext("2d");
		pen.font = `14px ${getComputedStyle(bar).fontFamily}`;
		wide = criteria.map((one) => pen.measureText(one.short).width + 14);
		digit = pen.measureText("0").width + 0.5;
	}

	function draw(weights, locks, whole) {
		let edge = 0;
		const edges = weights.slice(1).map((_, d) => (edge += (weights[d] * width) / 100));
		const places = handlePlaces(edges, width);
		segments.forEach(({ node, share, short }, j) => {
			const room = (weights[j] * width) / 100 - digit * String(whole[j]).length - 12;
			node.style.width = `${weights[j]}%`;
			node.classList.toggle("locked", locks[j]);
			say(share, room >= 0 ? String(whole[j]) : "");
			say(short, room >= wide[j] ? criteria[j].short : "");
		});
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

function exactWeights(root, criteria, act) {
	const node = root.querySelector(".exact");
	const cells = criteria.map((one, j) => {
		const cell = stamp(root, "cell");
		cell.chip.style.background = `var(--c${j})`;
		cell.title.title = one.question;
		say(cell.short, one.short);
		cell.input.ariaLabel = `${one.name}, per cent`;
		cell.lock.ariaLabel = `Lock ${one.name}`;
		cell.lock.onclick = () => act.lock(j);
		listen(cell.input, j);
		node.firstElementChild.append(cell.node);
		return cell;
	});
	let from = null;
	let made = null;
	let visit = 0;

	/* From the weights before the visit: the "6" on the way to "60" leaves no trace. */
	function set(j, value) {
		const { weights, locks } = act.now();
		if (weights !== made) from = weights;
		made = setWeight(from, locks, j, value);
		act.begin();
		act.show(made);
		act.later(visit);
	}

	function listen(input, j) {
		const shown = () => {
			input.value = number(act.now().weights[j]);
			input.ariaInvalid = false;
		};
		input.onfocus = () => {
			made = null;
			visit += 1;
			input.select();
			act.explain(j);
		};
		input.oninput = () => {
			const value = Number(input.value.replace(/[\s%]/g, "").replace(",", ".") || NaN);
			const right = value >= 0 && value <= 100;
			input.ariaInvalid = !right;
			if (right) set(j, value);
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
