/* The state of the Present page (order and texts of the scenes, moved weights), and editing on the
   stage. */

const KEPT = "kpo-atlas.moved-weights";

/* Store the moved weights until the window is closed, so that they survive a reload; without
   `moved`, return the stored ones. */
function stored(moved) {
	try {
		if (!moved) return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
		sessionStorage.setItem(KEPT, JSON.stringify(moved));
	} catch { /* Without storage, a reload loses them. */ }
	return {};
}

function sameWeights(one, other) {
	return Object.keys(one).every((name) => Math.abs(one[name] - other[name]) < TIE);
}

/* Return the state in this browser, with functions that change it; each change sends all of it to
   Python. `all` holds the scenes by id, as last drawn by Python. */
function presenterState(first, tell) {
	const held = { all: new Map(), order: [], words: {}, moved: {}, wishes: [], tell };
	let drawnFor = {};
	let seq = first.echo;
	let touched = false;

	function send() {
		seq += 1;
		const scenes = touched ? held.order.map((id) => ({ scene: id, ...held.words[id] })) : null;
		stored(held.moved);
		held.tell("step", { seq, scenes, moved: held.moved, wishes: held.wishes });
	}

	function arrange(ids) {
		touched = true;
		held.order = ids;
		send();
	}

	function word(id, some) {
		touched = true;
		held.words = { ...held.words, [id]: { ...held.words[id], ...some } };
		send();
	}

	/* Set the moved weights of a scene; without `next`, return to those presented. Return whether
	   anything changed. */
	function weigh(id, next) {
		if (JSON.stringify(next) === JSON.stringify(held.moved[id])) return false;
		if (next) held.moved[id] = next;
		else delete held.moved[id];
		send();
		return true;
	}

	function wish(name, id) {
		const one = { id: `${Date.now()}-${seq}`, word: name, scene: id, moved: held.moved[id] };
		held.wishes = [...held.wishes.slice(-9), one];
		send();
	}

	/* Take Python's state, unless something was changed here since (`echo`); texts of left-out scenes
	   are kept. Return the answer to the last wish, once it is there. */
	function take({ scenes, echo, answers }) {
		held.all = new Map(scenes.map((one) => [one.id, one]));
		drawnFor = Object.fromEntries(scenes.filter((one) => one.moved).map((one) => [one.id, one.moved]));
		held.order = held.order.filter((id) => held.all.has(id));
		if (echo >= seq) {
			held.order = scenes.filter((one) => one.shown).map(({ id }) => id);
			held.words = Object.fromEntries(scenes.map(({ id, own, shown }) =>
				[id, shown ? own : held.words[id]]));
			held.moved = { ...drawnFor };
			stored(held.moved);
		}
		const [, heard] = answers.find(([id]) => id === held.wishes.at(-1)?.id) ?? [];
		if (heard) held.wishes = [];
		return heard;
	}

	/* After a reload, restore stored moves of weights, if their scene has the weights that they
	   began with. */
	function restore(kept) {
		const found = Object.entries(kept).filter(([id, one]) => {
			const panel = held.all.get(id)?.live?.panel;
			return panel && !held.moved[id] && sameWeights(panel.weights, one.begun);
		});
		if (!found.length) return;
		held.moved = { ...held.moved, ...Object.fromEntries(found) };
		setTimeout(send);
	}

	return Object.assign(held, {
		send, arrange, word, weigh, wish, take, restore,
		told: (one) => ({ title: held.words[one.id]?.title || one.title,
			caption: held.words[one.id]?.caption || one.caption }),
		/* Return the moved weights that apply to a scene, if there are any. */
		movedOf: (one) => (one.follows || one.live ? held.moved[one.live ? one.id : "ranking"] : undefined),
		/* Return whether Python has not yet drawn a scene for the moved weights. */
		stale: (one) => !one.live && one.follows
			&& JSON.stringify(held.moved.ranking ?? null) !== JSON.stringify(drawnFor.ranking ?? null),
	});
}

/* Make parts of a scene editable until the focus leaves all of them; then call `left`. Return a
   function that focuses a part: its text is selected, or if edited, has the caret at its end. */
function writeInPlace(root, parts, begin, left) {
	const over = new AbortController();
	const before = new Map(parts.map(([node]) => [node, node.textContent]));
	const [[first]] = parts;
	const leave = () => setTimeout(() => {
		if (parts.some(([node]) => node === root.getRootNode().activeElement)) return;
		over.abort();
		parts.forEach(([node]) => {
			["contenteditable", "role", "aria-label"].forEach((name) => node.removeAttribute(name));
			Object.assign(node, { onfocus: null, onblur: null, onkeydown: null });
			node.tabIndex = -1;
		});
		left();
	});
	const enter = (part) => {
		const node = before.has(part) ? part : first;
		node.blur();
		node.focus();
		getSelection().selectAllChildren(node);
		if (node.textContent !== before.get(node)) getSelection().collapseToEnd();
	};
	parts.forEach(([node, kind]) => {
		begin(node, kind);
		node.ariaLabel = kind === "title" ? "Title of this scene" : "Caption of this scene";
		node.tabIndex = 0;
		node.addEventListener("blur", leave, { signal: over.signal });
	});
	enter(first);
	return enter;
}
