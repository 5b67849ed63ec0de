/* The popup of a criterion, the detail of an open row, and the tools above the ranking. */

/* Return a button; a toggle button if `on` is given. */
function toggled(text, on, run) {
	const made = element("button", text);
	Object.assign(made, { type: "button", onclick: run });
	if (on !== undefined) made.ariaPressed = on;
	return made;
}

/* The popup that describes a criterion; it closes when the focus leaves it, except to a segment. */
function criterionWords(root, criteria, act) {
	const box = select(root, "about");
	let topic = null;
	const close = (back) => {
		box.hidden = true;
		if (back) root.querySelectorAll(".segment")[topic].focus();
	};
	box.onkeydown = (event) => event.key === "Escape" && close(true);
	box.onfocusout = ({ relatedTarget: to }) => {
		if (!box.contains(to) && !to?.matches(".segment")) close();
	};

	function draw({ data, whole, look }) {
		if (box.hidden) return;
		const { name, question, bounds, half } = data.criteria[topic];
		const ends = [`0 points: ${bounds[0]}`, half && `50 points: ${half}`, `100 points: ${bounds[1]}`];
		const measured = data.indicators.filter((one) => one.criterion === criteria[topic].id).map((one) =>
			element("li", `${one.name}, ${one.unit}${one.less ? ", less is better" : ""} · ${one.source}`));
		const set = (what) => () => act.look({ [what]: look[what] === topic ? null : topic });
		const buttons = [toggled("Sort by it", look.by === topic, set("by")),
			toggled("Line the bars up on it", look.line === topic, set("line")), toggled("Close", undefined, () => close(true))];
		const at = [...box.querySelectorAll("button")].indexOf(root.getRootNode().activeElement);
		box.replaceChildren(element("h3", `${name}, ${whole[topic]} %`, act.ask(name)), element("p", question),
			element("p", `${ends.filter(Boolean).join(" · ")}.`), element("ul", ...measured), element("div", ...buttons));
		buttons[at]?.focus();
	}

	function open(j, view) {
		topic = j;
		box.hidden = false;
		box.ariaLabel = criteria[j].name;
		draw(view);
		const segment = root.querySelectorAll(".segment")[j];
		box.style.left = `${within(segment.offsetLeft, 0, root.clientWidth - box.offsetWidth)}px`;
		box.focus({ preventScroll: true });
	}

	return { draw, open, close, topic: () => (box.hidden ? null : topic) };
}

/* The detail of the open row. Its buttons are created once, since a click is lost if a redraw
   replaces the button between pointer down and pointer up. */
function rowDetail(root, act) {
	const box = select(root, "detail");
	const [name, odd, body] = [element("b"), element("p"), element("tbody")];
	let row = null;
	let rival = null;
	const codes = () => [row, rival].map((one) => one.country);
	const tools = [
		toggled("Pin to the top", false, () => act.pin(row.country)),
		toggled("Country page", undefined, () => act.go("country", codes().slice(0, 1))),
		toggled("", undefined, () => act.go("compare", codes())),
		toggled("Close", undefined, () => act.open(row.country)),
	];
	const [pin, lead, against] = tools;
	const heads = ["Criterion", "Figures", "Points", "Weight", "Brings"].map((text) => element("th", text));
	box.append(element("div", name, ...tools), odd, element("table", element("thead", element("tr", ...heads)), body));
	const line = (one, { data, whole }) => (criterion, j) => {
		const chip = element("i");
		chip.style.background = `var(--c${j})`;
		chip.className = "chip";
		const [, , ...told] = wordsAbout(one, j, { data, whole });
		const figures = told.map((words) => element("div", words.join(": ")));
		return element("tr", element("th", chip, criterion.name, act.ask(criterion.name)), element("td", ...figures),
			...[one.row.scores[j].toFixed(0), `${whole[j]} %`, one.parts[j].toFixed(1)].map((text) => element("td", text)));
	};

	function draw(view) {
		const { standing, look, first, data } = view;
		const one = standing.find((other) => other.row.country === look.open);
		box.hidden = !one;
		if (!one) return 0;
		({ row } = one);
		const other = standing.find(({ row: { country, aside } }) => country !== row.country && !aside);
		rival = (one === first ? other : first)?.row;
		box.ariaLabel = `What ${row.name} is made of`;
		pin.ariaPressed = look.pins.includes(row.country);
		lead.hidden = !data.leads;
		against.hidden = !data.leads || !rival;
		say(name, row.name);
		say(against, `Compare with ${rival?.name}`);
		say(odd, [row.reason, ...row.flags, noteOf(row, view.weights), knownBeside(row, view.weights)].filter(Boolean).join(" · "));
		body.replaceChildren(...data.criteria.map(line(one, view)));
		return box.offsetHeight;
	}

	/* Update only the weights and contributions, in an animation frame of a drag. */
	function follow({ standing, look, whole }) {
		const one = standing.find(({ row }) => row.country === look.open);
		one?.parts.forEach((part, j) => {
			const { cells } = body.rows[j];
			say(cells[3], `${whole[j]} %`);
			say(cells[4], part.toFixed(1));
		});
	}

	box.onkeydown = (event) => event.key === "Escape" && act.open();
	return { draw, follow, box };
}

/* The tools of the view: differences to the first, order by score, search, and number of rows.
   Return the function that draws them. */
function lookTools(root, act) {
	const find = (name) => select(root, name);
	const [apart, field, most] = ["apart", "find", "most"].map(find);
	const wanted = () => field.value.trim().toLowerCase();
	apart.onclick = () => act.look({ apart: apart.ariaPressed !== "true" });
	find("plain").onclick = () => act.look({ by: null, line: null });
	field.oninput = () => act.look({ find: wanted() });
	most.onchange = () => act.look({ most: Number(most.value) });

	return ({ data, look, standing }) => {
		apart.ariaPressed = look.apart;
		find("plain").hidden = look.by === null && look.line === null;
		find("sift").hidden = data.rows.length < 13;
		if (wanted() !== look.find) field.value = look.find;
		most.value = look.most;
		say(find("sorted"), look.by === null ? "" : `, by ${data.criteria[look.by].short}`);
		root.querySelectorAll(".segment").forEach((node, j) => {
			node.ariaPressed = j === look.by || j === look.line;
			node.ariaHasPopup = "dialog";
		});
		find("none").hidden = standing.length > 0;
	};
}
