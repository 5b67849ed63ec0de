/* The list of scenes: reordered by dragging or with the arrow keys, with texts edited in place. */

const PLACES = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity };

function oneLine(text) {
	return text.replace(/\s+/g, " ").trim();
}

/* Make a text editable in place. If it is emptied, `own` is shown again; `done` gets the new text,
   empty for `own`. */
function inPlace(node, most, own, done) {
	let before = null;
	const begin = () => {
		before ??= node.textContent;
	};
	const end = () => {
		if (before === null) return;
		const text = oneLine(node.textContent).slice(0, most);
		const same = text === oneLine(before);
		node.textContent = same ? before : text || own;
		before = null;
		if (!same) done(text === oneLine(own) ? "" : text);
	};
	node.contentEditable = "plaintext-only";
	node.role = "textbox";
	node.onfocus = begin;
	node.onblur = end;
	node.onkeydown = (event) => {
		if (event.key !== "Escape" && event.key !== "Enter") return;
		event.preventDefault();
		event.stopPropagation();
		if (event.key === "Escape" && before !== null) node.textContent = before;
		node.blur();
	};
	return { begin, end };
}

/* Let an entry be dragged within its list. The DOM nodes of the others are moved around it: moving
   its own would release the pointer capture. */
function draggable(entry, grip, moved) {
	let drag = null;
	const past = (y) => {
		const { top, height } = entry.getBoundingClientRect();
		const other = y < top ? entry.previousElementSibling
			: y > top + height ? entry.nextElementSibling : null;
		const box = other?.getBoundingClientRect();
		return box && (y < top ? y < box.top + box.height / 2 : y > box.top + box.height / 2) ? other : null;
	};
	grip.onpointerdown = (event) => {
		if (event.button) return;
		event.preventDefault();
		grip.focus({ preventScroll: true });
		grip.setPointerCapture(event.pointerId);
		drag = [...entry.parentNode.children];
		entry.classList.add("dragged");
	};
	grip.onpointermove = (event) => {
		for (let other = drag && past(event.clientY); other; other = past(event.clientY)) step(entry, other);
	};
	const end = (keep) => () => {
		if (!drag) return;
		const before = drag;
		drag = null;
		entry.classList.remove("dragged");
		if (!keep) before.forEach((one) => one !== entry && settle(entry, one, before));
		else if ([...entry.parentNode.children].some((one, i) => one !== before[i])) moved();
	};
	grip.onpointerup = end(true);
	grip.onpointercancel = grip.onlostpointercapture = end(false);
	grip.addEventListener("keydown", (event) => {
		if (event.key === "Escape" && drag) end(false)();
	});
}

function step(entry, other) {
	const after = entry.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
	if (after) entry.before(other);
	else entry.after(other);
}

/* Move `one` back to its side of `entry`; for each entry in turn, this restores an order. */
function settle(entry, one, order) {
	if (order.indexOf(one) < order.indexOf(entry)) entry.before(one);
	else entry.parentNode.append(one);
}

/* Build the list; `act` has start(id), arranged(ids), worded(id, texts), words(scene), listed(). */
function sceneList(root, act) {
	const find = (name) => root.querySelector(`.${name}`);
	const [list, aside, voice] = ["list", "left-out", "said-aloud"].map(find);
	const ids = () => [...list.children].map((one) => one.dataset.scene);
	let drawn = "";

	function announce(scene) {
		const place = ids().indexOf(scene.id) + 1;
		say(voice, `${scene.name} is scene ${place} of ${list.children.length}.`);
	}

	function keys(entry, scene, event) {
		const by = PLACES[event.key];
		if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		const others = [...list.children];
		const at = others.indexOf(entry);
		const to = within(at + by, 0, others.length - 1);
		others.slice(Math.min(at, to), Math.max(at, to) + 1).filter((one) => one !== entry)
			.sort((a, b) => Math.sign(by) * (others.indexOf(a) - others.indexOf(b)))
			.forEach((one) => step(entry, one));
		announce(scene);
		if (to !== at) act.arranged(ids());
	}

	function words(node, scene, kind, most) {
		say(node, act.words(scene)[kind]);
		node.ariaLabel = `${kind === "title" ? "Title" : "Caption"} of ${scene.name}`;
		inPlace(node, most, scene[kind], (text) => act.worded(scene.id, { [kind]: text }));
	}

	function shownEntry(scene, most) {
		const made = stamp(root, "entry");
		made.node.dataset.scene = scene.id;
		say(made.what, scene.name);
		words(made.finding, scene, "title", most.title);
		words(made.told, scene, "caption", most.caption);
		made.grip.ariaLabel = `Move ${scene.name}: drag, or arrow keys`;
		made.out.ariaLabel = `Leave out ${scene.name}`;
		made.entry.onclick = () => act.start(scene.id);
		made.out.onclick = () => act.arranged(ids().filter((id) => id !== scene.id));
		made.grip.onkeydown = (event) => keys(made.node, scene, event);
		draggable(made.node, made.grip, () => act.arranged(ids()));
		return made.node;
	}

	function asideEntry(scene) {
		const made = stamp(root, "aside-entry");
		say(made.back, `Add ${scene.name}`);
		made.back.onclick = () => act.arranged([...ids(), scene.id]);
		return made.node;
	}

	/* Draw the list, unless nothing has changed or an entry is being edited or dragged. */
	function draw(shown, rest, most, written) {
		const text = JSON.stringify([shown, rest].map((some) =>
			some.map((scene) => [scene.id, scene.name, scene.title, scene.caption, act.words(scene)])));
		const held = root.getRootNode().activeElement;
		if (written) drawn = text;
		if (text === drawn || held?.isContentEditable || list.querySelector(".dragged")) return;
		drawn = text;
		const focus = list.contains(held) ? [held.closest("li").dataset.scene, held.classList[0]] : null;
		list.replaceChildren(...shown.map((scene) => shownEntry(scene, most)));
		list.querySelectorAll(".out").forEach((button) => { button.disabled = shown.length < 2; });
		aside.hidden = !rest.length;
		aside.querySelector("ul").replaceChildren(...rest.map(asideEntry));
		const entry = focus && [...list.children].find((one) => one.dataset.scene === focus[0]);
		entry?.querySelector(`.${focus[1]}`)?.focus();
	}

	list.onfocusout = () => setTimeout(act.listed);
	return { draw };
}
