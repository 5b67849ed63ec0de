/* All scenes at once in the browser, so that the next one is there on the key press. */

const WIDE = 1280;
const HIGH = 720;
const SHADES = 9;
const TURNS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
	ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };
const shows = new WeakMap();

function placed(node, left, width) {
	node.style.left = `${left}%`;
	node.style.width = `${width}%`;
}

/* One bar from zero; differences go to both sides of it. */
function barLine(root, scene, bar) {
	const values = scene.bars.map((one) => one.value ?? 0);
	const low = Math.min(0, ...values);
	const high = scene.kind === "country" ? 100 : Math.max(0, ...values);
	const span = high - low || 1;
	const made = stamp(root, "bar");
	const value = bar.value ?? 0;
	say(made.label, bar.label);
	say(made.shown, bar.mark ? `${bar.shown} ${bar.mark}` : bar.shown);
	made.fill.style.backgroundColor = bar.criterion ? `var(--criterion-${bar.criterion})` : "";
	made.fill.className = `fill ${bar.pattern}`;
	made.track.style.setProperty("--zero", `${(-100 * low) / span}%`);
	placed(made.fill, (100 * (Math.min(value, 0) - low)) / span, (100 * Math.abs(value)) / span);
	return made.node;
}

/* The share of the draws in each place, the first the darkest. */
function placesLine(root, bar) {
	const made = stamp(root, "bar");
	say(made.label, bar.label);
	say(made.shown, bar.shown);
	let edge = 0;
	made.track.replaceChildren(...bar.parts.map((share, i) => {
		const part = element("i", share > 0.08 ? String(i + 1) : "");
		const near = Math.max(0, 1 - i / within(bar.parts.length - 1, 1, SHADES));
		const strong = near > 0.5;
		/* No shade in the middle, where neither dark nor light figures could be read. */
		part.style.setProperty("--strength", `${Math.round(strong ? 60 + 40 * near : 80 * near)}%`);
		part.className = strong ? "strong" : "faint";
		placed(part, 100 * edge, 100 * share);
		edge += share;
		return part;
	}).filter((part) => parseFloat(part.style.width) > 0.05));
	return made.node;
}

function wordLine(root, { head, text }) {
	const made = stamp(root, "word");
	say(made.head, head);
	say(made.said, text);
	return made.node;
}

function column(name, unit, nodes) {
	const made = element("div", ...(unit ? [element("p", unit)] : []), ...nodes);
	made.className = name;
	return made;
}

function drawn(root, scene) {
	if (scene.kind === "map") return mapped(scene);
	const line = scene.kind === "places" ? placesLine : (node, bar) => barLine(node, scene, bar);
	const bars = scene.bars.map((bar) => line(root, bar));
	const words = scene.lines.map((one) => wordLine(root, one));
	return [...(bars.length ? [column(`bars ${scene.kind}`, scene.unit, bars)] : []),
		...(words.length ? [column("words", "", words)] : [])];
}

function show(root, data) {
	const find = (name) => root.querySelector(`.${name}`);
	const [stage, sheet, body] = ["stage", "sheet", "body"].map(find);
	const title = sheet.querySelector("h2");
	const off = new AbortController();
	let { scenes } = data;
	let at = 0;
	let live = null;
	let wanted = false;

	function fit() {
		const zoom = Math.max(0.3, Math.min(innerWidth / WIDE, innerHeight / HIGH));
		sheet.style.zoom = zoom;
		sheet.style.width = `${innerWidth / zoom}px`;
		sheet.style.height = `${innerHeight / zoom}px`;
	}

	function tellWeights(found) {
		say(title, found.start ? scenes[at].title : found.title);
		say(find("caption"), found.start ? scenes[at].caption : found.sentence);
		find("back").hidden = found.start;
		find("source").hidden = !found.start;
	}

	function raise(scene) {
		const made = find("a-panel").content.cloneNode(true);
		const box = element("div", made);
		box.className = "raised";
		body.replaceChildren(box);
		live = livePanel(box, scene.live, tellWeights);
	}

	function draw() {
		const scene = scenes[at];
		live?.destroy();
		live = null;
		tellWeights({ start: true });
		say(find("source"), scene.source);
		say(find("count"), `${at + 1} / ${scenes.length}`);
		find("previous").disabled = !at;
		find("next").disabled = at === scenes.length - 1;
		body.className = `body of-${scene.kind}${scene.lines.length > 6 ? " dense" : ""}`;
		if (scene.live) raise(scene);
		else body.replaceChildren(...drawn(root, scene));
	}

	function turn(to) {
		const next = Math.max(0, Math.min(to, scenes.length - 1));
		if (next === at && live) return;
		at = next;
		draw();
		title.focus({ preventScroll: true });
	}

	function leave() {
		if (!stage.open) return;
		stage.close();
		live?.destroy();
		live = null;
		if (document.fullscreenElement) document.exitFullscreen();
	}

	function screen(full) {
		wanted = full;
		if (full) document.documentElement.requestFullscreen?.().catch(() => { wanted = false; });
		else if (document.fullscreenElement) document.exitFullscreen();
	}

	function start(to) {
		if (!scenes.length) return;
		at = to;
		if (scenes.some(({ kind }) => kind === "map")) fetched();
		screen(true);
		stage.showModal();
		fit();
		draw();
		title.focus({ preventScroll: true });
	}

	/* A divider takes its own arrow keys while it has the keyboard; a pointer gives them back. */
	stage.onpointerup = () => setTimeout(() => {
		if (root.getRootNode().activeElement?.matches(".knob")) title.focus({ preventScroll: true });
	});
	stage.onkeydown = (event) => {
		const own = event.target.matches?.(".knob, .rows, input, .kp button");
		if (event.defaultPrevented || own || event.ctrlKey || event.metaKey || event.altKey) return;
		const key = event.key.toLowerCase();
		const pressed = event.target.matches?.("button") && (key === "enter" || key === " ");
		if (pressed) return;
		if (TURNS[event.key]) turn(at + TURNS[event.key]);
		else if (key === "r") live?.back();
		else if (key === "f") screen(!document.fullscreenElement);
		else return;
		event.preventDefault();
	};
	stage.oncancel = (event) => {
		event.preventDefault();
		leave();
	};
	find("previous").onclick = () => turn(at - 1);
	find("next").onclick = () => turn(at + 1);
	find("start").onclick = () => start(0);
	/* What goes full screen later lies above the dialogue, until that is shown anew. */
	document.addEventListener("fullscreenchange", () => {
		if (!stage.open) return;
		if (!document.fullscreenElement && wanted) leave();
		else {
			stage.close();
			stage.showModal();
			title.focus({ preventScroll: true });
		}
	}, off);
	addEventListener("resize", () => stage.open && fit(), off);

	function update(next) {
		({ scenes } = next);
		at = Math.min(at, Math.max(scenes.length - 1, 0));
		find("start").disabled = !scenes.length;
		find("list").replaceChildren(...scenes.map((scene, i) => {
			const made = stamp(root, "entry");
			say(made.what, scene.name);
			say(made.finding, scene.title);
			made.entry.onclick = () => start(i);
			return made.node;
		}));
		if (stage.open) draw();
	}

	update(data);
	return { node: stage, update, destroy: () => off.abort() };
}

export default function ({ data, parentElement }) {
	const held = shows.get(parentElement) ?? {};
	const text = JSON.stringify(data);
	if (!held.show?.node.isConnected) held.show = show(parentElement, data);
	else if (held.text !== text) held.show.update(data);
	held.text = text;
	shows.set(parentElement, held);
	return () => {
		if (!held.show.node.isConnected) held.show.destroy();
	};
}
