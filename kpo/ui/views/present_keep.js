/* What outlasts the stage: weights that were moved, and words that are written on it. */

const KEPT = "kpo-atlas.moved-weights";

/* What a reload must not lose; a browser that stores nothing loses it. */
function stored(moved) {
	try {
		if (!moved) return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
		sessionStorage.setItem(KEPT, JSON.stringify(moved));
	} catch { /* Nothing is stored then. */ }
	return {};
}

function sameWeights(one, other) {
	return Object.keys(one).every((name) => Math.abs(one[name] - other[name]) < TIE);
}

/* Order and words of the scenes and moved weights, as they stand in this browser; every step is told
   to Python whole. `all` holds the scenes by id as Python has drawn them. */
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

	/* Takes note of the weights of a scene; none are those that are presented. */
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

	/* What Python has, unless something was done since; words of scenes left out stay here. Returns
	   what became of the last wish, once that is known. */
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

	/* A reload brings weights back that were moved and neither kept nor taken back. */
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
		/* The weights that a scene follows and that are not those presented. */
		movedOf: (one) => (one.follows || one.live ? held.moved[one.live ? one.id : "ranking"] : undefined),
		/* Not yet drawn for the weights that stand now. */
		stale: (one) => !one.live && one.follows
			&& JSON.stringify(held.moved.ranking ?? null) !== JSON.stringify(drawnFor.ranking ?? null),
	});
}

/* Lets the parts of a scene be written until the keyboard leaves all of them. Returns what gives the
   keyboard back to a part: all of it is chosen, or what was written in it goes on at its end. */
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
