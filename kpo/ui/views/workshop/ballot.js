/* A ballot. Its draft is stored in the browser, so that nothing is lost before the server has
   acknowledged it. */
const TOTAL = 100;
const END = 50;
const PATIENCE = 6000;
const AGAIN = 4000;
const ballots = new WeakMap();

/* Round weights to whole per cents that sum to 100, by largest remainder. */
function whole(weights) {
	const out = weights.map((one) => Math.floor(one + 1e-9));
	const order = weights.map((_, j) => j)
		.sort((a, b) => (weights[b] - out[b]) - (weights[a] - out[a]) || a - b);
	const left = TOTAL - out.reduce((sum, one) => sum + one, 0);
	order.slice(0, left).forEach((j) => { out[j] += 1; });
	return out;
}

/* Set one weight; the others are scaled so that all sum to 100, or made equal if they are all 0. */
function withOne(weights, j, value) {
	const rest = weights.reduce((sum, one, k) => (k === j ? sum : sum + one), 0);
	const left = TOTAL - value;
	return weights.map((one, k) => {
		if (k === j) return value;
		return rest > 1e-9 ? one * left / rest : left / (weights.length - 1);
	});
}

function stored(name) {
	try {
		return JSON.parse(localStorage.getItem(name));
	} catch {
		return null;
	}
}

function store(name, what) {
	try {
		localStorage.setItem(name, JSON.stringify(what));
	} catch {
		/* Without storage, the ballot lasts until the page is reloaded. */
	}
}

function clock(at) {
	return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function mount(root, tell) {
	const one = (name) => root.querySelector(name);
	const name = one(".name");
	const role = one(".role");
	const send = one(".send");
	const second = one(".second");
	const state = { data: null, weights: [], cells: [], from: null, seq: 0, pending: null, at: 0 };
	let timer = 0;

	const draft = () => `kpo-atlas.ballot.${state.data.draft}`;
	const numbers = () => whole(state.weights);
	const record = () => ({
		weights: Object.fromEntries(state.data.criteria.map(({ id }, j) => [id, numbers()[j]])),
		name: name.value,
		role: role.value,
	});
	const same = (a, b) => Boolean(a && b) && JSON.stringify([a.weights, a.name ?? "", a.role ?? ""])
		=== JSON.stringify([b.weights, b.name ?? "", b.role ?? ""]);

	function say(words, bad = false) {
		const said = one(".said");
		if (said.textContent !== words) said.textContent = words;
		said.classList.toggle("bad", bad);
	}

	function keep() {
		store(draft(), { ...record(), at: state.at, offer: state.offer, pending: state.pending });
	}

	function draw() {
		const shown = numbers();
		state.cells.forEach(({ track, number, segment }, j) => {
			const most = shown[j] > END ? TOTAL : END;
			track.max = most;
			track.value = shown[j];
			track.style.setProperty("--done", `calc(${shown[j] / most} * (100% - 24px) + 12px)`);
			track.setAttribute("aria-valuetext", `${shown[j]} per cent`);
			if (root.getRootNode().activeElement !== number) number.value = shown[j];
			segment.style.flexGrow = state.weights[j];
		});
		status();
	}

	function status() {
		if (state.data.mode === "file") {
			send.textContent = "Save my ballot";
			second.hidden = false;
			return;
		}
		const now = record();
		const safe = same(now, state.sent);
		send.disabled = Boolean(state.pending) || safe;
		send.textContent = state.sent ? (safe ? "Sent" : "Send my changes") : "Send my ballot";
		if (state.pending) return;
		if (safe) say(`Sent at ${clock(state.at)}. You can change it until the reveal.`);
		else if (state.sent) say("Changed here, not sent yet.");
		else say("You can change it until the reveal.");
	}

	function change(weights) {
		state.weights = weights;
		keep();
		draw();
	}

	/* Send the pending ballot, and again every PATIENCE milliseconds until the server answers. */
	function deliver() {
		clearTimeout(timer);
		if (!state.pending || !root.isConnected) return;
		state.seq += 1;
		tell("ballot", { ...state.pending, round: state.data.round, seq: state.seq, at: Date.now() });
		timer = setTimeout(() => {
			if (!state.pending) return;
			say("Not sent yet. It is kept on this phone and sent again.", true);
			deliver();
		}, PATIENCE);
	}

	function build(criteria) {
		const rows = one(".rows");
		const bar = one(".bar");
		rows.replaceChildren();
		bar.replaceChildren();
		state.cells = criteria.map((item, j) => {
			const cell = one(".cell").content.firstElementChild.cloneNode(true);
			const track = cell.querySelector(".track");
			const number = cell.querySelector(".number");
			const segment = document.createElement("i");
			const tone = `var(--criterion-${CSS.escape(item.id)})`;
			cell.style.setProperty("--tone", tone);
			segment.style.background = tone;
			cell.querySelector("b").textContent = item.name;
			cell.querySelector("small").textContent = item.hint;
			track.ariaLabel = item.name;
			number.ariaLabel = `${item.name}, per cent`;
			track.onpointerdown = track.onfocus = () => { state.from = [...state.weights]; };
			track.oninput = () => change(withOne(state.from ?? state.weights, j, Number(track.value)));
			number.onfocus = () => { state.from = [...state.weights]; number.select(); };
			number.oninput = () => {
				const value = Number(number.value.replace(",", ".") || NaN);
				const right = value >= 0 && value <= TOTAL;
				number.ariaInvalid = !right;
				if (right) change(withOne(state.from ?? state.weights, j, value));
			};
			number.onblur = () => { number.ariaInvalid = false; draw(); };
			rows.append(cell);
			bar.append(segment);
			return { track, number, segment };
		});
	}

	function save() {
		const whole = { kind: "kpo-atlas-ballots", version: 1, scenario: state.data.scenario, ballots: [record()] };
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }));
		link.download = "kpo-atlas-ballot.json";
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 1000);
		say("Saved. Send the file to whoever collects the ballots.");
	}

	async function copy() {
		const bytes = new TextEncoder().encode(JSON.stringify(record()));
		const code = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
		const text = `${location.origin}${location.pathname}#ballot=${code}`;
		try {
			await navigator.clipboard.writeText(text);
			say("Copied. Send the link to whoever collects the ballots.");
		} catch {
			prompt("Copy this link", text);
		}
	}

	send.onclick = () => {
		if (state.data.mode === "file") return save();
		state.pending = record();
		keep();
		say("Being sent\u2026");
		send.disabled = true;
		return deliver();
	};
	second.textContent = "Copy as a link";
	second.onclick = copy;
	name.oninput = role.oninput = () => { keep(); status(); };

	/* Start from the stored draft, else from the ballot on the server, else from `data.start`. */
	function begin(data) {
		const held = stored(draft());
		const own = data.sent ?? held;
		state.weights = data.criteria.map(({ id }, j) => Number(own?.weights?.[id] ?? data.start[j]) || 0);
		if (!state.weights.some(Boolean)) state.weights = [...data.start];
		if (held && data.sent && !same(held, data.sent)) {
			state.weights = data.criteria.map(({ id }) => Number(held.weights?.[id]) || 0);
		}
		const words = held ?? data.sent ?? data.who ?? {};
		name.value = words.name ?? "";
		role.value = words.role ?? "";
		state.sent = data.sent ?? null;
		state.at = held?.at || Date.now();
		state.pending = held?.pending && !same(held.pending, data.sent) ? held.pending : null;
		state.offer = held?.offer ?? "";
		if (state.pending) deliver();
	}

	/* Handle the server's answer to the pending ballot: stored, busy (try again) or refused. */
	function answered({ ack, sent }) {
		if (!state.pending) {
			if (sent && !state.sent) state.sent = sent;
			return;
		}
		if (same(state.pending, sent) || (ack?.seq === state.seq && !ack.problem)) {
			clearTimeout(timer);
			state.sent = sent ?? state.pending;
			state.at = Date.now();
			state.pending = null;
			if (state.sent.name !== name.value && root.getRootNode().activeElement !== name) name.value = state.sent.name ?? "";
			if (state.sent.role !== role.value && root.getRootNode().activeElement !== role) role.value = state.sent.role ?? "";
			keep();
		} else if (ack?.seq === state.seq && state.refused !== ack.seq) {
			state.refused = ack.seq;
			clearTimeout(timer);
			say(`${ack.problem} Your ballot is kept on this phone.`, true);
			if (ack.busy) timer = setTimeout(deliver, AGAIN);
			else {
				state.pending = null;
				send.disabled = false;
				keep();
			}
		}
	}

	function update(data, told) {
		tell = told;
		const mark = JSON.stringify([data.draft, data.criteria]);
		const again = mark !== state.mark;
		state.data = data;
		if (again) {
			state.mark = mark;
			build(data.criteria);
			begin(data);
		}
		const offer = data.offer;
		if (offer && offer.id !== state.offer) {
			state.offer = offer.id;
			state.weights = data.criteria.map(({ id }) => offer.weights[id] ?? 0);
			keep();
		}
		const refused = state.refused;
		answered(data);
		if (state.refused === refused || state.pending) draw();
	}

	return { update };
}

export default function ({ data: [data], parentElement, setStateValue }) {
	const root = parentElement.querySelector(".bw");
	let held = ballots.get(root);
	if (!held) ballots.set(root, (held = mount(root, setStateValue)));
	held.update(data, setStateValue);
}
