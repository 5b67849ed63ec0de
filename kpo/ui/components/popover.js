/* Streamlit appends a popover at the end of the page: if it is opened by keyboard, the focus moves
   into it, and when it is closed, back to its button. */
const BUTTON = "[data-testid=stPopoverButton]";
const STOPS = "a[href], button, input, textarea, [tabindex='0']";
const CHOSEN = "[role=radio][aria-checked=true]";
const CLOSED = 60;
const SETTLED = 600;
const OVERLAY = "[data-testid=stPopoverBody], [role=listbox], [role=dialog]";
const entered = new WeakSet();
let watched;
let late;

/* Whether an element may get the first focus; the help icon of a control may not. */
function reachable(one) {
	const help = one.closest("[data-testid=stTooltipIcon]");
	return one.tabIndex >= 0 && !one.disabled && !help && one.checkVisibility();
}

function enter(body) {
	const first = [...body.querySelectorAll(STOPS)].find(reachable);
	(first?.role === "radio" ? body.querySelector(CHOSEN) ?? first : first)?.focus();
}

/* Streamlit leaves the page `inert` if a list opens or closes while a rerun removes its popover.
   Make it usable again once no overlay is open. */
function watch(root) {
	const release = () => {
		clearTimeout(late);
		if (!root.inert) return;
		if (document.querySelector(OVERLAY)) late = setTimeout(release, SETTLED);
		else root.inert = false;
	};
	const shut = () => {
		clearTimeout(late);
		late = setTimeout(release, SETTLED);
	};
	new MutationObserver(shut).observe(root, { attributeFilter: ["inert"] });
	watched = root;
}

export default function ({ parentElement }) {
	const close = parentElement.querySelector("button");
	const root = document.getElementById("root");
	if (root && watched !== root) watch(root);
	const body = (parentElement.host ?? parentElement).closest("[data-testid=stPopoverBody]");
	const opener = document.querySelector(`${BUTTON}[aria-expanded=true]`);
	if (!body || !opener) return undefined;
	const [place] = opener.closest("[class*=st-key-]").className.match(/st-key-[\w-]+/);
	close.onclick = () => opener.click();
	if (!entered.has(parentElement) && opener.matches(":focus-visible")) enter(body);
	entered.add(parentElement);
	/* A rerun may have replaced the button, so it is looked up again. */
	return () => setTimeout(() => {
		if (document.activeElement !== document.body) return;
		document.querySelector(`.${place} ${BUTTON}`)?.focus();
	}, CLOSED);
}
