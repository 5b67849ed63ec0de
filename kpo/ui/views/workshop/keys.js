/* Keys arrive in the fragment of the address, which browsers never send to a server, and are
   removed from it at once. */
const NAME = "kpo-atlas.workshop";
const told = new WeakMap();

function read() {
	try {
		return JSON.parse(localStorage.getItem(NAME)) ?? {};
	} catch {
		return {};
	}
}

function write(held) {
	try {
		localStorage.setItem(NAME, JSON.stringify(held));
	} catch {
		/* Without storage, the keys last until the page is reloaded. */
	}
}

function newKey() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const text = btoa(String.fromCharCode(...bytes));
	return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromAddress() {
	const found = new URLSearchParams(location.hash.slice(1));
	const [room, ballot] = [found.get("room"), found.get("ballot")];
	if (room || ballot) history.replaceState(history.state, "", location.pathname + location.search);
	return { room, ballot };
}

export default function ({ data: [data], parentElement, setStateValue }) {
	const state = told.get(parentElement) ?? { done: 0, seq: 0 };
	told.set(parentElement, state);
	const tell = (what) => {
		state.seq += 1;
		setStateValue("told", { ...what, seq: state.seq, at: Date.now() });
	};
	if (data.order.id > state.done) {
		state.done = data.order.id;
		if (data.order.keep) write({ ballot: newKey(), ...data.order.keep });
		if (data.order.forget) write({});
	}
	const arrive = () => {
		const { room, ballot } = fromAddress();
		let held = read();
		if (room && room !== held.room) write((held = { room, ballot: newKey() }));
		if (held.room && !held.ballot) write((held = { ...held, ballot: newKey() }));
		/* Whoever opens the link of a room votes, even in the browser that hosts the room: the host's
		   key is not reported. */
		if (room) held = { ...held, host: "" };
		if (ballot || JSON.stringify(held) !== state.known) {
			state.known = JSON.stringify(held);
			tell({ ...held, code: ballot ?? "" });
		}
	};
	const changed = () => /room=|ballot=/.test(location.hash) && arrive();
	addEventListener("hashchange", changed);
	if (!data.known) arrive();
	return () => removeEventListener("hashchange", changed);
}
