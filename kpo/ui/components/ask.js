/* A click on a word's "?" clicks the header's link to the Method page, which keeps the session; a
   plain link would load the app anew. */
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

/* Return the id that an address names; "" if its escapes are broken. */
function named(hash) {
	try {
		return decodeURIComponent(hash.slice(1));
	} catch {
		return "";
	}
}

/* Scroll to the word asked for, trying once per animation frame until the page is drawn. */
function show(frames) {
	const place = wanted && document.getElementById(named(wanted));
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

/* Put the choice into the link before it is used, for a link that is opened in a new tab. */
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
