/* A word's mark leads to the Method page the way the header does, so that the session goes on. */
const PAGE = "method";
const NAV = ".st-key-kpo-nav a";
const PATIENCE = 600;
const listening = new WeakSet();
let wanted = location.hash;

function marked(event) {
	const link = event.composedPath().find((one) => one.tagName === "A" && one.hash?.startsWith("#word-"));
	return link?.origin === location.origin ? link : null;
}

function way() {
	return [...document.querySelectorAll(NAV)].find((link) => link.pathname.endsWith(`/${PAGE}`));
}

/* Some frames may pass before the page is there. */
function show(frames) {
	const place = wanted && document.getElementById(decodeURIComponent(wanted.slice(1)));
	if (place) {
		wanted = "";
		place.closest("details")?.setAttribute("open", "");
		place.scrollIntoView({ block: "center" });
		place.focus({ preventScroll: true });
	} else if (wanted && frames) {
		requestAnimationFrame(() => show(frames - 1));
	}
}

function follow(event) {
	const link = marked(event);
	const page = way();
	if (!link || !page || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
	event.preventDefault();
	wanted = link.hash;
	if (document.querySelector(".kpo-words")) show(PATIENCE);
	else page.click();
}

/* A new tab gets the choice along. */
function carry(event) {
	const link = marked(event);
	const page = link && way();
	if (page) link.search = page.search;
}

export default function ({ data: [here] }) {
	if (!listening.has(document)) {
		listening.add(document);
		document.addEventListener("click", follow);
		document.addEventListener("pointerdown", carry);
		document.addEventListener("focusin", carry);
	}
	if (here) show(PATIENCE);
}
