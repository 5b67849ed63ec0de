/* The stage of the Present page. The browser holds all scenes, so that a key press shows the next
   one at once. After each change the whole state is sent to Python: order and texts of the scenes,
   and moved weights. */

const WIDE = 1280;
const HIGH = 720;
const TURNS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
	ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };
const shows = new WeakMap();

/* Build the stage and the list of scenes in `root`; `first` is the payload. */
function show(root, first, tell) {
	const find = (name) => root.querySelector(`.${name}`);
	const [stage, sheet, body, caption] = ["stage", "sheet", "body", "caption"].map(find);
	const title = sheet.querySelector("h2");
	const off = new AbortController();
	const held = presenterState(first, tell);
	const { told, movedOf, stale } = held;
	let { most } = first;
	let at = 0;
	let live = null;
	let liveOf = "";
	let wanted = false;
	let writing = null;

	const scene = () => held.all.get(held.order[at]);

	/* Apply a change of the list of scenes; the current scene stays the same, if it is still there. */
	function follow(change) {
		const now = held.order[at];
		const found = change();
		at = Math.max(0, held.order.indexOf(now));
		return found;
	}

	function arranged(ids) {
		follow(() => held.arrange(ids));
		listed();
	}

	function worded(id, some) {
		held.word(id, some);
		if (stage.open) draw();
		listed(!stage.open);
	}

	/* Return the scene whose panel holds the moved weights that apply to the current scene, or to the
	   ranking while the stage is closed; null if no weights were moved. */
	function weightedScene() {
		const one = stage.open ? scene() : held.all.get("ranking");
		if (!one || !movedOf(one)) return null;
		return one.live ? one : held.all.get("ranking");
	}

	function wish(word) {
		const one = weightedScene();
		if (!one) return;
		held.wish(word, one.id);
		answer("");
	}

	function back() {
		const one = weightedScene();
		if (!one) return;
		held.weigh(one.id);
		answer("");
		if (live) live.back();
		if (stage.open) draw();
		else strips();
	}

	function answer(text) {
		root.querySelectorAll(".answer").forEach((node) => say(node, text));
	}

	function strips() {
		const one = stage.open ? scene() : held.all.get("ranking");
		const found = one && movedOf(one);
		const only = one?.live && !one.follows;
		root.querySelectorAll(".moved").forEach((strip) => {
			strip.hidden = !found;
			say(strip.querySelector(".mark"), only ? "Your weights, in this scene only."
				: "Your weights hold in all scenes.");
		});
	}

	/* Zoom the sheet to the window. */
	function fit() {
		const zoom = Math.max(0.3, Math.min(innerWidth / WIDE, innerHeight / HIGH));
		sheet.style.zoom = zoom;
		sheet.style.width = `${innerWidth / zoom}px`;
		sheet.style.height = `${innerHeight / zoom}px`;
		fitRows();
	}

	function fitRows() {
		const panel = live && body.querySelector(".kp");
		if (panel) say(find("source"), fittedRows(panel, body.getBoundingClientRect().bottom, scene()));
	}

	/* Take over the state of the live panel; its `start` is true for the presented weights. */
	function weighed(found) {
		const one = scene();
		const begun = one.live.panel.weights;
		const next = found.start ? undefined : { weights: found.weights, locks: found.locks, begun };
		if (!writing) {
			say(title, found.start ? told(one).title : found.title);
			say(caption, found.start ? told(one).caption : found.sentence);
		}
		if (found.moving) return;
		if (held.weigh(one.id, next)) answer("");
		strips();
		fitTitle();
		fitRows();
	}

	function raise(one) {
		const box = element("div", find("a-panel").content.cloneNode(true));
		box.className = "raised";
		body.replaceChildren(box);
		liveOf = JSON.stringify(one.live);
		live = livePanel(box, one.live, weighed);
		if (held.moved[one.id]) live.take(held.moved[one.id]);
	}

	function lower() {
		live?.destroy();
		live = null;
	}

	function fitTitle() {
		title.classList.remove("long");
		title.classList.toggle("long", title.offsetHeight > 50);
	}

	function draw() {
		const one = scene();
		const late = stale(one);
		const { title: finding, caption: sentence } = told(one);
		if (!(live && one.live && held.moved[one.id])) {
			say(title, late && !held.words[one.id]?.title ? one.name : finding);
			say(caption, late ? "Drawn anew for your weights\u2026" : sentence);
		}
		fitTitle();
		say(find("source"), late ? "" : one.source);
		say(find("count"), `${at + 1} / ${held.order.length}`);
		find("previous").disabled = !at;
		find("next").disabled = at === held.order.length - 1;
		body.className = `body of-${one.kind}${one.lines.length > 6 ? " dense" : ""}`;
		body.ariaBusy = late;
		strips();
		if (one.live) {
			if (!live || liveOf !== JSON.stringify(one.live)) {
				lower();
				raise(one);
			}
			fitRows();
			return;
		}
		lower();
		body.replaceChildren(...(late ? [] : drawn(root, one)));
	}

	function turn(to) {
		const next = within(to, 0, held.order.length - 1);
		if (next === at && live) return;
		if (next !== at) lower();
		at = next;
		answer("");
		draw();
		title.focus({ preventScroll: true });
	}

	function leave() {
		if (!stage.open) return;
		root.getRootNode().activeElement?.blur();
		stage.close();
		lower();
		if (document.fullscreenElement) document.exitFullscreen();
		listed();
		strips();
	}

	function screen(full) {
		wanted = full;
		if (full) document.documentElement.requestFullscreen?.().catch(() => { wanted = false; });
		else if (document.fullscreenElement) document.exitFullscreen();
	}

	function start(id) {
		if (!held.order.length) return;
		at = Math.max(0, held.order.indexOf(id));
		if ([...held.all.values()].some(({ kind }) => kind === "map")) fetched();
		screen(true);
		stage.showModal();
		fit();
		draw();
		title.focus({ preventScroll: true });
	}

	/* Edit title and caption in place, unless they are those of moved weights. */
	function write() {
		const one = scene();
		if (writing) return;
		if (stale(one) || (one.live && held.moved[one.id])) {
			answer("These words follow your weights. Keep the weights first, or take them back.");
			return;
		}
		writing = writeInPlace(root, [[title, "title"], [caption, "caption"]], (node, kind) =>
			inPlace(node, most[kind], one[kind], (text) => worded(one.id, { [kind]: text })), () => {
			writing = null;
			if (!stage.open) return;
			draw();
			title.focus({ preventScroll: true });
		});
	}

	const letters = { r: back, k: () => wish("keep"), s: () => wish("save"), e: write,
		f: () => screen(!document.fullscreenElement) };

	/* A focused divider handles the arrow keys. After a pointer action the title gets the focus, so
	   that they turn to other scenes again. */
	function givenBack() {
		if (root.getRootNode().activeElement?.matches(".knob, .segment")) title.focus({ preventScroll: true });
	}
	stage.onpointerup = () => {
		givenBack();
		setTimeout(givenBack);
	};
	stage.onkeydown = (event) => {
		const { target } = event;
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
		if (target.isContentEditable || target.matches?.("input")) return;
		const letter = letters[event.key.toLowerCase()];
		const pressed = target.matches?.("button") && (event.key === "Enter" || event.key === " ");
		if (letter) letter();
		else if (pressed || target.matches?.(".knob, .rows, .kp button")) return;
		else if (TURNS[event.key]) turn(at + TURNS[event.key]);
		else return;
		event.preventDefault();
	};
	/* While no element has the focus, the body gets the key events. */
	addEventListener("keydown", (event) => {
		if (stage.open && event.target === document.body) stage.onkeydown(event);
	}, off);
	stage.oncancel = (event) => {
		event.preventDefault();
		leave();
	};
	title.ondblclick = caption.ondblclick = write;
	find("previous").onclick = () => turn(at - 1);
	find("next").onclick = () => turn(at + 1);
	find("start").onclick = () => start(held.order[0]);
	find("edit").onclick = write;
	root.querySelectorAll(".strip").forEach((place) => {
		const made = stamp(root, "moved");
		made.keep.onclick = letters.k;
		made.save.onclick = letters.s;
		made.away.onclick = back;
		place.append(made.node);
	});
	/* An element that enters full screen after the dialog was opened covers it, so show it again. */
	document.addEventListener("fullscreenchange", () => {
		if (!stage.open) return;
		if (!document.fullscreenElement && wanted) leave();
		else {
			const { activeElement } = root.getRootNode();
			stage.close();
			stage.showModal();
			if (writing) writing(activeElement);
			else title.focus({ preventScroll: true });
		}
	}, off);
	addEventListener("resize", () => stage.open && fit(), off);

	const list = sceneList(root, { start, arranged, worded, words: told, listed });

	/* Draw the list of scenes; `written` is true if it already shows the change, typed into it. */
	function listed(written = false) {
		const rest = [...held.all.values()].filter(({ id }) => !held.order.includes(id));
		find("start").disabled = !held.order.length;
		list.draw(held.order.map((id) => held.all.get(id)), rest, most, written);
	}

	function update(next) {
		({ most } = next);
		const heard = follow(() => held.take(next));
		listed();
		strips();
		if (stage.open && !writing) draw();
		if (heard) answer(heard);
	}

	const kept = stored();
	update(first);
	held.restore(kept);
	strips();
	return { node: stage, update, destroy: () => off.abort(), tell: (next) => { held.tell = next; } };
}

export default function ({ data: [data], parentElement, setStateValue }) {
	const held = shows.get(parentElement) ?? {};
	const text = JSON.stringify(data);
	if (!held.show?.node.isConnected) held.show = show(parentElement, data, setStateValue);
	else {
		held.show.tell(setStateValue);
		if (held.text !== text) held.show.update(data);
	}
	held.text = text;
	shows.set(parentElement, held);
	return () => {
		if (!held.show.node.isConnected) held.show.destroy();
	};
}
