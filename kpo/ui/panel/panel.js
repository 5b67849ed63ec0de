/* What stands, what stood before, who is told. */

const QUIET = 150;
const NARROW = 640;
const histories = new Map();

/* Bring `root` to life; `tell` gets {weights, locks} at the end of each step. */
function mount(root, data, tell) {
	const node = root.querySelector(".kp");
	const find = (name) => node.querySelector(`.${name}`);
	const { criteria } = data;
	const ordered = (named) => criteria.map((one) => named[one.id] ?? 0);
	const choice = (from) => ({ weights: ordered(from.weights),
		locks: criteria.map((one) => from.locks.includes(one.id)) });
	const same = (a, b) => a.every((value, j) => value === b[j]);
	const snapshot = () => ({ weights, locks });
	const preset = () => ordered(data.preset.weights);
	const mark = (eased = true) => {
		before = new Map(standing.map((one) => [one.row.country, one.rank]));
		node.classList.toggle("eased", eased);
	};
	const steps = histories.get(data.key) ?? { past: [], future: [] };
	const timers = {};
	const off = new AbortController();
	let { weights, locks } = choice(data);
	let gesture = null;
	let live = false;
	let before = null;
	let standing = [];
	let topic = null;
	let width = 0;
	let frame = 0;

	function wait(name, time, run) {
		clearTimeout(timers[name]);
		timers[name] = setTimeout(run, time);
	}

	const act = {
		now: snapshot,
		live: () => live,
		begin() {
			clearTimeout(timers.commit);
			if (gesture) return;
			gesture = snapshot();
			mark(false);
		},
		show(next, dragged = false) {
			weights = next;
			live = dragged;
			node.classList.toggle("eased", !live);
			rows.hide();
			frame ||= requestAnimationFrame(draw);
		},
		later(visit) {
			gesture.visit = visit;
			wait("commit", QUIET, act.commit);
		},
		settle() {
			if (gesture && !live) act.commit();
		},
		commit() {
			clearTimeout(timers.commit);
			const old = gesture;
			gesture = null;
			live = false;
			if (same(weights, old.weights)) draw();
			else emit(old);
		},
		cancel() {
			({ weights } = gesture);
			act.commit();
		},
		lock: (j) => change({ weights, locks: locks.map((on, k) => on !== (k === j)) }),
		explain(j) {
			topic = j;
			say(hint, sentence());
		},
		announce: (text) => wait("voice", 400, () => say(find("voice"), text)),
	};

	/* One visit to a field is one step to undo. */
	function keep({ visit, ...old }) {
		if (!visit || visit !== steps.visit) steps.past.push(old);
		steps.past.splice(0, steps.past.length - 100);
		Object.assign(steps, { future: [], visit });
	}

	function emit(old) {
		if (old) keep(old);
		draw();
		tell({
			weights: Object.fromEntries(criteria.map((one, j) => [one.id, weights[j]])),
			locks: criteria.filter((_, j) => locks[j]).map((one) => one.id),
		});
		act.announce(leader());
	}

	function change(next) {
		act.settle();
		const old = snapshot();
		mark();
		({ weights, locks } = next);
		emit(old);
	}

	function travel(out, back) {
		act.settle();
		if (live || !steps[out].length) return;
		mark();
		steps[back].push(snapshot());
		({ weights, locks } = steps[out].pop());
		steps.visit = 0;
		emit();
	}

	function leader() {
		const best = standing.filter((one) => one.rank === 1);
		const names = best.map(({ row }) => row.flagged).join(" and ");
		return best[0] ? `${names} ${best[1] ? "lead" : "leads"}, ${scoreText(best[0])} points`
			: data.nobody;
	}

	function sentence() {
		if (gesture) return leader();
		if (topic === null) return rest;
		const [w, next] = [weights[topic], weights[(topic + 1) % weights.length]];
		const { meaning, rate, part } = data.criteria[topic];
		const worth = data.method === "geometric" ? number(2 ** (w / 100)) : number(w * part, 1);
		const said = meaning.replace("#", number(w, 1)).replace("#", worth);
		return w && next ? said + rate.replace("#", number(w / next)) : said;
	}

	const hint = find("hint");
	const rest = hint.textContent;
	const bar = weightBar(node, criteria, act);
	const exact = exactWeights(node, criteria, act);
	const rows = rankedRows(node, criteria, act);
	const twin = find("twin");
	twin.tHead.rows[0].append(...criteria.map((one) => element("th", one.name)));
	find("undo").onclick = () => travel("past", "future");
	find("redo").onclick = () => travel("future", "past");
	find("reset").onclick = () => {
		if (!same(preset(), weights)) change({ weights: preset(), locks: locks.map(() => false) });
	};
	find("open").onclick = () => {
		find("open").ariaExpanded = !exact.node.toggleAttribute("hidden");
		draw();
	};
	find("table").onclick = () => {
		const hidden = twin.classList.toggle("unseen");
		find("table").ariaPressed = !hidden;
		find("heads").hidden = rows.list.hidden = !hidden;
	};

	/* The list's place is asked first, when it costs no layout. */
	function draw() {
		frame = 0;
		clearTimeout(timers.rest);
		const { top } = rows.list.getBoundingClientRect();
		const whole = wholePercents(weights);
		standing = ranked(data.rows, weights, data.method === "geometric");
		node.classList.toggle("live", live);
		const late = same(weights, ordered(data.weights)) ? null : "…";
		bar.draw(weights, locks, whole);
		const crowd = node.classList.toggle("crowd", data.rows.length > 12);
		const height = width < NARROW ? 80 : crowd ? 44 : 50;
		const view = { standing, weights, whole, data, before, height, late };
		rows.draw(view, top);
		say(hint, sentence());
		if (!exact.node.hidden) exact.draw(weights, locks, pulls(standing));
		if (live) return;
		const idle = [!steps.past.length, !steps.future.length, same(weights, preset())];
		["undo", "redo", "reset"].forEach((name, k) => { find(name).ariaDisabled = idle[k]; });
		find("reset").title = data.back;
		wait("rest", 350, () => {
			timers.rest = 0;
			node.classList.remove("eased");
			rows.draw(view);
			twin.tBodies[0].replaceChildren(...standing.map((one) => twinRow(one, late)));
		});
	}

	function show() {
		rows.fill(data.rows);
		node.classList.toggle("unsure", !data.sure);
		draw();
	}

	/* New weights are a step, unless the user or Python is busy. */
	function update(next, teller, behind = false) {
		const old = snapshot();
		const given = choice(next);
		const taken = !behind && !gesture
			&& !(same(given.weights, weights) && same(given.locks, locks));
		if (next.rows.length !== data.rows.length) before = null;
		else if (taken || next.stamp !== data.stamp) mark();
		data = next;
		tell = teller;
		if (taken) {
			({ weights, locks } = given);
			keep(old);
		}
		show();
	}

	const keys = (event) => {
		const key = event.key.toLowerCase();
		const [target] = event.composedPath();
		const typing = target.matches?.("input, textarea, [contenteditable]") && !node.contains(target);
		const asked = (event.ctrlKey || event.metaKey) && !event.altKey && "zy".includes(key);
		if (typing || !asked || event.defaultPrevented) return;
		event.preventDefault();
		find(key === "y" || event.shiftKey ? "redo" : "undo").click();
	};
	const resize = () => {
		width = node.clientWidth;
		node.classList.toggle("narrow", width < NARROW);
		bar.measure();
		draw();
	};
	const size = new ResizeObserver(resize);
	size.observe(node);
	document.fonts.ready.then(resize);
	document.addEventListener("keydown", keys, off);
	document.addEventListener("scroll", () => (live || timers.rest) && draw(), { signal: off.signal, capture: true });
	histories.set(data.key, steps);
	node.style.cssText = data.tones;
	show();

	return {
		node,
		update,
		destroy() {
			size.disconnect();
			off.abort();
		},
	};
}
