/* Presses are sent as a text that only grows, so that overlapping events lose none. Those that the
   server has not handled when it answers (`heard`) are sent once more: a script that restarts
   itself may run with an older state of the component. */
const MAX_SENT = 60;
const PATIENCE = 300;
const KINDS = ["checkbox", "radio", "range", "button"];
const KEYS = { undo: "Ctrl+Z", redo: "Ctrl+Y" };
const SAID = { undo: "Undone", redo: "Redone" };
const held = new WeakMap();

const typed = (target) => target.isContentEditable || target.matches?.("textarea")
	|| (target.matches?.("input") && !KINDS.includes(target.type));

export default function ({ data: [data], parentElement, setStateValue }) {
	const one = held.get(parentElement)
		?? { id: Math.random().toString(36).slice(2), count: 0, last: "" };
	held.set(parentElement, one);
	const button = (name) => parentElement.querySelector(`.${name}`);
	const left = { undo: data.undo.length, redo: data.redo.length };

	function draw(name) {
		const what = data[name].at(-1);
		button(name).ariaDisabled = !left[name];
		button(name).title = `${name === "undo" ? "Undo" : "Redo"}${what ? `: ${what}` : ""} (${KEYS[name]})`;
	}

	function tell() {
		clearTimeout(one.late);
		setStateValue("presses", { id: one.id, count: one.count, last: one.last, at: Date.now() });
	}

	one.press = (name) => {
		if (!left[name]) return;
		const back = name === "undo" ? "redo" : "undo";
		left[name] -= 1;
		left[back] += 1;
		one.count += 1;
		one.last = (one.last + name[0]).slice(-MAX_SENT);
		const what = data[name].at(-1);
		parentElement.querySelector("[role=status]").textContent = SAID[name] + (what ? `: ${what}` : "");
		tell();
	};

	one.keys ??= (event) => {
		if (!button("undo")?.isConnected) return;
		const key = event.key.toLowerCase();
		const [target] = event.composedPath();
		const asked = (event.ctrlKey || event.metaKey) && !event.altKey && "zy".includes(key);
		if (!asked || event.defaultPrevented || typed(target)) return;
		event.preventDefault();
		one.press(key === "y" || event.shiftKey ? "redo" : "undo");
	};
	["undo", "redo"].forEach((name) => {
		draw(name);
		button(name).onclick = () => one.press(name);
	});
	clearTimeout(one.late);
	if (one.count > (data.heard[0] === one.id ? data.heard[1] : 0)) one.late = setTimeout(tell, PATIENCE);
	/* On the window, so that an element with undo steps of its own, such as a scene, handles the key
	   first. The listener stays during a redraw, or a key pressed meanwhile would be lost. */
	if (!one.listens) addEventListener("keydown", one.keys);
	one.listens = true;
	return () => {
		if (button("undo")?.isConnected) return;
		removeEventListener("keydown", one.keys);
		one.listens = false;
	};
}
