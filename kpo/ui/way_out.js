/* A popover hangs at the end of the page: the keyboard is brought into it, and led back out. */
const BUTTON = "[data-testid=stPopoverButton]";
const STOPS = "a[href], button, input, textarea, [tabindex='0']";
const CHOSEN = "[role=radio][aria-checked=true]";
const CLOSED = 60;
const entered = new WeakSet();

function reachable(one) {
	return one.tabIndex >= 0 && !one.disabled && one.checkVisibility();
}

function enter(body) {
	const first = [...body.querySelectorAll(STOPS)].find(reachable);
	(first?.role === "radio" ? body.querySelector(CHOSEN) ?? first : first)?.focus();
}

export default function ({ parentElement }) {
	const close = parentElement.querySelector("button");
	const body = (parentElement.host ?? parentElement).closest("[data-testid=stPopoverBody]");
	const opener = document.querySelector(`${BUTTON}[aria-expanded=true]`);
	if (!body || !opener) return undefined;
	const [place] = opener.closest("[class*=st-key-]").className.match(/st-key-[\w-]+/);
	close.onclick = () => opener.click();
	if (!entered.has(parentElement) && opener.matches(":focus-visible")) enter(body);
	entered.add(parentElement);
	/* A choice may draw the button anew, so it is looked for again. */
	return () => setTimeout(() => {
		if (document.activeElement !== document.body) return;
		document.querySelector(`.${place} ${BUTTON}`)?.focus();
	}, CLOSED);
}
