/* The button of the menu of pages. The links remain in the header; on a narrow screen the style
   sheet hides them unless the header has the attribute `data-open`. */
const HEADER = ".st-key-kpo-header";
let closing;

export default function ({ data: [here], parentElement }) {
	const button = parentElement.querySelector("button");
	const header = document.querySelector(HEADER);
	const set = (open) => {
		header?.toggleAttribute("data-open", open);
		button.ariaExpanded = String(open);
	};
	button.textContent = here;
	button.ariaLabel = `${here}, pages`;
	button.onclick = () => set(button.ariaExpanded !== "true");
	set(false);
	closing?.abort();
	closing = new AbortController();
	const { signal } = closing;
	document.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || button.ariaExpanded !== "true") return;
		set(false);
		button.focus();
	}, { signal });
	document.addEventListener("click", (event) => {
		const path = event.composedPath();
		if (!path.includes(button)) set(false);
	}, { signal });
}
