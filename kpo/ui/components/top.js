const shown = new Map();
export default function ({ data: [name, subject] }) {
	const before = shown.get(name);
	shown.set(name, subject);
	if (before === undefined || before === subject) return;
	document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
	document.getElementById("kpo-finding")?.focus({ preventScroll: true });
}
