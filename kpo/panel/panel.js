/* The state of the panel: weights and locks, steps to undo, and messages to the page. */

/* Milliseconds: QUIET from the last key press to the end of a step; REST until counting of the
   remaining draws begins, LATE if an answer from Python is due; SLICE for one batch of them. */
const QUIET = 150;
const REST = 40;
const LATE = 1000;
const SLICE = 6;
const NARROW = 640;
const MAX_PINS = 3;
const MAX_LINES = 4;
const histories = new Map();

/* Mount a panel in `root`. `tell` gets {weights, locks} at the end of each step, `seen` the state
   after each draw; its `start` is true if the texts and numbers of the payload are those of the
   current weights. */
function mount(root, data, tell, seen) {
	const node = select(root, "kp");
	const find = (name) => select(node, name);
	const { criteria } = data;
	const ordered = (named) => criteria.map((one) => named[one.id] ?? 0);
	const choice = (from) => ({ weights: ordered(from.weights),
		locks: criteria.map((one) => from.locks.includes(one.id)) });
	const same = (a, b) => a.every((value, j) => value === b[j]);
	const snapshot = () => ({ weights, locks });
	const preset = () => ordered(data.preset.weights);
	const mark = (eased = true) => {
		before = new Map(standing.map((one) => [one.row.country, one.rank]));
		toggle(node, "eased", eased);
	};
	const chances = rankChances(select(node, "a-normal").content.textContent);
	const look = lookOf(data.key);
	const steps = histories.get(data.key) ?? { past: [], future: [] };
	const timers = {};
	const off = new AbortController();
	let { weights, locks } = choice(data);
	let gesture = null;
	let live = false;
	let owed = false;
	let before = null;
	let standing = [];
	let topic = null;
	let view = null;
	let deep = 0;
	let height = 0;
	let lines = 0;
	let width = 0;
	let frame = 0;

	function wait(name, time, run) {
		clearTimeout(timers[name]);
		timers[name] = setTimeout(run, time);
	}

	const act = {
		now: snapshot,
		live: () => live,
		/* Begin a step; a drag prepares the lines of its pair here, not in its first frame. */
		begin(pair) {
			clearTimeout(timers.commit);
			if (gesture) return;
			gesture = snapshot();
			mark(false);
			if (pair && data.sure) chances.of(weights, pair);
		},
		show(next, dragged = false) {
			weights = next;
			live = dragged;
			toggle(node, "eased", !live);
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
		look(change) {
			mark();
			rows.hide();
			Object.assign(look, change);
			draw();
			about.draw(view);
		},
		choose(j) {
			const again = about.topic() === j;
			const chosen = again ? null : j;
			act.look({ by: chosen, line: chosen });
			if (again) about.close();
			else about.open(j, view);
		},
		open(country, focus) {
			const again = !country || look.open === country;
			act.look({ open: again ? null : country });
			if (again) rows.list.focus({ preventScroll: true });
			else if (focus) detail.box.focus();
		},
		pin(country) {
			const others = look.pins.filter((one) => one !== country);
			const pins = others.length < look.pins.length ? others : [...others, country].slice(-MAX_PINS);
			act.look({ pins });
		},
		/* Return the "?" that links to a word's meaning; empty if the payload has none. */
		ask(word) {
			const given = data.asks?.[word];
			return given ? Object.assign(element("a", "?"), { className: "what" }, given) : "";
		},
		go: (page, countries) => tell.go(page, countries),
		announce: (text) => wait("voice", 400, () => say(find("voice"), text)),
	};

	/* Add a step to undo; all input during one focus of a field is one step. */
	function keep({ visit, ...old }) {
		if (!visit || visit !== steps.visit) steps.past.push(old);
		steps.past.splice(0, steps.past.length - 100);
		Object.assign(steps, { future: [], visit });
	}

	const named = () => ({
		weights: Object.fromEntries(criteria.map((one, j) => [one.id, weights[j]])),
		locks: criteria.filter((_, j) => locks[j]).map((one) => one.id),
	});

	function emit(old) {
		if (old) keep(old);
		owed = data.echo !== undefined;
		draw();
		tell(named());
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
		const said = filled(meaning, number(w, 1), worth);
		return w && next ? said + filled(rate, number(w / next)) : said;
	}

	node.querySelectorAll("[data-ask]").forEach((one) => one.append(act.ask(one.dataset.ask)));
	const hint = find("hint");
	const rest = hint.textContent;
	const bar = weightBar(node, criteria, act);
	const exact = exactWeights(node, criteria, act);
	const rows = rankedRows(node, criteria, act);
	const about = criterionWords(node, criteria, act);
	const detail = rowDetail(node, act);
	const showLook = lookTools(node, act);
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
		["heads", "pins", "field"].forEach((name) => { find(name).hidden = !hidden; });
	};

	/* Set the rank acceptability of each row: from the payload if it is for the current weights,
	   else counted here, with the same result. While Python is about to answer, counting of the
	   remaining draws is put off. */
	function judge() {
		const start = same(weights, ordered(data.weights));
		const drawn = start || !data.sure ? null : chances.of(weights);
		standing.forEach((one) => {
			const { p_first: first, band, verdict, country } = one.row;
			const given = start && band ? { first, band, verdict } : null;
			one.sure = drawn?.get(country) ?? given;
			Object.assign(one, sureWords(one.sure, one.rank));
		});
		const left = data.sure && !chances.settle(0);
		if (left) wait("settle", owed ? LATE : REST, settle);
		toggle(node, "counting", !!drawn && left);
		return start;
	}

	/* Count the remaining draws, which takes longer than a frame, in slices; then redraw. */
	function settle() {
		if (chances.settle(performance.now() + SLICE)) draw();
		else wait("settle", 0, settle);
	}

	/* Draw the panel. The position of the list is read first; after a write it would force layout. */
	function draw() {
		frame = 0;
		clearTimeout(timers.rest);
		const { top } = rows.list.getBoundingClientRect();
		const whole = wholePercents(weights);
		standing = ranked(data.rows, weights, data.method === "geometric");
		toggle(node, "live", live);
		const start = judge();
		bar.draw(weights, locks, whole);
		toggle(node, "crowd", data.rows.length > 12);
		if (!live) fit();
		const [pinned, rest] = arranged(standing, look);
		const last = standing.filter((one) => one.rank).length;
		view = { standing: pinned.concat(rest), pinned: pinned.length, weights, whole, data, before, height, look, last, first: standing[0] };
		if (live) detail.follow(view);
		else deep = detail.draw(view);
		detail.box.style.top = `${rows.draw(view, top, deep)}px`;
		say(hint, sentence());
		seen?.({ ...named(), start, standing, moving: live, finding: findingOf(data, standing, start) });
		if (!exact.node.hidden) exact.draw(weights, locks, pulls(standing));
		if (live) return;
		showLook(view);
		settled(last);
		const idle = [!steps.past.length, !steps.future.length, same(weights, preset())];
		["undo", "redo", "reset"].forEach((name, k) => { find(name).ariaDisabled = idle[k]; });
		find("reset").title = data.back;
		wait("rest", 350, () => {
			timers.rest = 0;
			node.classList.remove("eased");
			rows.draw(view, undefined, deep);
			twin.tBodies[0].replaceChildren(...standing.map(twinRow));
		});
	}

	/* Set the height of the rows from their longest note, up to a maximum that clips notes if there
	   are many rows. A step never lowers it, so that rows do not move away while they are read. */
	function fit() {
		const least = node.matches(".narrow") ? 1 : 2;
		const most = node.matches(".crowd") ? least : MAX_LINES;
		lines = Math.max(lines, within(rows.lines(standing, weights), least, most));
		node.style.setProperty("--lines", lines);
		height = parseFloat(getComputedStyle(rows.list).minHeight);
	}

	/* Draw what changes with a step but not during a drag. */
	function settled(last) {
		const known = new Set(standing.filter((one) => one.rank).map(({ row }) => knownOf(row, weights)));
		const [all] = known;
		toggle(node, "alike", known.size === 1);
		scale(find("places"), ranksOf(last));
		find("ends").hidden = look.apart;
		say(find("summit"), standing.reduce((most, one) => Math.max(most, one.score), 0).toFixed(0));
		say(find("all"), known.size === 1 && all ? ` ${all} of the weight for all.` : "");
	}

	function show() {
		rows.fill(data.rows);
		chances.take(data);
		toggle(node, "unsure", !data.sure);
		draw();
	}

	/* Take a new payload. Different weights in it are a step to undo; they are ignored during a step
	   of the user, and if the payload is older than the user's last one (`behind`). */
	function update(next, teller, behind = false) {
		const old = snapshot();
		const given = choice(next);
		const taken = !behind && !gesture
			&& !(same(given.weights, weights) && same(given.locks, locks));
		if (next.rows.length !== data.rows.length) {
			before = null;
			lines = 0;
		} else if (taken || next.stamp !== data.stamp) mark();
		data = next;
		tell = teller;
		owed = behind;
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
		lines = 0;
		toggle(node, "narrow", width < NARROW);
		bar.measure();
		draw();
	};
	const size = new ResizeObserver(resize);
	size.observe(node);
	document.fonts.ready.then(resize);
	/* If the page has undo and redo of its own, the panel has neither their buttons nor their keys. */
	find("undo").hidden = find("redo").hidden = Boolean(data.steps_outside);
	if (!data.steps_outside) document.addEventListener("keydown", keys, off);
	document.addEventListener("scroll", () => (live || timers.rest) && draw(), { signal: off.signal, capture: true });
	histories.set(data.key, steps);
	node.style.cssText = data.tones;
	show();

	return {
		node,
		update,
		take: (named) => change(choice(named)),
		destroy() {
			size.disconnect();
			off.abort();
			Object.values(timers).forEach(clearTimeout);
			cancelAnimationFrame(frame);
		},
	};
}
